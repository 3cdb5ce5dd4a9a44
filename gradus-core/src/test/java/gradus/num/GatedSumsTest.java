package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatedSumsTest {
  @BeforeEach
  void runsHere() {
    assumeTrue(VectorModule.isPresent(), "the vector API is not there");
  }

  /** Units, inputs, examples, stride, slope: every number of leftover rows, columns and terms. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 8, 8, 0",
    "3, 45, 16, 24, 0.25",
    "7, 64, 136, 136, 0",
    "20, 67, 136, 144, 0.1",
    "5, 130, 264, 264, 1",
    "66, 10, 104, 104, 0",
    "33, 39, 520, 520, 0",
    "1029, 6, 40, 48, 0.5",
    "9, 18, 2056, 2064, 0.01"
  })
  void onEightLanes_anyShape_equalThePlainSums(int m, int k, int n, int stride, double alpha) {
    check(new VectorGatedSums(m, k, stride), m, k, n, stride, alpha);
  }

  /** The same, with no fewer than sixteen inputs and more than sixteen groups of four. */
  @ParameterizedTest
  @CsvSource({
    "1, 16, 8, 8, 0",
    "3, 45, 16, 24, 0.25",
    "7, 64, 136, 136, 0",
    "20, 67, 136, 144, 0.1",
    "5, 130, 264, 264, 1",
    "66, 17, 104, 104, 0",
    "33, 39, 520, 520, 0",
    "258, 20, 40, 48, 0.5",
    "9, 18, 2056, 2064, 0.01",
    "64, 31, 64, 64, 0"
  })
  void onFourLanes_anyShape_equalThePlainSums(int m, int k, int n, int stride, double alpha) {
    check(new RowGatedSums(m, k, stride), m, k, n, stride, alpha);
  }

  private static void check(GatedSums sums, int m, int k, int n, int stride, double alpha) {
    RandomGenerator random = new Seed(m + 100L * k).random();
    double[] z = normal(m * stride, random);
    double[] x = normal(k * stride, random);
    double[] w = normal(m * k + 2, random);
    double[] u = normal(stride, random);
    double[] a = normal(m + 2, random);
    z[0] = 0;
    z[1] = -0.0;
    double[] out = normal(m * k + 6, random);
    double[] before = out.clone();
    double[] adjoint = normal(k * stride + 3, random);
    double behind = adjoint[k * stride];

    // Twice and by turns, so that nothing of one call is left over in another.
    sums.gradient(n, alpha, a, 1, z, u, x, out, 2);
    sums.adjoint(n, alpha, w, 1, a, 1, z, u, adjoint);
    sums.gradient(n, alpha, a, 2, z, u, x, out, 3);
    sums.adjoint(n, alpha, w, 2, a, 2, z, u, adjoint);

    for (int i = 0; i < k; i++) {
      for (int j = 0; j < m; j++) {
        Sum sum = new Sum();
        for (int e = 0; e < n; e++) {
          sum.add(a[2 + j] * (z[j * stride + e] > 0 ? 1 : alpha) * u[e] * x[i * stride + e]);
        }
        sum.check(n, out[3 + j * k + i]);
      }
      for (int e = 0; e < n; e++) {
        Sum sum = new Sum();
        for (int j = 0; j < m; j++) {
          sum.add(w[2 + j * k + i] * a[2 + j] * (z[j * stride + e] > 0 ? 1 : alpha) * u[e]);
        }
        sum.check(m, adjoint[i * stride + e]);
      }
    }
    assertThat(out[0]).isEqualTo(before[0]);
    assertThat(out[m * k + 3]).as("what stands behind").isEqualTo(before[m * k + 3]);
    assertThat(adjoint[k * stride]).as("what stands behind").isEqualTo(behind);
  }

  /** A sum of terms, and the sum of their sizes. */
  private static final class Sum {
    private double sum;
    private double size;

    void add(double term) {
      sum += term;
      size += Math.abs(term);
    }

    /** Each sum is rounded at most once per term and each term a few times, in either order. */
    void check(int terms, double actual) {
      assertThat(actual).isCloseTo(sum, within(1e-15 * (terms + 4) * size + 1e-300));
    }
  }

  /** Interpreted code, the first compiler's and the second's must give the same bits. */
  @Test
  void onFourLanes_coldAndCompiled_giveTheSameBits() {
    int m = 7;
    int k = 18;
    int n = 24;
    RandomGenerator random = new Seed(3).random();
    double[] z = normal(m * n, random);
    double[] x = normal(k * n, random);
    double[] w = normal(m * k, random);
    double[] u = normal(n, random);
    double[] a = normal(m, random);
    GatedSums sums = new RowGatedSums(m, k, n);
    double[][] cold = null;
    double[][] warm = {new double[m * k], new double[k * n]};
    for (int call = 0; call < 5_000; call++) {
      sums.gradient(n, 0.1, a, 0, z, u, x, warm[0], 0);
      sums.adjoint(n, 0.1, w, 0, a, 0, z, u, warm[1]);
      cold = cold == null ? new double[][] {warm[0].clone(), warm[1].clone()} : cold;
    }
    assertThat(warm).isDeepEqualTo(cold);
  }

  @Test
  void onFourLanes_fewerInputsThanARowHas_areRefused() {
    assertThatThrownBy(() -> new RowGatedSums(64, 15, 104))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 16 inputs, not 15");
  }

  @Test
  void tables_moreThanThereIsRoomFor_areRefused() {
    assertThatThrownBy(
            () -> GateRows.own().fill(15, 2, 0, new double[8], 0, new double[128], 0, 16))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void of_smallLayers_leavesThemToTheProduct() {
    int lanes = BlasChoice.vectors() ? DoubleVector.SPECIES_PREFERRED.length() : 0;
    boolean wide = lanes == 8 || lanes == 4;
    assertThat(GatedSums.of(10, 10, 104)).isEmpty();
    assertThat(GatedSums.of(64, 64, 16)).isEmpty();
    assertThat(GatedSums.of(64, 64, 104).isPresent()).isEqualTo(wide);
    assertThat(GatedSums.of(1024, 784, 1000).isPresent()).isEqualTo(wide);
    // Ten columns take no row of sixteen, twenty-five would waste a quarter of two.
    assertThat(GatedSums.of(64, 10, 104).isPresent()).isEqualTo(lanes == 8);
    assertThat(GatedSums.of(64, 25, 104).isPresent()).isEqualTo(lanes == 8);
  }

  private static double[] normal(int n, RandomGenerator random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }
}
