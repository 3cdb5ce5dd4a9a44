package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectralDensityTest {
  private static final Seed SEED = new Seed(72);

  @Test
  void rules_fewSteps_haveTheMomentsOfTheirVector() {
    // A Gauss rule of m nodes takes polynomials of degree 2m - 1 exactly: zᵀA^k z for k < 10.
    Matrix a = Operators.withSpectrum(Operators.likeANetwork(40, SEED), SEED);
    SpectralDensity density =
        new StochasticLanczosQuadrature(5, 3, SEED).of(SelfAdjointOperator.of(a));
    for (int c = 0; c < 3; c++) {
      SpectralDensity.Rule rule = density.rules().get(c);
      double[] z = new double[40];
      SEED.child(c).normals(0, z);
      double norm = Blas.best().nrm2(40, z, 0);
      Matrix power = Matrix.wrap(40, 1, Arrays.stream(z).map(v -> v / norm).toArray());
      for (int k = 0; k < 10; k++) {
        double expected = 0;
        for (int i = 0; i < 40; i++) {
          expected += z[i] / norm * power.at(i, 0);
        }
        int degree = k;
        double sum = rule.mean(lambda -> Math.pow(lambda, degree));
        assertThat(sum).isCloseTo(expected, within(1e-12 * Math.pow(50, k)));
        power = a.times(power);
      }
    }
  }

  @Test
  void density_allSteps_coversTheSmoothedSpectrum() {
    double[] lambda = Operators.likeANetwork(120, SEED);
    Matrix a = Operators.withSpectrum(lambda, SEED);
    int held = 0;
    int asked = 0;
    for (int round = 0; round < 20; round++) {
      SpectralDensity density =
          new StochasticLanczosQuadrature(60, 12, SEED.child(round)).of(SelfAdjointOperator.of(a));
      for (double x : new double[] {-0.5, 0, 0.1, 0.3, 20}) {
        double sigma = x < 1 ? 0.1 : 2;
        double truth =
            Arrays.stream(lambda)
                .map(l -> Math.exp(-Math.pow((x - l) / sigma, 2) / 2))
                .average()
                .orElseThrow();
        held += density.density(x, sigma).holds(truth / (sigma * Math.sqrt(2 * Math.PI))) ? 1 : 0;
        asked++;
      }
    }
    // 95 of 100 on average; Student's intervals of skewed samples hold a little less.
    assertThat(held / (double) asked).isGreaterThan(0.87);
  }

  @Test
  void count_wholeLine_isTheDimension() {
    Matrix a = Operators.withSpectrum(Operators.likeANetwork(30, SEED), SEED);
    SpectralDensity density =
        new StochasticLanczosQuadrature(30, 4, SEED).of(SelfAdjointOperator.of(a));
    assertThat(density.count(-100, 100).estimate()).isCloseTo(30, within(1e-10));
    assertThat(density.least()).isCloseTo(SymmetricEigen.of(a).values()[0], within(1e-9));
    assertThat(density.largest()).isCloseTo(50, within(1e-9));
  }

  @Test
  void of_identity_isOneNode() {
    SpectralDensity density =
        new StochasticLanczosQuadrature(5, 2, SEED).of(SelfAdjointOperator.of(Matrix.identity(9)));
    assertThat(density.rules().getFirst().nodes()).hasSize(1);
    assertThat(density.mean(x -> x).estimate()).isCloseTo(1, within(1e-14));
    assertThatThrownBy(() -> new StochasticLanczosQuadrature(5, 1, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 vectors");
  }
}
