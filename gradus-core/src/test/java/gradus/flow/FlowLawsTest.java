package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of flows that cross and slide: conservation, energy, and agreement with descent. */
class FlowLawsTest {
  /** ‖w_in‖² - a² of each unit of a network with one hidden layer on 3 inputs. */
  private static double[] balances(double[] w) {
    int hidden = w.length / 4;
    double[] balance = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      balance[j] = -w[3 * hidden + j] * w[3 * hidden + j];
      for (int c = 0; c < 3; c++) {
        balance[j] += w[3 * j + c] * w[3 * j + c];
      }
    }
    return balance;
  }

  @ParameterizedTest
  @CsvSource({"2, exponential", "3, exponential", "5, logistic", "7, square"})
  void flow_unitsThatSlide_keepTheirBalance(int seed, String loss) {
    FlowCourse course = Flows.random(seed, loss);
    double[] before = balances(course.weights());
    Flows.follow(course, Math.log(20));
    assertThat(course.slides()).as("something slid on the way").isNotEmpty();
    // A share of the slope drops out of ⟨w_in, ẇ_in⟩ = a ȧ; what remains are the errors of some
    // hundred steps of 1e-10 on weights of order two.
    assertThat(balances(course.weights())).containsExactly(before, within(2e-7));
  }

  /** dR̂/dt + ‖ẇ‖², relative, by five-point differences of small steps on the course. */
  @ParameterizedTest
  @CsvSource({"3, 0.5", "4, 1", "5, 2", "8, 4", "11, 30"})
  void flow_offTheSwitches_losesRiskAtTheSquareOfItsSpeed(int seed, double time) {
    FlowCourse course =
        new Flow(1e-13)
            .course(
                Dynamics.standard(),
                Flows.SMALL,
                Loss.named("exponential"),
                Examples.of(Flows.noise(seed)),
                Flows.weights(Flows.SMALL, seed));
    Flows.follow(course, Math.log(time));
    double h = 1e-3;
    long switches = course.switches();
    double[] risk = new double[5];
    double speed = 0;
    for (int i = 0; i < 5; i++) {
      Flows.follow(course, Math.log(time + i * h));
      risk[i] = Math.exp(course.logRisk());
      speed = i == 2 ? Math.exp(course.logVelocity() + course.logSpeed()) : speed;
    }
    assertThat(course.switches()).as("a stretch without switches").isEqualTo(switches);
    double fall = -(8 * (risk[3] - risk[1]) - (risk[4] - risk[0])) / (12 * h);
    // The differences err by h⁴/30 of the fifth derivative, and the landings on the five times by
    // round-off over h.
    assertThat(fall).isCloseTo(speed * speed, within(1e-7 * speed * speed));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 11})
  void flow_andEulerDescent_convergeAtFirstOrder(int seed) {
    FlowCourse course = Flows.random(seed, "exponential");
    Flows.follow(course, Math.log(5));
    assertThat(course.slides()).isNotEmpty();
    double coarse = apart(course.weights(), euler(Flows.SMALL, seed, 1e-3));
    double middle = apart(course.weights(), euler(Flows.SMALL, seed, 1e-4));
    double fine = apart(course.weights(), euler(Flows.SMALL, seed, 1e-5));
    // Along a slide descent zigzags within η of the kink; it stays first order, with a constant
    // that
    // need not be the same at each η.
    assertThat(middle).isLessThan(coarse / 4);
    assertThat(fine).isLessThan(middle / 4);
    assertThat(fine).isLessThan(1e-2);
  }

  private static double apart(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static double[] euler(Network network, int seed, double eta) {
    Course descent =
        Descent.full(new StepSize.Constant(eta))
            .course(
                Dynamics.standard(),
                network,
                Loss.named("exponential"),
                Flows.noise(seed),
                Flows.weights(network, seed),
                new Seed(0));
    Training.run(descent, Limits.steps(Math.round(5 / eta)), Problems.silent());
    return descent.position().weights();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 9})
  void flow_normsAndDirections_followTheSamePath(int seed) {
    FlowCourse plain = Flows.random(seed, "exponential");
    FlowCourse polar =
        new Flow(1e-10)
            .course(
                Dynamics.normalized(),
                Flows.SMALL,
                Loss.named("exponential"),
                Examples.of(Flows.noise(seed)),
                Flows.weights(Flows.SMALL, seed));
    for (double time : new double[] {1, 5, 1000}) {
      Flows.follow(plain, Math.log(time));
      Flows.follow(polar, Math.log(time));
      // Both err by some hundred times 1e-10, which passing kinks makes larger.
      assertThat(polar.weights()).containsExactly(plain.weights(), within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void flow_threeLayers_holdsItsPinsAndItsEnergy(int seed) {
    Network deep = Draws.network(Nonlinearity.relu(), 3, 6, 5, 1);
    FlowCourse course =
        Flows.course(deep, "exponential", Flows.noise(seed), Flows.weights(deep, seed));
    Risk risk = new Risk(deep, Loss.named("exponential"), Examples.of(Flows.noise(seed)));
    double last = course.logRisk();
    for (int step = 0; step < 1500 && course.failure() == null; step++) {
      course.advance();
      assertThat(course.failure()).isNull();
      double now = risk.at(course.weights());
      // The path is continuous and the risk falls along it, whatever is crossed.
      assertThat(now).isLessThanOrEqualTo(last + 1e-9);
      last = now;
    }
    assertThat(course.slides()).isNotEmpty();
    assertThat(pinnedHeight(course, deep, Flows.noise(seed))).isLessThan(1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void flow_onOneSlide_movesAtTheLeastNormBetweenTheTwoSides(int seed) {
    FlowCourse course = Flows.random(seed, "exponential");
    Flows.until(
        course, c -> c.slides().stream().filter(s -> Double.isNaN(s.toLogTime())).count() == 1);
    Slide slide =
        course.slides().stream().filter(s -> Double.isNaN(s.toLogTime())).findFirst().orElseThrow();
    double[] x = Flows.noise(seed).inputs().row(slide.example());
    double[][] sides = new double[2][];
    for (int side = 0; side < 2; side++) {
      // Just off the kink, the network's own signs decide.
      double[] w = course.weights().clone();
      for (int c = 0; c < 3; c++) {
        w[3 * slide.unit() + c] += (side == 0 ? -1e-9 : 1e-9) * x[c];
      }
      sides[side] = gradient(seed, w);
    }
    double least = Double.POSITIVE_INFINITY;
    double[] best = {};
    for (int i = 0; i <= 100_000; i++) {
      double share = i * 1e-5;
      double[] mixed = new double[sides[0].length];
      for (int k = 0; k < mixed.length; k++) {
        mixed[k] = (1 - share) * sides[0][k] + share * sides[1][k];
      }
      double norm = Math.sqrt(Draws.dot(mixed, mixed));
      if (norm < least) {
        least = norm;
        best = mixed;
      }
    }
    assertThat(best).isNotEmpty();
    // Least between the ends, not at one of them; near it the norm is quadratic in the share, whose
    // grid is of 1e-5, and the sides are read 1e-9 off.
    assertThat(least).isLessThan(0.9999999 * Math.sqrt(Draws.dot(sides[0], sides[0])));
    assertThat(least).isLessThan(0.9999999 * Math.sqrt(Draws.dot(sides[1], sides[1])));
    double speed = Math.exp(course.logVelocity() + course.logSpeed());
    assertThat(speed).isCloseTo(least, within(1e-6 * least));
  }

  private static double[] gradient(int seed, double[] w) {
    Risk risk = new Risk(Flows.SMALL, Loss.named("exponential"), Examples.of(Flows.noise(seed)));
    risk.at(w);
    double[] g = new double[w.length];
    risk.gradient(g);
    for (int i = 0; i < g.length; i++) {
      g[i] *= Math.exp(risk.logScale());
    }
    return g;
  }

  /** The largest pre-activation among the units that slide now, by plain loops. */
  private static double pinnedHeight(FlowCourse course, Network deep, Dataset data) {
    double most = 0;
    for (Slide slide : course.slides()) {
      if (Double.isNaN(slide.toLogTime())) {
        double[] z = data.inputs().row(slide.example());
        double[] w = course.weights();
        for (int layer = 1; layer <= slide.layer(); layer++) {
          var block = deep.blocks().get(layer - 1);
          double[] next = new double[block.rows()];
          for (int j = 0; j < block.rows(); j++) {
            for (int c = 0; c < block.cols(); c++) {
              double a = layer == 1 ? z[c] : Math.max(0, z[c]);
              next[j] += w[block.offset() + j * block.cols() + c] * a;
            }
          }
          z = next;
        }
        most = Math.max(most, Math.abs(z[slide.unit()]));
      }
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void flow_leakyUnits_convergesWithDescent(int seed) {
    Network leaky = Draws.network(Nonlinearity.leakyRelu(0.1), 3, 10, 1);
    double[] w = Flows.weights(leaky, seed);
    FlowCourse course = Flows.course(leaky, "exponential", Flows.noise(seed), w);
    double[] before = balances(w);
    Flows.follow(course, Math.log(5));
    assertThat(balances(course.weights())).containsExactly(before, within(2e-7));
    double coarse = apart(course.weights(), euler(leaky, seed, 1e-3));
    double fine = apart(course.weights(), euler(leaky, seed, 1e-4));
    assertThat(fine).isLessThan(coarse / 4);
  }

  @Test
  void flow_exampleNoUnitSees_isMutedAndTheOthersGoOn() {
    // The unit sees the first example only; the second rests at f = 0 and half the risk.
    Network unit = Draws.network(Nonlinearity.relu(), 2, 1, 1);
    Dataset data =
        Problems.dataset(
            Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 0}),
            new Labels.Signs(new double[] {1, 1}));
    FlowCourse course = Flows.course(unit, "exponential", data, new double[] {1, 0.5, 1});
    Flows.follow(course, 1000);
    // a² - w_1² = 0 is kept: u = w_1², u̇ = 2 w_1 a e^{-u}/2 = u e^{-u}, and Ei-like growth: at log
    // t
    // = 1000, e^u/u ≈ t (1 + …), u = 1000 + log u + O(1/u).
    double u = course.weights()[0] * course.weights()[2];
    assertThat(u - Math.log(u)).isCloseTo(1000, within(3 / u));
    assertThat(course.weights()[1]).isEqualTo(0.5);
    assertThat(course.logRisk()).isCloseTo(-Math.log(2), within(1e-12));
  }

  @Test
  void training_evaluationsLimit_failsAndSaysWhere() {
    Course course =
        new Flow(1e-10, 500)
            .course(
                Dynamics.standard(),
                Flows.SMALL,
                Loss.named("exponential"),
                Examples.of(Flows.noise(3)),
                Flows.weights(Flows.SMALL, 3));
    Outcome outcome =
        Training.run(
            course,
            new Limits(List.of(new Limit(Limit.Quantity.LOG_TIME, 100))),
            Problems.silent());
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.reason()).contains("gave up").contains("log t");
    assertThat(course.position().logTime()).isBetween(-10.0, 100.0);
    assertThat(course.position().weights()).doesNotContain(Double.NaN);
  }

  @Test
  void training_limitOnVelocityAndRho_endThere() {
    // Two opposite labels on one point: the flow comes to rest at f = 0.
    Dataset data =
        Problems.dataset(
            Matrix.ofRows(new double[] {1, 0}, new double[] {1, 0}),
            new Labels.Signs(new double[] {1, -1}));
    Network linear = Draws.network(Nonlinearity.linear(), 2, 1);
    FlowCourse rest = Flows.course(linear, "exponential", data, new double[] {1, 0});
    Outcome outcome =
        Training.run(
            rest,
            new Limits(List.of(new Limit(Limit.Quantity.VELOCITY, 1e-10))),
            Problems.silent());
    assertThat(outcome).isEqualTo(new Outcome.Reached("velocity"));
    assertThat(rest.weights()[0]).isCloseTo(0, within(2e-10));
    FlowCourse grows = Flows.random(3, "exponential");
    double target = 2 * grows.rho();
    outcome =
        Training.run(
            grows, new Limits(List.of(new Limit(Limit.Quantity.RHO, target))), Problems.silent());
    assertThat(outcome).isEqualTo(new Outcome.Reached("rho"));
    // One step beyond at most, and steps are a small share of the state.
    assertThat(grows.rho()).isBetween(target, 1.5 * target);
  }
}
