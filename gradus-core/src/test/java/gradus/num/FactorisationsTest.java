package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What the public factories add to {@link Lapack}. */
final class FactorisationsTest {
  private static final Matrix EMPTY = Matrix.zeros(0, 0);

  @Test
  void of_emptyMatrices_areFactoredTrivially() {
    assertThat(SymmetricEigen.of(EMPTY).values()).isEmpty();
    assertThat(Cholesky.of(EMPTY).logDeterminant()).isZero();
    assertThat(Svd.of(Matrix.zeros(3, 0)).u().rows()).isEqualTo(3);
    assertThat(Svd.of(EMPTY).norm()).isZero();
    assertThat(Qr.of(Matrix.zeros(0, 4)).r().cols()).isEqualTo(4);
    assertThat(LeastSquares.of(Matrix.zeros(0, 2), new double[0]).solution()).containsOnly(0);
  }

  @Test
  void of_entryNotFinite_namesIt() {
    Matrix a = Matrix.identity(3);
    a.set(2, 1, Double.NaN);
    assertThatThrownBy(() -> SymmetricEigen.of(a)).hasMessageContaining("entry (2, 1) is NaN");
    assertThatThrownBy(() -> Svd.of(a)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cholesky.of(a)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Qr.of(a)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LeastSquares.of(a, new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_notSquare_isRefused() {
    Matrix a = Matrix.zeros(2, 3);
    assertThatThrownBy(() -> SymmetricEigen.of(a)).hasMessageContaining("2 x 3");
    assertThatThrownBy(() -> Cholesky.of(a)).hasMessageContaining("2 x 3");
  }

  @Test
  void leastSquares_argumentsThatDoNotFit_areRefused() {
    Matrix a = Matrix.identity(3);
    assertThatThrownBy(() -> LeastSquares.of(a, new double[2])).hasMessageContaining("3 equations");
    assertThatThrownBy(() -> LeastSquares.of(a, new double[3], 1)).hasMessageContaining("[0, 1)");
    assertThatThrownBy(() -> LeastSquares.of(a, new double[3], Double.NaN))
        .hasMessageContaining("[0, 1)");
  }

  @Test
  void leastSquares_lineThroughPoints_isTheKnownFit() {
    // y = 2 + 3 t plus a residual (1, -2, 1) orthogonal to both columns.
    Matrix a = Matrix.ofRows(new double[] {1, 0}, new double[] {1, 1}, new double[] {1, 2});
    LeastSquares fit = LeastSquares.of(a, new double[] {3, 3, 9});
    assertThat(fit.solution()).containsExactly(new double[] {2, 3}, within(1e-14));
    assertThat(fit.rank()).isEqualTo(2);
  }

  @Test
  void solve_hilbertLikeSystem_undoesTheProduct() {
    int n = 30;
    Matrix a = Matrix.identity(n);
    Matrix x = Matrix.zeros(n, 4);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, a.at(i, j) + 1.0 / (i + j + 1));
      }
      for (int j = 0; j < 4; j++) {
        x.set(i, j, Math.sin(i + 10 * j));
      }
    }
    Cholesky cholesky = Cholesky.of(a);
    // The condition number is below 3, so the error is that of a few hundred round-offs.
    assertThat(cholesky.solve(a.times(x)).data()).containsExactly(x.data(), within(1e-13));
    assertThat(cholesky.solve(a.times(x).col(2))).containsExactly(x.col(2), within(1e-13));
    assertThatThrownBy(() -> cholesky.solve(new double[3])).hasMessageContaining("order 30");
  }

  @Test
  void logDeterminant_diagonalMatrix_isTheSumOfLogarithms() {
    Matrix a = Matrix.identity(500);
    for (int i = 0; i < 500; i++) {
      a.set(i, i, 1e-3);
    }
    // The determinant itself, 1e-1500, is no double.
    assertThat(Cholesky.of(a).logDeterminant()).isCloseTo(-1500 * Math.log(10), within(1e-10));
  }

  @Test
  void svd_rankAndNorm_followTheSingularValues() {
    Matrix a = Matrix.zeros(4, 3);
    a.set(0, 0, 5);
    a.set(1, 2, 1e-9);
    Svd svd = Svd.of(a);
    assertThat(svd.norm()).isCloseTo(5, within(1e-14));
    assertThat(svd.rank(1e-8)).isEqualTo(1);
    assertThat(svd.rank(1e-12)).isEqualTo(2);
  }

  @Test
  void eigenvector_ofTheLargest_isItsColumn() {
    SymmetricEigen eigen =
        SymmetricEigen.of(Matrix.ofRows(new double[] {2, 1}, new double[] {1, 2}));
    assertThat(eigen.values()).containsExactly(new double[] {1, 3}, within(1e-15));
    double[] v = eigen.vector(1);
    assertThat(v[0]).isCloseTo(v[1], within(1e-15));
  }
}
