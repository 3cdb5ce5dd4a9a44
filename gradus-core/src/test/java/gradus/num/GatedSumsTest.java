package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatedSumsTest {
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
  void bothResults_anyShape_equalThePlainSums(int m, int k, int n, int stride, double alpha) {
    assumeTrue(VectorModule.isPresent(), "the vector API is not there");
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
    GatedSums sums = new VectorGatedSums(m, k, stride);

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

  @Test
  void of_smallLayers_leavesThemToTheProduct() {
    boolean eightLanes = BlasChoice.vectors() && DoubleVector.SPECIES_PREFERRED.length() == 8;
    assertThat(GatedSums.of(10, 10, 104)).isEmpty();
    assertThat(GatedSums.of(64, 64, 16)).isEmpty();
    assertThat(GatedSums.of(64, 64, 104).isPresent()).isEqualTo(eightLanes);
    assertThat(GatedSums.of(1024, 784, 1000).isPresent()).isEqualTo(eightLanes);
  }

  private static double[] normal(int n, RandomGenerator random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }
}
