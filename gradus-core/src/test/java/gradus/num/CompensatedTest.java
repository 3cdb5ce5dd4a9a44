package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Against exact decimal arithmetic. */
class CompensatedTest {
  private static final Seed SEED = new Seed(31);

  /** Vectors of length n whose product cancels to about 1e-16 of its terms. */
  private static double[][] cancelling(int n) {
    RandomGenerator random = SEED.child(n).random();
    double[] x = new double[n];
    double[] y = new double[n];
    double sum = 0;
    for (int i = 0; i < n - 1; i++) {
      x[i] = random.nextGaussian() * Math.pow(10, random.nextInt(6));
      y[i] = random.nextGaussian() * Math.pow(10, random.nextInt(6));
      sum += x[i] * y[i];
    }
    x[n - 1] = 1;
    y[n - 1] = -sum;
    return new double[][] {x, y};
  }

  private static double exact(double start, double[] x, double[] y) {
    BigDecimal sum = new BigDecimal(start);
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
    }
    return sum.doubleValue();
  }

  @Test
  void dot_cancellingTerms_keepsItsDigits() {
    for (int n : new int[] {1, 2, 3, 10, 101, 1000}) {
      double[][] xy = cancelling(n);
      double size = 0;
      for (int i = 0; i < n; i++) {
        size += Math.abs(xy[0][i] * xy[1][i]);
      }
      double expected = exact(0, xy[0], xy[1]);
      double bound = Math.ulp(expected) + size * n * n * 0x1p-104;
      assertThat(Compensated.dot(xy[0], xy[1])).isCloseTo(expected, within(bound));
      double started = Compensated.dot(-expected, n, xy[0], 0, xy[1], 0);
      assertThat(started).isCloseTo(exact(-expected, xy[0], xy[1]), within(bound));
    }
  }

  @Test
  void dot_withOffsets_readsWhatIsThere() {
    double[] x = {9, 1, 2, 3, 9};
    double[] y = {9, 9, 4, 5, 6};
    assertThat(Compensated.dot(0.5, 3, x, 1, y, 2)).isEqualTo(32.5);
    assertThat(Compensated.dot(7, 0, x, 1, y, 2)).isEqualTo(7);
  }

  @Test
  void axpy_manyTimes_losesNothing() {
    int n = 500;
    RandomGenerator random = SEED.random();
    double[] high = new double[2];
    double[] low = new double[2];
    BigDecimal[] sum = {BigDecimal.ZERO, BigDecimal.ZERO};
    for (int i = 0; i < n; i++) {
      double a = random.nextGaussian() * 1e6;
      double[] x = {0, random.nextGaussian(), 1e-9 * random.nextGaussian()};
      Compensated.axpy(2, a, x, 1, high, low);
      for (int j = 0; j < 2; j++) {
        sum[j] = sum[j].add(new BigDecimal(a).multiply(new BigDecimal(x[j + 1])));
      }
    }
    for (int j = 0; j < 2; j++) {
      BigDecimal held = new BigDecimal(high[j]).add(new BigDecimal(low[j]));
      double error = held.subtract(sum[j]).doubleValue();
      assertThat(error).isCloseTo(0, within(1e-25 * n * 1e6));
    }
  }

  @Test
  void norm_isTheRootOfTheSquare() {
    assertThat(Compensated.norm(new double[] {3, 4})).isEqualTo(5);
  }
}
