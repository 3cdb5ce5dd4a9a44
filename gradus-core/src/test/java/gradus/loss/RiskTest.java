package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Labels;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RiskTest {
  private static final Seed SEED = new Seed(5);
  private static final Labels SIGNS = new Labels.Signs(new double[] {1, -1, -1, 1, 1, -1, 1});
  private static final Labels CLASSES =
      new Labels.Classes(new int[] {0, 2, 1, 1, 0, 2, 1}, List.of("a", "b", "c"));
  private static final Labels VALUES =
      new Labels.Values(new double[] {0.3, -2, 1.5, 0, 0.1, 4, -0.7});

  static Stream<Arguments> lossesWithData() {
    return Stream.of(
        Arguments.of("exponential", SIGNS, 1),
        Arguments.of("logistic", SIGNS, 1),
        Arguments.of("hinge", SIGNS, 1),
        Arguments.of("square", SIGNS, 1),
        Arguments.of("square", VALUES, 1),
        Arguments.of("square", CLASSES, 3),
        Arguments.of("cross-entropy", CLASSES, 3));
  }

  private static Risk risk(String loss, Labels labels, int outputs, Nonlinearity sigma) {
    Network network = Draws.network(sigma, 3, 6, outputs);
    Matrix x = Draws.matrix(7, 3, SEED.child("x"));
    return new Risk(network, Loss.named(loss), new Examples(Batch.of(x), Targets.of(labels)));
  }

  /** The loss of one example, as the textbooks print it. */
  private static double textbook(String loss, Labels labels, int n, double[] f) {
    return switch (labels) {
      case Labels.Signs signs -> {
        double z = signs.y()[n] * f[0];
        yield switch (loss) {
          case "exponential" -> Math.exp(-z);
          case "logistic" -> Math.log(1 + Math.exp(-z));
          case "hinge" -> Math.max(0, 1 - z);
          default -> (f[0] - signs.y()[n]) * (f[0] - signs.y()[n]) / 2;
        };
      }
      case Labels.Values values -> (f[0] - values.y()[n]) * (f[0] - values.y()[n]) / 2;
      case Labels.Classes classes -> {
        int y = classes.index()[n];
        double sum = 0;
        double square = 0;
        for (int c = 0; c < f.length; c++) {
          sum += Math.exp(f[c]);
          square += Math.pow(f[c] - (c == y ? 1 : 0), 2) / 2;
        }
        yield loss.equals("square") ? square : Math.log(sum) - f[y];
      }
    };
  }

  @ParameterizedTest
  @MethodSource("lossesWithData")
  void at_anyLoss_isTheMeanOfTheTextbookLoss(String loss, Labels labels, int outputs) {
    Risk risk = risk(loss, labels, outputs, Nonlinearity.relu());
    double[] w = Draws.normal(risk.network().parameters(), SEED.child("w"));
    double logRisk = risk.at(w);

    double sum = 0;
    for (int n = 0; n < 7; n++) {
      double[] f = new double[outputs];
      for (int c = 0; c < outputs; c++) {
        f[c] = risk.score(c, n);
      }
      sum += textbook(loss, labels, n, f);
    }
    assertThat(logRisk).isCloseTo(Math.log(sum / 7), within(1e-13 * (1 + Math.abs(logRisk))));
  }

  @ParameterizedTest
  @MethodSource("lossesWithData")
  void gradient_anyLoss_equalsCentralDifferences(String loss, Labels labels, int outputs) {
    Risk risk = risk(loss, labels, outputs, Nonlinearity.leakyRelu(0.2));
    double[] w = Draws.normal(risk.network().parameters(), SEED.child("w"));
    double[] g = new double[w.length];
    risk.at(w);
    risk.gradient(g);
    double scale = Math.exp(risk.logScale());

    double h = 1e-6;
    for (int i = 0; i < w.length; i++) {
      double[] ahead = w.clone();
      double[] behind = w.clone();
      ahead[i] += h;
      behind[i] -= h;
      double difference = (Math.exp(risk.at(ahead)) - Math.exp(risk.at(behind))) / (2 * h);
      // Cancellation: 1e-16 R / h with R up to 10; truncation h² R'''.
      assertThat(scale * g[i]).isCloseTo(difference, within(2e-8 * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @MethodSource("lossesWithData")
  void hessian_anyLoss_equalsDifferencesOfTheGradient(String loss, Labels labels, int outputs) {
    Risk risk = risk(loss, labels, outputs, Nonlinearity.tanh());
    double[] w = Draws.normal(risk.network().parameters(), SEED.child("w"));
    double[] d = Draws.normal(w.length, SEED.child("d"));
    double[] product = new double[w.length];
    risk.at(w);
    risk.hessian(d, product);
    double scale = Math.exp(risk.logScale());

    double h = 1e-6;
    double[] ahead = absoluteGradient(risk, w, d, h);
    double[] behind = absoluteGradient(risk, w, d, -h);
    for (int i = 0; i < w.length; i++) {
      double difference = (ahead[i] - behind[i]) / (2 * h);
      assertThat(scale * product[i])
          .isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @MethodSource("lossesWithData")
  void gaussNewton_linearNetworkOfOneLayer_isTheHessian(String loss, Labels labels, int outputs) {
    Network network = Draws.network(Nonlinearity.linear(), 3, outputs);
    Matrix x = Draws.matrix(7, 3, SEED.child("x"));
    Risk risk = new Risk(network, Loss.named(loss), new Examples(Batch.of(x), Targets.of(labels)));
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    double[] d = Draws.normal(w.length, SEED.child("d"));
    double[] hessian = new double[w.length];
    double[] gaussNewton = new double[w.length];
    risk.at(w);
    risk.hessian(d, hessian);
    risk.gaussNewton(d, gaussNewton);

    for (int i = 0; i < w.length; i++) {
      assertThat(gaussNewton[i]).isCloseTo(hessian[i], within(1e-13 * (1 + Math.abs(hessian[i]))));
    }
  }

  @Test
  void exponential_marginsOfTenThousand_keepsRiskGradientAndWeights() {
    // One linear unit, examples with margins 10000 and 10001: R̂ = ½(e^-10000 + e^-10001).
    Network network = Draws.network(Nonlinearity.linear(), 1, 1);
    Matrix x = Matrix.ofRows(new double[] {1}, new double[] {1.0001});
    for (String loss : List.of("exponential", "logistic")) {
      Risk risk =
          new Risk(
              network,
              Loss.named(loss),
              new Examples(Batch.of(x), Targets.of(new Labels.Signs(new double[] {1, 1}))));
      double logRisk = risk.at(new double[] {10000});
      double[] g = new double[1];
      risk.gradient(g);

      double q = 1 / (1 + Math.exp(-1));
      assertThat(logRisk).isCloseTo(-10000 + Math.log((1 + Math.exp(-1)) / 2), within(1e-11));
      assertThat(risk.weight(0)).isCloseTo(q, within(1e-11));
      assertThat(risk.logScale()).isCloseTo(logRisk, within(1e-11));
      assertThat(g[0]).isCloseTo(-(q + (1 - q) * 1.0001), within(1e-11));
      assertThat(risk.smoothedMargin())
          .isCloseTo(10000 - Math.log(1 + Math.exp(-1)), within(1e-11));
    }
  }

  @Test
  void crossEntropy_twoClasses_isLogisticOfTheScoreDifference() {
    Matrix x = Draws.matrix(7, 3, SEED.child("x"));
    int[] classes = {0, 1, 1, 0, 1, 0, 1};
    double[] signs = {-1, 1, 1, -1, 1, -1, 1};
    Risk two =
        new Risk(
            Draws.network(Nonlinearity.linear(), 3, 2),
            Loss.named("cross-entropy"),
            new Examples(
                Batch.of(x), Targets.of(new Labels.Classes(classes, List.of("no", "yes")))));
    Risk one =
        new Risk(
            Draws.network(Nonlinearity.linear(), 3, 1),
            Loss.named("logistic"),
            new Examples(Batch.of(x), Targets.of(new Labels.Signs(signs))));
    for (double size : new double[] {0.1, 1, 100, 1e5}) {
      double[] w = {1 * size, -2 * size, 0.5 * size, 0.3 * size, 1 * size, -size};
      double[] difference = {w[3] - w[0], w[4] - w[1], w[5] - w[2]};
      assertThat(two.at(w))
          .isCloseTo(one.at(difference), within(1e-12 * (1 + Math.abs(one.logRisk()))));
      assertThat(two.smoothedMargin())
          .isCloseTo(one.smoothedMargin(), within(1e-11 * (1 + Math.abs(one.logRisk()))));
      assertThat(two.classificationError()).isEqualTo(one.classificationError());
    }
  }

  static Stream<Arguments> exponentialTails() {
    return lossesWithData()
        .filter(a -> Loss.named(String.valueOf(a.get()[0])).tail() == Tail.EXPONENTIAL);
  }

  @ParameterizedTest
  @MethodSource("exponentialTails")
  void smoothedMargin_exponentialTails_liesWithinLogNOfTheLeastMargin(
      String loss, Labels labels, int outputs) {
    Risk risk = risk(loss, labels, outputs, Nonlinearity.relu());
    for (int draw = 0; draw < 50; draw++) {
      double[] w = Draws.normal(risk.network().parameters(), SEED.child(draw));
      risk.at(w);
      double least = Double.POSITIVE_INFINITY;
      double total = 0;
      for (int n = 0; n < 7; n++) {
        least = Math.min(least, risk.margin(n));
        total += risk.weight(n);
      }
      // ψ = ℓ⁻¹(Σ ℓ) ≤ ℓ⁻¹(ℓ(min z)) for every decreasing ℓ; J-E8 bounds it below for e^-z.
      assertThat(risk.smoothedMargin()).isLessThanOrEqualTo(least + 1e-12 * (1 + least));
      if (loss.equals("exponential")) {
        assertThat(least)
            .isLessThanOrEqualTo(risk.smoothedMargin() + Math.log(7) + 1e-12 * (1 + least));
      }
      assertThat(total).isCloseTo(1, within(1e-13));
    }
  }

  @Test
  void risk_sizesThatDoNotFit_saysWhatWasAskedAndWhatCame() {
    assertThatThrownBy(() -> risk("exponential", CLASSES, 1, Nonlinearity.relu()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("one output and labels -1/+1")
        .hasMessageContaining("3 classes");
    assertThatThrownBy(() -> risk("cross-entropy", CLASSES, 2, Nonlinearity.relu()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("2 outputs");
    assertThatThrownBy(() -> Loss.named("exponental"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("exponential, logistic");
  }

  private static double[] absoluteGradient(Risk risk, double[] w, double[] d, double h) {
    double[] at = w.clone();
    for (int i = 0; i < w.length; i++) {
      at[i] += h * d[i];
    }
    double[] g = new double[w.length];
    risk.at(at);
    risk.gradient(g);
    double scale = Math.exp(risk.logScale());
    for (int i = 0; i < w.length; i++) {
      g[i] *= scale;
    }
    return g;
  }
}
