package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Solutions of square systems, below, at and beyond the width of a panel (24). */
class LuTest {
  private static final Seed SEED = new Seed(61);

  private static Matrix random(int n, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix a = Matrix.zeros(n, n);
    for (int i = 0; i < n * n; i++) {
      a.data()[i] = random.nextGaussian();
    }
    return a;
  }

  private static double[] column(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      b[i] = random.nextGaussian();
    }
    return b;
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** ‖A x - b‖ over ‖A‖ ‖x‖, by plain loops. */
  private static double residual(Matrix a, double[] x, double[] b) {
    double[] r = b.clone();
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < b.length; j++) {
        r[i] -= a.at(i, j) * x[j];
      }
    }
    return norm(r) / (a.norm() * norm(x));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 23, 24, 25, 48, 49, 100, 173})
  void solve_randomSystem_leavesAResidualOfRoundOff(int n) {
    Lu lu = new Lu(n);
    for (int round = 0; round < 3; round++) {
      Matrix a = random(n, SEED.child("a" + round));
      double[] b = column(n, SEED.child("b" + round));
      double[] x = b.clone();
      assertThat(lu.order()).isEqualTo(n);
      assertThat(lu.factor(a.data())).isTrue();
      lu.solve(x);
      // Backward stable: n ε times the growth of pivots, which for random matrices is below
      // n^(2/3).
      assertThat(residual(a, x, b)).isLessThan(n * Math.ulp(1.0) * Math.pow(n, 2 / 3.0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 24, 60})
  void solve_symmetricSystem_agreesWithItsEigenvectors(int n) {
    Matrix half = random(n, SEED.child("half"));
    Matrix a = half.times(half.transpose());
    for (int i = 0; i < n; i++) {
      a.set(i, i, a.at(i, i) + n);
    }
    double[] b = column(n, SEED.child("b"));
    SymmetricEigen eigen = SymmetricEigen.of(a);
    double[] expected = new double[n];
    for (int j = 0; j < n; j++) {
      double[] v = eigen.vector(j);
      double part = 0;
      for (int i = 0; i < n; i++) {
        part += v[i] * b[i];
      }
      for (int i = 0; i < n; i++) {
        expected[i] += part / eigen.values()[j] * v[i];
      }
    }
    Lu lu = new Lu(n);
    assertThat(lu.factor(a.data())).isTrue();
    double[] x = b.clone();
    lu.solve(x);
    // The shift by n keeps the condition below about 6: both err by some n ε.
    assertThat(x).containsExactly(expected, within(1e-13 * norm(expected)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 24, 70})
  void solve_generalSystem_agreesWithOrthogonalFactors(int n) {
    Matrix a = random(n, SEED.child("general"));
    for (int i = 0; i < n; i++) {
      a.set(i, (i + 1) % n, a.at(i, (i + 1) % n) + 4 * Math.sqrt(n));
    }
    double[] b = column(n, SEED.child("b"));
    Qr qr = Qr.of(a);
    double[] expected = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += qr.q().at(j, i) * b[j];
      }
      for (int j = i + 1; j < n; j++) {
        sum -= qr.r().at(i, j) * expected[j];
      }
      expected[i] = sum / qr.r().at(i, i);
    }
    Lu lu = new Lu(n);
    assertThat(lu.factor(a.data())).isTrue();
    double[] x = b.clone();
    lu.solve(x);
    // A permutation times 4√n plus noise of norm 2√n: singular values in (2√n, 6√n), condition 3.
    // Its pivots all lie off the diagonal.
    assertThat(x).containsExactly(expected, within(1e-13 * norm(expected)));
  }

  @Test
  void factor_zeroPivots_exchangesRows() {
    double[] a = {0, 2, 0, 0, 0, 3, 4, 0, 0};
    double[] b = {2, 6, 12};
    Lu lu = new Lu(3);
    assertThat(lu.factor(a)).isTrue();
    lu.solve(b);
    assertThat(b).containsExactly(3, 1, 2);
    assertThat(a).as("the matrix is not changed").containsExactly(0, 2, 0, 0, 0, 3, 4, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 24, 25, 60})
  void factor_matrixWithAZeroColumn_isRefused(int n) {
    Matrix a = random(n, SEED.child("singular"));
    for (int i = 0; i < n; i++) {
      a.set(i, n - 1, 0);
    }
    Lu lu = new Lu(n);
    assertThat(lu.factor(a.data())).isFalse();
    // And a regular one after it is solved as ever.
    assertThat(lu.factor(Matrix.identity(n).data())).isTrue();
    double[] b = column(n, SEED);
    double[] x = b.clone();
    lu.solve(x);
    assertThat(x).containsExactly(b);
  }

  @Test
  void factor_repeatedRowsOfWholeNumbers_isRefused() {
    // Whole numbers and powers of two: elimination is exact, and the last pivot is 0 to the bit.
    assertThat(new Lu(3).factor(new double[] {4, 2, 1, 2, 5, 8, 4, 2, 1})).isFalse();
  }

  @Test
  void factor_entriesNotFinite_areRefused() {
    assertThat(new Lu(2).factor(new double[] {Double.NaN, 1, 1, 1})).isFalse();
    assertThat(new Lu(2).factor(new double[] {Double.POSITIVE_INFINITY, 1, 1, 1})).isFalse();
  }
}
