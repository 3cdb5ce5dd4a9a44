package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanczosTest {
  private static final Seed SEED = new Seed(71);

  @ParameterizedTest
  @ValueSource(ints = {60, 300})
  void extreme_spectrumOfANetwork_isTheDenseOneWithin80Products(int n) {
    double[] lambda = Operators.likeANetwork(n, SEED);
    Matrix a = Operators.withSpectrum(lambda, SEED);
    double[] dense = SymmetricEigen.of(a).values();

    ExtremeEigen found =
        Lanczos.usual(SEED).within(80, 80, 1e-8).extreme(SelfAdjointOperator.of(a), 3, 4);

    assertThat(found.products()).isLessThanOrEqualTo(80);
    assertThat(found.converged()).isTrue();
    for (int j = 0; j < 3; j++) {
      assertThat(found.values()[j]).isCloseTo(dense[j], within(1e-10 * 50));
    }
    for (int j = 0; j < 4; j++) {
      assertThat(found.values()[6 - j]).isCloseTo(dense[n - 1 - j], within(1e-10 * 50));
    }
    assertResiduals(a, found);
  }

  @Test
  void extreme_littleRoom_restartsAndFindsTheSame() {
    int n = 400;
    double[] lambda = new double[n];
    for (int i = 0; i < n; i++) {
      // Evenly spread but for the ends, which are close to their neighbours.
      lambda[i] = i / 10.0 + (i == n - 1 ? 0.3 : 0);
    }
    Matrix a = Operators.withSpectrum(lambda, SEED);

    ExtremeEigen found =
        Lanczos.usual(SEED).within(24, 2000, 1e-9).extreme(SelfAdjointOperator.of(a), 2, 3);

    assertThat(found.converged()).isTrue();
    // Residual²/gap is far below; the dense matrix itself is right to some 1e-13.
    assertThat(found.values())
        .containsExactly(new double[] {0, 0.1, 39.7, 39.8, 40.2}, within(1e-10));
    assertResiduals(a, found);
  }

  @Test
  void extreme_fewDistinctEigenvalues_leavesTheInvariantSubspace() {
    double[] lambda = new double[50];
    Arrays.fill(lambda, 10, 30, 2);
    Arrays.fill(lambda, 30, 50, 5);
    Matrix a = Operators.withSpectrum(lambda, SEED);

    ExtremeEigen found = Lanczos.usual(SEED).extreme(SelfAdjointOperator.of(a), 1, 2);

    assertThat(found.converged()).isTrue();
    assertThat(found.least()).isCloseTo(0, within(1e-12));
    assertThat(found.largest()).isCloseTo(5, within(1e-12));
    assertResiduals(a, found);
  }

  @Test
  void extreme_zeroOperatorAndOrderOne_areTheirOwnSpectra() {
    ExtremeEigen zero =
        Lanczos.usual(SEED).extreme(SelfAdjointOperator.of(Matrix.zeros(7, 7)), 1, 1);
    assertThat(zero.values()).containsExactly(0, 0);
    ExtremeEigen one =
        Lanczos.usual(SEED).extreme(SelfAdjointOperator.of(Matrix.ofRows(new double[] {-3})), 1, 1);
    assertThat(one.values()).containsExactly(-3);
  }

  @Test
  void extreme_tooFewProducts_saysSoAndBoundsItsError() {
    double[] lambda = new double[300];
    Arrays.setAll(lambda, i -> i);
    Matrix a = Operators.withSpectrum(lambda, SEED);

    ExtremeEigen found =
        Lanczos.usual(SEED).within(80, 20, 1e-10).largest(SelfAdjointOperator.of(a), 1);

    assertThat(found.converged()).isFalse();
    assertThat(found.products()).isEqualTo(20);
    double nearest =
        Arrays.stream(lambda).map(l -> Math.abs(l - found.largest())).min().orElseThrow();
    assertThat(nearest).isLessThanOrEqualTo(found.residuals()[0]);
    assertResiduals(a, found);
  }

  /** Residuals are what they are said to be, to the round-off of the basis; vectors orthonormal. */
  private static void assertResiduals(Matrix a, ExtremeEigen found) {
    int n = a.rows();
    double norm = a.norm();
    for (int j = 0; j < found.values().length; j++) {
      double[] v = found.vectors().row(j);
      double[] av = new double[n];
      SelfAdjointOperator.of(a).apply(v, av);
      Blas.best().axpy(n, -found.values()[j], v, 0, av, 0);
      assertThat(Blas.best().nrm2(n, av, 0)).isCloseTo(found.residuals()[j], within(1e-12 * norm));
      for (int k = 0; k <= j; k++) {
        double dot = Blas.best().dot(n, v, 0, found.vectors().row(k), 0);
        assertThat(dot).isCloseTo(k == j ? 1 : 0, within(1e-12));
      }
    }
  }
}
