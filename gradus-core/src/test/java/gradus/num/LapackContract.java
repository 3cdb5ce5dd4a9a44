package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of {@link Lapack}: residuals and orthogonality, closed forms, and agreement with the
 * other implementation.
 *
 * <p>Tolerance: backward stability bounds residuals by a modest polynomial of the order times ε;
 * with orders up to 60 and norms near 10, 1e-12 leaves a factor of some tens.
 */
abstract class LapackContract {
  private static final double TOLERANCE = 1e-12;

  private final RandomGenerator random = new Seed(30).random();

  /** The implementation under test; may abort where it cannot run. */
  abstract Lapack lapack();

  /** Another, as its judge. */
  abstract Lapack twin();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 60})
  void symmetricEigen_randomMatrix_rebuildsIt(int n) {
    Matrix g = gaussian(n, n);
    Matrix a = g.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, g.at(i, j) + g.at(j, i));
      }
    }
    Matrix before = a.copy();
    SymmetricEigen eigen = lapack().symmetricEigen(a);
    assertThat(a).isEqualTo(before);
    assertThat(eigen.values()).isSorted();
    assertOrthonormal(eigen.vectors());
    assertClose(times(eigen.vectors(), eigen.values(), eigen.vectors()), a);
    assertThat(eigen.values())
        .containsExactly(twin().symmetricEigen(a).values(), within(TOLERANCE));
  }

  @Test
  void symmetricEigen_secondDifferences_hasItsClosedForm() {
    int n = 40;
    Matrix a = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, 2);
      if (i > 0) {
        a.set(i, i - 1, -1);
        // The upper triangle is not to be read.
        a.set(i - 1, i, 77);
      }
    }
    double[] expected = new double[n];
    for (int k = 0; k < n; k++) {
      expected[k] = 2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1));
    }
    assertThat(lapack().symmetricEigen(a).values()).containsExactly(expected, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,3", "3,7", "20,20", "60,12", "1,9", "9,1"})
  void svd_randomMatrix_rebuildsIt(int m, int n) {
    Matrix a = gaussian(m, n);
    Svd svd = lapack().svd(a);
    assertThat(svd.values()).hasSize(Math.min(m, n));
    assertThat(svd.u().rows()).isEqualTo(m);
    assertThat(svd.v().rows()).isEqualTo(n);
    assertOrthonormal(svd.u());
    assertOrthonormal(svd.v());
    for (int i = 1; i < svd.values().length; i++) {
      assertThat(svd.values()[i]).isBetween(0.0, svd.values()[i - 1]);
    }
    assertClose(times(svd.u(), svd.values(), svd.v()), a);
    assertThat(svd.values()).containsExactly(twin().svd(a).values(), within(TOLERANCE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 60})
  void cholesky_gramMatrix_rebuildsItFromItsLowerTriangle(int n) {
    Matrix g = gaussian(n, n + 5);
    Matrix a = g.times(g.transpose());
    Matrix read = a.copy();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        read.set(i, j, 77);
      }
    }
    Matrix lower = lapack().cholesky(read);
    for (int i = 0; i < n; i++) {
      assertThat(lower.at(i, i)).isPositive();
      for (int j = i + 1; j < n; j++) {
        assertThat(lower.at(i, j)).isZero();
      }
    }
    assertClose(lower.times(lower.transpose()), a);
    assertClose(lower, twin().cholesky(a));
  }

  @Test
  void cholesky_indefinite_namesTheLeadingMinor() {
    Matrix a = Matrix.identity(6);
    a.set(3, 1, 2);
    a.set(1, 3, 2);
    NotPositiveDefinite error =
        catchThrowableOfType(NotPositiveDefinite.class, () -> lapack().cholesky(a));
    // The minor of order 4 is det of ((1, 2), (2, 1)) = -3, those before it are 1.
    assertThat(error.minor()).isEqualTo(4);
    assertThat(error).hasMessageContaining("leading minor of order 4");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,3", "3,7", "20,20", "60,12"})
  void qr_randomMatrix_rebuildsIt(int m, int n) {
    Matrix a = gaussian(m, n);
    Qr qr = Qr.withPositiveDiagonal(lapack().qr(a));
    assertThat(qr.q().cols()).isEqualTo(Math.min(m, n));
    assertOrthonormal(qr.q());
    for (int i = 0; i < qr.r().rows(); i++) {
      assertThat(qr.r().at(i, i)).isNotNegative();
      for (int j = 0; j < i; j++) {
        assertThat(qr.r().at(i, j)).isZero();
      }
    }
    assertClose(qr.q().times(qr.r()), a);
    assertClose(qr.r(), Qr.withPositiveDiagonal(twin().qr(a)).r());
  }

  @ParameterizedTest
  @CsvSource({"12,5", "5,12", "9,9"})
  void leastSquares_fullRank_meetsTheNormalEquationsWithLeastNorm(int m, int n) {
    Matrix a = gaussian(m, n);
    double[] b = gaussian(m, 1).data();
    LeastSquares answer = lapack().leastSquares(a, b, 1e-12);
    assertThat(answer.rank()).isEqualTo(Math.min(m, n));
    assertNormalEquations(a, b, answer.solution());
    assertThat(answer.solution())
        .containsExactly(twin().leastSquares(a, b, 1e-12).solution(), within(1e-10));
  }

  @Test
  void leastSquares_rankTwo_ignoresWhatCannotBeTold() {
    Matrix a = gaussian(10, 2).times(gaussian(2, 6));
    double[] b = gaussian(10, 1).data();
    LeastSquares answer = lapack().leastSquares(a, b, 1e-10);
    assertThat(answer.rank()).isEqualTo(2);
    assertThat(answer.singularValues()).hasSize(6);
    assertNormalEquations(a, b, answer.solution());
    // The least norm: x lies in the row space, so x = Aᵀ z for some z.
    double[] z = lapack().leastSquares(a.transpose(), answer.solution(), 1e-10).solution();
    double[] back = a.transpose().times(Matrix.wrap(10, 1, z)).data();
    assertThat(back).containsExactly(answer.solution(), within(1e-11));
  }

  @Test
  void leastSquares_zeroMatrix_hasRankNoneAndSolutionZero() {
    LeastSquares answer = lapack().leastSquares(Matrix.zeros(4, 3), new double[] {1, 2, 3, 4}, 0);
    assertThat(answer.rank()).isZero();
    assertThat(answer.solution()).containsOnly(0);
  }

  private void assertNormalEquations(Matrix a, double[] b, double[] x) {
    double[] residual = a.times(Matrix.wrap(x.length, 1, x)).data();
    for (int i = 0; i < b.length; i++) {
      residual[i] -= b[i];
    }
    double[] gradient = a.transpose().times(Matrix.wrap(b.length, 1, residual)).data();
    assertThat(gradient).containsExactly(new double[x.length], within(1e-11));
  }

  private Matrix gaussian(int rows, int cols) {
    Matrix a = Matrix.zeros(rows, cols);
    for (int i = 0; i < a.data().length; i++) {
      a.data()[i] = random.nextGaussian();
    }
    return a;
  }

  /** U diag(σ) Vᵀ. */
  private static Matrix times(Matrix u, double[] sigma, Matrix v) {
    Matrix scaled = u.copy();
    for (int i = 0; i < u.rows(); i++) {
      for (int j = 0; j < u.cols(); j++) {
        scaled.set(i, j, u.at(i, j) * sigma[j]);
      }
    }
    return scaled.times(v.transpose());
  }

  private static void assertOrthonormal(Matrix q) {
    assertClose(q.transpose().times(q), Matrix.identity(q.cols()));
  }

  private static void assertClose(Matrix actual, Matrix expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.data()).containsExactly(expected.data(), within(TOLERANCE * scale(expected)));
  }

  private static double scale(Matrix a) {
    return Math.max(1, ScalarBlas.INSTANCE.nrm2(a.data().length, a.data(), 0));
  }
}
