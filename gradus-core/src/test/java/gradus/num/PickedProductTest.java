package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every implementation against the definition, written as plain sums. */
class PickedProductTest {
  private static final int K = PickedProduct.COLUMNS;
  private static final double GUARD = 99.5;

  private final RandomGenerator random = new Seed(61).random();

  private static PickedProduct named(String name) {
    if (name.equals("scalar")) {
      return ScalarPickedProduct.INSTANCE;
    }
    assumeTrue(VectorModule.isPresent());
    VectorPickedProduct vector = VectorPickedProduct.valueOf(name);
    int columns = (vector == VectorPickedProduct.PAIRS ? 4 : 2) * VectorPickedProduct.LANES;
    assumeTrue(columns <= K);
    return vector;
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "PAIRS", "FOURS"})
  void add_anyLists_isTheSumOverThem(String name) {
    PickedProduct product = named(name);
    // More than 128 terms take a second portion.
    for (int terms : new int[] {0, 1, 2, 7, 40, 300}) {
      for (int m = 0; m < 10; m++) {
        for (boolean keep : new boolean[] {true, false}) {
          check(product, m, terms, keep);
        }
      }
    }
  }

  private void check(PickedProduct product, int m, int k, boolean keep) {
    int[] rows = list(m + 2, 13);
    int[] terms = list(k + 1, 310);
    double[] a = random.doubles(14 * 320, -1, 1).toArray();
    double[] b = random.doubles((k + 1L) * K, -1, 1).toArray();
    double[] c = new double[14 * (K + 3) + 5];
    Arrays.fill(c, keep ? 0.25 : Double.NaN);
    double[] expected = c.clone();
    for (int i = 1; i < 1 + m; i++) {
      for (int j = 0; j < K; j++) {
        double sum = keep ? 0.25 : 0;
        for (int p = 0; p < k; p++) {
          sum += a[4 + rows[i] * 320 + terms[1 + p]] * b[K + p * K - K + j];
        }
        expected[5 + rows[i] * (K + 3) + j] = sum;
      }
    }
    product.add(m, rows, 1, k, terms, 1, a, 4, 320, b, 0, keep, c, 5, K + 3);
    // Sums of at most 300 products below one, in another order.
    assertThat(c).containsExactly(expected, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "PAIRS", "FOURS"})
  void packAndAddScaled_anyList_takeItsRows(String name) {
    PickedProduct product = named(name);
    int[] list = list(6, 9);
    double[] b = random.doubles(12 * 20, -1, 1).toArray();
    double[] packed = new double[7 * K];
    Arrays.fill(packed, GUARD);
    product.pack(5, list, 1, b, 3, 20, packed);
    double[] x = random.doubles(12, -1, 1).toArray();
    double[] c = random.doubles(10 * K + 2, -1, 1).toArray();
    double[] expected = c.clone();
    product.addScaled(5, list, 1, x, 2, b, 1, c, 2);
    for (int p = 0; p < 5; p++) {
      int r = list[1 + p];
      for (int j = 0; j < K; j++) {
        assertThat(packed[p * K + j]).isEqualTo(b[3 + r * 20 + j]);
        expected[2 + r * K + j] += x[2 + r] * b[1 + r * K + j];
      }
    }
    assertThat(Arrays.copyOfRange(packed, 5 * K, 7 * K)).containsOnly(GUARD);
    assertThat(c).containsExactly(expected, within(1e-15));
  }

  /** So many different numbers below a bound, ascending. */
  private int[] list(int count, int bound) {
    int[] all = IntStream.range(0, Math.max(bound, count)).toArray();
    new Seed(random.nextLong()).shuffle(all);
    int[] list = Arrays.copyOf(all, count);
    Arrays.sort(list);
    return list;
  }
}
