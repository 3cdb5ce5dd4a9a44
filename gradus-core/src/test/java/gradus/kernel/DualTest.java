package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Draws;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each activation does to a kernel, against the expectations it stands for. */
class DualTest {
  private static final GaussIntegrator PIECE = new GaussIntegratorFactory().legendre(40);

  static List<Nonlinearity> activations() {
    return List.of(
        Nonlinearity.relu(),
        Nonlinearity.leakyRelu(0.3),
        Nonlinearity.linear(),
        Nonlinearity.reluPower(2),
        Nonlinearity.reluPower(3),
        Nonlinearity.reluPower(4),
        Nonlinearity.polynomial(0.2, -1, 0.5, 0.25),
        Nonlinearity.polynomial(0, 0, 0, 1),
        Nonlinearity.erf());
  }

  /** Two layers: K = E σ(u)σ(v), and the first layer's tangent kernel ⟨x, x'⟩ E σ'(u)σ'(v). */
  @ParameterizedTest
  @MethodSource("activations")
  void gram_twoLayers_isTheExpectation(Nonlinearity sigma) {
    NeuralTangent kernel =
        NeuralTangent.of(Draws.network(sigma, 2, 9, 1).withFixedOutputs(), Scaling.PLAIN);
    double[] x = {0.7, 0.4};
    for (double turn : new double[] {0, 0.3, 1.2, 1.6, 2.5, 3}) {
      double[] z = {1.2 * Math.cos(turn), 1.2 * Math.sin(turn)};
      NeuralTangent.Grams grams = kernel.grams(Matrix.ofRows(x, z));

      double covariance = expectation(x, z, s -> value(sigma, s));
      double slope = expectation(x, z, s -> slope(sigma, s));
      assertThat(grams.covariance().at(0, 1))
          .isCloseTo(covariance, within(1e-12 * size(grams.covariance())));
      assertThat(grams.tangent().at(0, 1))
          .isCloseTo(Draws.dot(x, z) * slope, within(1e-12 * size(grams.tangent())));
    }
  }

  private static double size(SymmetricHalf gram) {
    return Math.sqrt(gram.at(0, 0) * gram.at(1, 1));
  }

  /** E g(⟨w, x⟩) g(⟨w, z⟩) for w ~ N(0, I) in the plane: polar, with pieces between the kinks. */
  private static double expectation(double[] x, double[] z, DoubleUnaryOperator g) {
    double[] kinks =
        java.util.stream.DoubleStream.of(
                Math.atan2(x[1], x[0]) + Math.PI / 2,
                Math.atan2(x[1], x[0]) - Math.PI / 2,
                Math.atan2(z[1], z[0]) + Math.PI / 2,
                Math.atan2(z[1], z[0]) - Math.PI / 2)
            .map(t -> (t + 4 * Math.PI) % (2 * Math.PI))
            .sorted()
            .toArray();
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      double from = kinks[k];
      double to = k == 3 ? kinks[0] + 2 * Math.PI : kinks[k + 1];
      sum +=
          integral(
              phi -> {
                double u = Math.cos(phi) * x[0] + Math.sin(phi) * x[1];
                double v = Math.cos(phi) * z[0] + Math.sin(phi) * z[1];
                double inner = 0;
                for (int piece = 0; piece < 6; piece++) {
                  inner +=
                      integral(
                          r ->
                              r
                                  * Math.exp(-r * r / 2)
                                  * g.applyAsDouble(r * u)
                                  * g.applyAsDouble(r * v),
                          2 * piece,
                          2 * piece + 2);
                }
                return inner;
              },
              from,
              to);
    }
    return sum / (2 * Math.PI);
  }

  private static double integral(DoubleUnaryOperator f, double from, double to) {
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < PIECE.getNumberOfPoints(); i++) {
      sum += PIECE.getWeight(i) * f.applyAsDouble(from + half * (1 + PIECE.getPoint(i)));
    }
    return half * sum;
  }

  private static double value(Nonlinearity sigma, double z) {
    double[] a = {z};
    sigma.value(1, a, a, 0);
    return a[0];
  }

  private static double slope(Nonlinearity sigma, double z) {
    double[] d = {1};
    sigma.slope(1, new double[] {z}, d, 0);
    return d[0];
  }

  /** Behind a first layer that keeps variance 1, the normalised second keeps it too. */
  @ParameterizedTest
  @MethodSource("activations")
  void gram_normalisedUnitInputs_keepsVarianceOne(Nonlinearity sigma) {
    double[] x = {0.6, 0.8};

    SymmetricHalf gram =
        NeuralTangent.of(Draws.network(sigma, 2, 9, 9, 9, 1))
            .grams(Matrix.ofRows(x, x))
            .covariance();

    assertThat(gram.at(0, 0)).isCloseTo(1, within(1e-14));
    assertThat(gram.at(0, 1)).isEqualTo(gram.at(0, 0));
  }

  /** Nearly parallel inputs of one norm, a kink two layers later: 1 - c must keep its digits. */
  @ParameterizedTest
  @MethodSource("activations")
  void move_nearlyParallel_keepsTheAngle(Nonlinearity sigma) {
    for (double turn : new double[] {1e-3, 1e-6, 1e-9}) {
      Matrix x = Matrix.ofRows(new double[] {1, 0}, new double[] {Math.cos(turn), Math.sin(turn)});
      KernelPlan plan = KernelPlan.of(Draws.network(sigma, 2, 9, 1), Scaling.NORMALISED);
      KernelSide side = new KernelSide(x, plan);
      PairRow row = new PairRow(1);
      row.count = 1;
      row.q = 1;
      row.own = plan.steps().getFirst().dual().features(1);
      row.qs = side.variances[0];
      row.others = side.features[0];
      row.from = 1;
      row.set(0, true, 2 * Math.pow(Math.sin(turn / 2), 2));
      plan.steps().getFirst().dual().move(row);

      // 1 - c ≈ ½ turn² E σ'²/E σ², the next order being turn relative at most.
      double rate =
          expectation(new double[] {1, 0}, new double[] {1, 0}, s -> slope(sigma, s))
              / expectation(new double[] {1, 0}, new double[] {1, 0}, s -> value(sigma, s));
      assertThat(row.a[0])
          .isCloseTo(
              rate * turn * turn / 2, within(2 * rate * turn * turn * turn + 1e-9 * turn * turn));
    }
  }

  @Test
  void arcCosine_bothForms_agreeAtARightAngle() {
    for (int k = 0; k <= ReluPowerDual.HIGHEST; k++) {
      ArcCosine kernel = ArcCosine.of(k);
      double alike = kernel.alike(Math.PI / 2);

      assertThat(kernel.opposed(1, 0)).isCloseTo(alike, within(1e-14 * alike));
      assertThat(kernel.alike(0)).isCloseTo(kernel.atZero(), within(1e-14 * kernel.atZero()));
      double fall = ArcCosine.of(k).fallOfNext(1.1);
      ArcCosine next = ArcCosine.of(k + 1);
      assertThat(fall).isCloseTo(next.atZero() - next.alike(1.1), within(1e-13 * next.atZero()));
    }
  }

  @Test
  void gram_deepNetworkOfManyKinds_isPositiveSemidefinite() {
    Matrix x = Draws.matrix(30, 3, new Seed(5));
    for (Nonlinearity sigma : activations()) {
      SymmetricHalf gram = NeuralTangent.of(Draws.network(sigma, 3, 9, 9, 1)).gram(x);

      double[] values = gradus.num.SymmetricEigen.of(gram.full()).values();
      assertThat(values[0]).isGreaterThan(-1e-13 * values[values.length - 1]);
    }
  }
}
