package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatedSumsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 32, 8, 8, 0",
    "3, 45, 16, 24, 0.25",
    "7, 64, 136, 136, 0",
    "20, 67, 136, 144, 0.1",
    "5, 130, 264, 264, 1",
    "33, 39, 520, 520, 0"
  })
  void write_anyShape_equalsThePlainSums(int m, int k, int n, int stride, double alpha) {
    assumeTrue(VectorModule.isPresent(), "the vector API is not there");
    RandomGenerator random = new Seed(m + 100L * k).random();
    double[] z = normal(m * stride, random);
    double[] x = normal(k * stride, random);
    double[] u = normal(stride, random);
    double[] a = normal(m + 2, random);
    z[0] = 0;
    double[] out = normal(m * k + 6, random);
    double[] before = out.clone();
    GatedSums sums = new VectorGatedSums(m, k, stride);

    // Twice, so that nothing of the first call is left over in the second.
    sums.write(n, alpha, a, 1, z, u, x, out, 2);
    sums.write(n, alpha, a, 2, z, u, x, out, 3);

    for (int j = 0; j < m; j++) {
      for (int i = 0; i < k; i++) {
        double sum = 0;
        double size = 0;
        for (int e = 0; e < n; e++) {
          double term = a[2 + j] * (z[j * stride + e] > 0 ? 1 : alpha) * u[e] * x[i * stride + e];
          sum += term;
          size += Math.abs(term);
        }
        // Each sum of n terms is rounded at most n times, in either order.
        assertThat(out[3 + j * k + i]).isCloseTo(sum, within(1e-15 * n * size + 1e-300));
      }
    }
    assertThat(out[0]).isEqualTo(before[0]);
    assertThat(out[m * k + 3]).as("what stands behind").isEqualTo(before[m * k + 3]);
  }

  @Test
  void of_smallLayers_leavesThemToTheProduct() {
    assertThat(GatedSums.of(10, 10, 104)).isEmpty();
    assertThat(GatedSums.of(1024, 784, 1000).isPresent()).isEqualTo(VectorModule.isPresent());
  }

  private static double[] normal(int n, RandomGenerator random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }
}
