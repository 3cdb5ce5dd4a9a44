package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of {@link Blas}: agreement with naive loops, for every shape, stride, offset and factor,
 * and nothing touched outside the target.
 *
 * <p>Tolerance: a sum of k products of entries in [-1, 1] carries an error of at most about k²ε/2
 * in the worst order; 1e-15 (k + 10)² covers it at every size used here.
 */
abstract class BlasContract {
  private static final double[] FACTORS = {0, 1, -1, 0.37};
  private static final double GUARD = 123.456;

  private final RandomGenerator random = new Seed(20).child(getClass().getSimpleName()).random();

  /** The implementation under test; may abort where it cannot run. */
  abstract Blas blas();

  @BeforeEach
  void runsHere() {
    assertThat(blas().label()).isNotBlank();
  }

  @Test
  void gemm_randomShapes_agreesWithNaiveLoop() {
    for (int round = 0; round < 3000; round++) {
      int m = size(round);
      int n = size(round / 2);
      int k = size(round / 3);
      checkGemm(random.nextBoolean(), random.nextBoolean(), m, n, k, factor(), factor());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "50,10,104",
    "1,50,104",
    "64,2,104",
    "64,64,104",
    "1,300,504",
    "37,300,61",
    "30,40,1030"
  })
  void gemm_sizesOfTraining_agreesWithNaiveLoop(int m, int k, int n) {
    for (double beta : new double[] {0, 1}) {
      checkGemm(false, false, m, n, k, 1, beta);
      checkGemm(false, true, m, k, n, 1, beta);
      checkGemm(true, false, k, n, m, 1, beta);
      checkGemm(true, true, k, m, n, 1, beta);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gemm_largeEnoughForEveryPath_agreesWithNaiveLoop(boolean transA) {
    checkGemm(transA, false, 210, 190, 170, 1, 0);
    checkGemm(transA, true, 210, 190, 170, -0.5, 1);
  }

  @Test
  void gemv_randomShapes_agreesWithNaiveLoop() {
    for (int round = 0; round < 1500; round++) {
      boolean trans = random.nextBoolean();
      int m = size(round);
      int n = size(round / 2);
      double alpha = factor();
      double beta = factor();
      int lda = n + random.nextInt(4);
      int aOff = random.nextInt(5);
      int xOff = random.nextInt(5);
      int yOff = random.nextInt(5);
      double[] a = numbers(aOff + m * lda);
      double[] x = numbers(xOff + Math.max(m, n));
      int ny = trans ? n : m;
      double[] y = target(yOff + ny + 9, beta, yOff, 1, ny, ny);
      double[] expected = y.clone();
      for (int i = 0; i < ny; i++) {
        double sum = 0;
        for (int p = 0; p < (trans ? m : n); p++) {
          sum += (trans ? a[aOff + p * lda + i] : a[aOff + i * lda + p]) * x[xOff + p];
        }
        expected[yOff + i] = alpha * sum + (beta == 0 ? 0 : beta * y[yOff + i]);
      }
      blas().gemv(trans, m, n, alpha, a, aOff, lda, x, xOff, beta, y, yOff);
      assertClose(
          y,
          expected,
          tolerance(Math.max(m, n)),
          List.of("gemv: trans, m, n, alpha, beta", trans, m, n, alpha, beta));
    }
  }

  @Test
  void syrk_randomShapes_writesBothTriangles() {
    for (int round = 0; round < 500; round++) {
      boolean trans = random.nextBoolean();
      int n = size(round);
      int k = size(round / 2);
      double alpha = factor();
      double beta = factor();
      int lda = (trans ? n : k) + random.nextInt(4);
      int ldc = n + random.nextInt(4);
      int aOff = random.nextInt(5);
      int cOff = random.nextInt(5);
      double[] a = numbers(aOff + (trans ? k : n) * lda);
      double[] c = target(cOff + n * ldc + 9, beta, cOff, n, n, ldc);
      double[] expected = c.clone();
      naive(trans, !trans, n, n, k, alpha, a, aOff, lda, a, aOff, lda, beta, expected, cOff, ldc);
      blas().syrk(trans, n, k, alpha, a, aOff, lda, beta, c, cOff, ldc);
      assertClose(
          c,
          expected,
          tolerance(k),
          List.of("syrk: trans, n, k, alpha, beta", trans, n, k, alpha, beta));
    }
  }

  @Test
  void vectorRoutines_randomLengths_agreeWithNaiveLoops() {
    for (int n = 0; n < 150; n++) {
      int xOff = random.nextInt(5);
      int yOff = random.nextInt(5);
      double alpha = factor();
      double[] x = numbers(xOff + n + 9);
      double[] y = numbers(yOff + n + 9);
      double[] sum = y.clone();
      double[] scaled = x.clone();
      double dot = 0;
      double square = 0;
      for (int i = 0; i < n; i++) {
        sum[yOff + i] += alpha * x[xOff + i];
        scaled[xOff + i] *= alpha;
        dot += x[xOff + i] * y[yOff + i];
        square += x[xOff + i] * x[xOff + i];
      }
      assertThat(blas().dot(n, x, xOff, y, yOff)).isCloseTo(dot, within(tolerance(n)));
      assertThat(blas().nrm2(n, x, xOff)).isCloseTo(Math.sqrt(square), within(tolerance(n)));
      blas().axpy(n, alpha, x, xOff, y, yOff);
      assertThat(y).containsExactly(sum, within(1e-15));
      blas().scal(n, alpha, x, xOff);
      assertThat(x).containsExactly(scaled, within(0.0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e200, 1e-200, 1e-310, 1e308, 1})
  void nrm2_extremeEntries_neitherOverflowsNorUnderflows(double scale) {
    // 3-4-5 triangles; entries near 1e-310 are subnormal and carry only some 14 digits.
    double tolerance = scale < 1e-300 ? 1e-12 : 1e-15;
    double part = scale / 10;
    double[] x = new double[20];
    x[2] = 3 * part;
    x[17] = -4 * part;
    assertThat(blas().nrm2(18, x, 1) / part).isCloseTo(5, within(5 * tolerance));
  }

  @Test
  void nrm2_specialEntries_keepTheirMeaning() {
    assertThat(blas().nrm2(0, new double[0], 0)).isZero();
    assertThat(blas().nrm2(3, new double[3], 0)).isZero();
    assertThat(blas().nrm2(2, new double[] {1, Double.NEGATIVE_INFINITY}, 0))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(blas().nrm2(3, new double[] {1, Double.NaN, 2}, 0)).isNaN();
  }

  @Test
  void gemm_alphaZero_readsNeitherOperand() {
    double[] nan = new double[100];
    Arrays.fill(nan, Double.NaN);
    double[] c = {1, 2, 3, 4};
    blas().gemm(false, false, 2, 2, 10, 0, nan, 0, 10, nan, 0, 2, 0.5, c, 0, 2);
    assertThat(c).containsExactly(0.5, 1, 1.5, 2);
  }

  /** Rows of B end before they are full, and in most cases the array goes on behind the last. */
  @ParameterizedTest
  @CsvSource({"1,8,0", "3,5,2", "10,12,9", "13,20,3", "21,64,11", "61,64,40", "126,128,2"})
  void gemm_nanBesideOperands_reachesNothing(int n, int ldb, int behind) {
    int m = 27;
    int k = 19;
    double[] a = numbers(m * k);
    double[] b = numbers((k - 1) * ldb + n + behind);
    for (int i = 0; i < b.length; i++) {
      b[i] = i % ldb < n && i / ldb < k ? b[i] : Double.NaN;
    }
    for (double beta : new double[] {0, 1}) {
      double[] c = target(m * n + 9, beta, 0, m, n, n);
      double[] expected = c.clone();
      naive(false, false, m, n, k, 0.37, a, 0, k, b, 0, ldb, beta, expected, 0, n);
      blas().gemm(false, false, m, n, k, 0.37, a, 0, k, b, 0, ldb, beta, c, 0, n);
      assertClose(c, expected, tolerance(k), List.of("gemm: n, ldb, behind", n, ldb, behind));
    }
  }

  @Test
  void gemm_nanInOperand_reachesExactlyItsRow() {
    double[] a = numbers(20 * 30);
    double[] b = numbers(30 * 40);
    a[7 * 30 + 11] = Double.NaN;
    double[] c = new double[20 * 40];
    blas().gemm(false, false, 20, 40, 30, 1, a, 0, 30, b, 0, 40, 0, c, 0, 40);
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 40; j++) {
        assertThat(Double.isNaN(c[i * 40 + j])).as("entry (%d, %d)", i, j).isEqualTo(i == 7);
      }
    }
  }

  private void checkGemm(
      boolean transA, boolean transB, int m, int n, int k, double alpha, double beta) {
    int lda = (transA ? m : k) + random.nextInt(4);
    int ldb = (transB ? k : n) + random.nextInt(4);
    int ldc = n + random.nextInt(4);
    int aOff = random.nextInt(5);
    int bOff = random.nextInt(5);
    int cOff = random.nextInt(5);
    // Operands end with their last row as stored, so that reading on would leave the array.
    double[] a = numbers(aOff + extent(transA ? k : m, transA ? m : k, lda));
    double[] b = numbers(bOff + extent(transB ? n : k, transB ? k : n, ldb));
    double[] c = target(cOff + m * ldc + 9, beta, cOff, m, n, ldc);
    double[] expected = c.clone();
    naive(transA, transB, m, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, expected, cOff, ldc);
    blas().gemm(transA, transB, m, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff, ldc);
    assertClose(
        c,
        expected,
        tolerance(k),
        List.of(
            "gemm: transA, transB, m, n, k, alpha, beta", transA, transB, m, n, k, alpha, beta));
  }

  /** Entry by entry over the whole array, guards included; NaN is close to nothing. */
  private static void assertClose(
      double[] actual, double[] expected, double tolerance, List<?> call) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
        fail(call + ": at " + i + " " + actual[i] + " for " + expected[i]);
      }
    }
  }

  private static void naive(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff,
      int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          double aip = transA ? a[aOff + p * lda + i] : a[aOff + i * lda + p];
          double bpj = transB ? b[bOff + j * ldb + p] : b[bOff + p * ldb + j];
          sum += aip * bpj;
        }
        int at = cOff + i * ldc + j;
        c[at] = alpha * sum + (beta == 0 ? 0 : beta * c[at]);
      }
    }
  }

  /** Guards everywhere but in the target; there NaN if it must not be read, else numbers. */
  private double[] target(int length, double beta, int off, int m, int n, int ld) {
    double[] c = new double[length];
    Arrays.fill(c, GUARD);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        c[off + i * ld + j] = beta == 0 ? Double.NaN : random.nextDouble(-1, 1);
      }
    }
    return c;
  }

  private double[] numbers(int length) {
    return random.doubles(length, -1, 1).toArray();
  }

  private double factor() {
    return FACTORS[random.nextInt(FACTORS.length)];
  }

  private static int extent(int rows, int cols, int ld) {
    return rows == 0 ? 0 : (rows - 1) * ld + cols;
  }

  /** Mostly small, at times zero or large enough for several panels. */
  private int size(int round) {
    return switch (round % 5) {
      case 0 -> random.nextInt(4);
      case 1 -> random.nextInt(12);
      case 2 -> random.nextInt(70);
      default -> random.nextInt(25);
    };
  }

  private static double tolerance(int k) {
    return 1e-15 * (k + 10) * (k + 10);
  }
}
