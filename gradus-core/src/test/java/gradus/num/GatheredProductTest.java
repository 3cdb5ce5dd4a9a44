package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both implementations against the definition, written as plain sums. */
class GatheredProductTest {
  private static final int STRIDE = 24;
  private static final int B_ROWS = 60;
  private static final int C_ROWS = 130;

  private final RandomGenerator random = new Seed(62).random();

  private static GatheredProduct named(String name) {
    if (name.equals("scalar")) {
      return ScalarGatheredProduct.INSTANCE;
    }
    assumeTrue(VectorModule.isPresent());
    return VectorGatheredProduct.INSTANCE;
  }

  private Gather gather(int terms, int count) {
    int[] of = new int[terms];
    int[] rows = new int[terms];
    for (int q = 0; q < terms; q++) {
      of[q] = 2 * q + random.nextInt(2);
      rows[q] = random.nextInt(40) - 5;
    }
    return new Gather(of, rows, count, 6, 2, 1, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void product_anyLists_isTheSumOverThem(String name) {
    GatheredProduct gathered = named(name);
    for (int terms : new int[] {0, 1, 2, 3, 7, 30}) {
      for (int m = 1; m < 12; m++) {
        for (int n : new int[] {8, 16, 24}) {
          check(gathered, gather(terms, 3), m, n, (terms + m) % 2 == 0);
        }
      }
    }
  }

  private void check(GatheredProduct gathered, Gather at, int m, int n, boolean keep) {
    double[] a = random.doubles(10 + 12 * 70, -1, 1).toArray();
    double[] b = random.doubles(B_ROWS * STRIDE, -1, 1).toArray();
    double[] c = new double[C_ROWS * STRIDE];
    // What is not kept is not read, and nothing but the rows that are asked for is written.
    Arrays.fill(c, keep ? 0.25 : Double.NaN);
    double[] expected = c.clone();
    double[] moved = random.doubles(a.length, -1, 1).toArray();
    double[] sums = moved.clone();
    for (int t = 0; t < at.count(); t++) {
      for (int r = 0; r < m; r++) {
        for (int j = 0; j < n; j++) {
          int to = (1 + 3 * t + 10 * r) * STRIDE + j;
          double sum = keep ? 0.25 : 0;
          for (int q = 0; q < at.terms(); q++) {
            sum += a[10 + 70 * r + at.of()[q]] * b[(6 + 2 * t + at.rows()[q]) * STRIDE + j];
          }
          expected[to] = sum;
        }
      }
    }
    gathered.product(at, m, n, STRIDE, a, 10, 70, b, keep, c, 10);
    assertThat(c).containsExactly(expected, within(1e-13));

    double[] d = random.doubles(C_ROWS * STRIDE, -1, 1).toArray();
    for (int t = 0; t < at.count(); t++) {
      for (int r = 0; r < m; r++) {
        for (int q = 0; q < at.terms(); q++) {
          for (int j = 0; j < n; j++) {
            sums[10 + 70 * r + at.of()[q]] +=
                d[(1 + 3 * t + 10 * r) * STRIDE + j] * b[(6 + 2 * t + at.rows()[q]) * STRIDE + j];
          }
        }
      }
    }
    gathered.factors(at, m, n, STRIDE, d, 10, b, moved, 10, 70);
    assertThat(moved).containsExactly(sums, within(1e-12));
  }
}
