package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows against golden files and closed forms. */
class FlowClosedFormsTest {
  private static JsonNode golden(String name) {
    try (InputStream in = FlowClosedFormsTest.class.getResourceAsStream("/golden/" + name)) {
      return new ObjectMapper().readTree(in).get("cases").get(0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] doubles(JsonNode list) {
    double[] x = new double[list.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = list.get(i).asDouble();
    }
    return x;
  }

  private static Matrix matrix(JsonNode rows) {
    double[][] entries = new double[rows.size()][];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = doubles(rows.get(i));
    }
    return Matrix.ofRows(entries);
  }

  @Test
  void flow_goldenNetwork_isWhereTheIntegratorOfEighthOrderIs() {
    JsonNode golden = golden("network.json");
    Network network = Draws.network(Nonlinearity.relu(), 3, 4, 1);
    List<Matrix> matrices = new ArrayList<>();
    golden.get("weights").forEach(m -> matrices.add(matrix(m)));
    Dataset data =
        Problems.dataset(matrix(golden.get("x")), new Labels.Signs(doubles(golden.get("y"))));
    FlowCourse course =
        Flows.course(
            network,
            "exponential",
            data,
            Initialiser.given(matrices).weights(network, new Seed(0)));
    for (JsonNode mark : golden.get("flow")) {
      Flows.follow(course, Math.log(mark.get("t").asDouble()));
      // The file is good to 1e-8.
      assertThat(course.weights()).containsExactly(doubles(mark.get("w")), within(1e-7));
      double logRisk = Math.log(mark.get("loss").asDouble());
      assertThat(course.logRisk()).isCloseTo(logRisk, within(1e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void flow_equalLinearLayers_growAsTheQuadratureSays(int layers) {
    int[] widths = new int[layers];
    Arrays.fill(widths, 1);
    Network network = Draws.network(Nonlinearity.linear(), 1, widths);
    double[] ones = new double[layers];
    Arrays.fill(ones, 1);
    Dataset data =
        Problems.dataset(Matrix.ofRows(new double[] {1}), new Labels.Signs(new double[] {1}));
    FlowCourse course = Flows.course(network, "exponential", data, ones);
    int rows = 0;
    for (JsonNode row : golden("rho_growth.json").get("rows")) {
      if (row.get("layers").asInt() == layers) {
        Flows.follow(course, row.get("log_t").asDouble());
        double each = row.get("each").asDouble();
        for (double w : course.weights()) {
          // Errors of the product die out, log t being all that counts in the end; some hundred
          // steps of 1e-10 stay below 1e-8 of each.
          assertThat(w).isCloseTo(each, within(1e-8 * each));
        }
        assertThat(course.logRisk()).isCloseTo(-row.get("product").asDouble(), within(1e-6));
        assertThat(course.rho()).isCloseTo(row.get("product").asDouble(), within(1e-6));
        rows++;
      }
    }
    assertThat(rows).isEqualTo(5);
  }

  private static final Network UNIT =
      Network.of(
          2,
          List.of(
              new Layer.Dense(1),
              new Layer.Activation(Nonlinearity.relu()),
              new Layer.Dense(1, false)));

  @Test
  void flow_unitBetweenTwoExamples_slidesAlongTheKink() {
    // f = relu⟨w, x⟩ with x_1 = (1, 0), y_1 = -1 and x_2 = (½, 1), y_2 = +1; the mean loss halves
    // the pace. From (a, b), z_1 = w_1 > 0: 2 ẇ_1 = -e^{w_1} + ½ e^{-z_2}, 2 ẇ_2 = e^{-z_2}, until
    // w_1 = 0; then, while e^{-w_2}/2 ≤ 1, it stays, and 2 ẇ_2 = e^{-w_2}.
    Dataset data =
        Problems.dataset(
            Matrix.ofRows(new double[] {1, 0}, new double[] {0.5, 1}),
            new Labels.Signs(new double[] {-1, 1}));
    FlowCourse course = Flows.course(UNIT, "exponential", data, new double[] {0.3, 0.2, 1});
    Flows.until(course, c -> !c.slides().isEmpty());
    double begun = course.logTime();
    assertThat(course.slides()).containsExactly(new Slide(1, 0, 0, begun, Double.NaN));
    assertThat(course.weights()[0]).isCloseTo(0, within(1e-12));
    double w2 = course.weights()[1];
    // Two relations hold up to the slide without being solved for: the time itself is checked by
    // plain Runge–Kutta steps below.
    double[] reached = rungeKutta(0.3, 0.2, Math.exp(begun));
    assertThat(reached[0]).isCloseTo(0, within(1e-9));
    assertThat(reached[1]).isCloseTo(w2, within(1e-9));
    for (double logTime : new double[] {0.5, 1, 3, 10, 30, 100, 1000}) {
      Flows.follow(course, logTime);
      // e^{w_2} = e^{w_2(begun)} + (t - t_begun)/2.
      double grown =
          logTime + Math.log(0.5 + (Math.exp(w2) - 0.5 * Math.exp(begun)) * Math.exp(-logTime));
      assertThat(course.weights()[0]).isCloseTo(0, within(1e-12));
      assertThat(course.weights()[1]).isCloseTo(grown, within(1e-9 * Math.max(1, grown)));
      assertThat(course.weights()[2]).isEqualTo(1);
    }
    assertThat(course.slides()).containsExactly(new Slide(1, 0, 0, begun, Double.NaN));
    assertThat(course.switches()).isEqualTo(1);
    // The first example rests at f = 0 with loss 1.
    double risk = 0.5 + 0.5 * Math.exp(-course.weights()[1]);
    assertThat(course.logRisk()).isCloseTo(Math.log(risk), within(1e-12));
  }

  /** 4000 classical steps: errors of (t/4000)⁴, far below 1e-10. */
  private static double[] rungeKutta(double a, double b, double time) {
    double h = time / 4000;
    double[] w = {a, b};
    for (int i = 0; i < 4000; i++) {
      double[] k1 = pull(w[0], w[1]);
      double[] k2 = pull(w[0] + h / 2 * k1[0], w[1] + h / 2 * k1[1]);
      double[] k3 = pull(w[0] + h / 2 * k2[0], w[1] + h / 2 * k2[1]);
      double[] k4 = pull(w[0] + h * k3[0], w[1] + h * k3[1]);
      for (int c = 0; c < 2; c++) {
        w[c] += h / 6 * (k1[c] + 2 * k2[c] + 2 * k3[c] + k4[c]);
      }
    }
    return w;
  }

  private static double[] pull(double a, double b) {
    double second = Math.exp(-(0.5 * a + b));
    return new double[] {0.5 * (-Math.exp(a) + 0.5 * second), 0.5 * second};
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1", "0.5, 0.1", "0.9, 0.3"})
  void flow_slideWhosePullFades_endsOnTime(double x, double alpha) {
    // z_1 = w_1 with pull ½ (1 or α) e^{w_1}, here at w_1 = 0 down; x_2 = (x, 1) pulls up with
    // ½ x e^{-w_2}. With a leaky unit the slide lasts while α ≤ x e^{-w_2} ≤ 1, and ends downwards
    // when w_2 = log(x/α); a unit that takes 0 below never lets go.
    Network leaky =
        Network.of(
            2,
            List.of(
                new Layer.Dense(1),
                new Layer.Activation(Nonlinearity.leakyRelu(alpha)),
                new Layer.Dense(1, false)));
    Dataset data =
        Problems.dataset(
            Matrix.ofRows(new double[] {1, 0}, new double[] {x, 1}),
            new Labels.Signs(new double[] {-1, 1}));
    FlowCourse course = Flows.course(leaky, "exponential", data, new double[] {0.3, 0.2, 1});
    Flows.until(course, Flows::slides);
    double begun = Math.exp(course.logTime());
    double from = Math.exp(course.weights()[1]);
    Flows.until(course, c -> !Flows.slides(c));
    // e^{w_2} grows by half the time.
    double ended = begun + 2 * (x / alpha - from);
    assertThat(Math.exp(course.logTime())).isCloseTo(ended, within(1e-8 * ended));
    assertThat(course.slides()).hasSize(1);
    assertThat(course.weights()[1]).isCloseTo(Math.log(x / alpha), within(1e-9));
    Flows.follow(course, course.logTime() + 1);
    assertThat(course.weights()[0]).isLessThan(-1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exponential", "logistic"})
  void flow_oneLinearWeight_isTheClosedForm(String loss) {
    Dataset data =
        Problems.dataset(Matrix.ofRows(new double[] {1}), new Labels.Signs(new double[] {1}));
    FlowCourse course =
        Flows.course(Draws.network(Nonlinearity.linear(), 1, 1), loss, data, new double[] {0});
    for (double logTime : new double[] {-3, 0, 5, 40, 600}) {
      Flows.follow(course, logTime);
      double w = course.weights()[0];
      // e^w = 1 + t; and ẇ = 1/(1 + e^w) gives w + e^w = 1 + t.
      double time = loss.equals("exponential") ? w : Math.log(Math.exp(-w) * (w - 1) + 1) + w;
      double expected =
          loss.equals("exponential") ? logTime + Math.log1p(Math.exp(-logTime)) : logTime;
      if (logTime > 5 || loss.equals("exponential")) {
        assertThat(time).isCloseTo(expected, within(1e-8 * Math.max(1, logTime)));
      } else {
        assertThat(w + Math.expm1(w)).isCloseTo(Math.exp(logTime), within(1e-8 * 150));
      }
    }
  }

  @Test
  void flow_everyLossOnSmallData_comesToItsEnd() {
    // Square: the least-squares point of one linear unit.
    Dataset data = Problems.separable(0.5, 3);
    Network linear = Draws.network(Nonlinearity.linear(), 3, 1);
    FlowCourse square = Flows.course(linear, "square", data, new double[] {0.1, 0.2, 0.3});
    Flows.follow(square, 5);
    // Σ x (⟨w, x⟩ - y) = 0: w = (1/γ, 0, 0) fits all labels; the slowest rate is γ² = ¼ over e⁵.
    assertThat(square.weights()).containsExactly(new double[] {2, 0, 0}, within(1e-8));
    // One example: its margin grows at ‖x‖² = 1 until it is 1.
    Dataset one =
        Problems.dataset(
            Matrix.ofRows(new double[] {0.6, 0, 0.8}), new Labels.Signs(new double[] {1}));
    FlowCourse hinge = Flows.course(linear, "hinge", one, new double[] {0, 0.2, 0});
    Outcome ended =
        Training.run(
            hinge, new Limits(List.of(new Limit(Limit.Quantity.LOG_RISK, -10))), Problems.silent());
    assertThat(ended).isEqualTo(new Outcome.Reached("log-risk"));
    assertThat(Math.exp(hinge.logRisk())).isCloseTo(-Math.expm1(hinge.logTime()), within(1e-9));
    Course classes =
        new Flow(1e-8)
            .course(
                Dynamics.standard(),
                Draws.network(Nonlinearity.relu(), 3, 6, 2),
                Loss.named("cross-entropy"),
                Examples.of(
                    Problems.dataset(
                        data.inputs(),
                        new Labels.Classes(new int[] {0, 0, 1, 1}, List.of("a", "b")))),
                Draws.normal(30, new Seed(4)));
    Outcome outcome =
        Training.run(
            classes,
            new Limits(List.of(new Limit(Limit.Quantity.LOG_RISK, -20))),
            Problems.silent());
    assertThat(outcome).isEqualTo(new Outcome.Reached("log-risk"));
  }
}
