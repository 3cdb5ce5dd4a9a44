package gradus.claims.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Spearman's correlation of the ranks of paired numbers; ties share the mean of their ranks. */
public final class RankCorrelation {
  private static final int MOST_ORDERS = 9;

  private RankCorrelation() {}

  /** The correlation, from -1 to 1. */
  public static double of(double[] x, double[] y) {
    return Vectors.dot(Vectors.unit(ranks(x)), Vectors.unit(ranks(y)));
  }

  /**
   * How likely a correlation as large as this one is where all orders of y are alike: one-sided,
   * exact, by going through all of them; at most nine pairs.
   */
  public static double chance(double[] x, double[] y) {
    if (x.length > MOST_ORDERS) {
      throw new IllegalArgumentException(
          "at most %d pairs can be put in all orders, not %d".formatted(MOST_ORDERS, x.length));
    }
    double[] rx = ranks(x);
    double[] ry = ranks(y);
    // Ranks are multiples of a half: equal sums differ by less than this.
    Orders orders = new Orders(rx, ry, Vectors.dot(rx, ry) - 1e-9);
    orders.from(0);
    return orders.atLeast / (double) orders.all;
  }

  /** The ranks less their mean. */
  private static double[] ranks(double[] x) {
    return IntStream.range(0, x.length)
        .mapToDouble(
            i ->
                0.5 * Arrays.stream(x).filter(v -> v < x[i]).count()
                    - 0.5 * Arrays.stream(x).filter(v -> v > x[i]).count())
        .toArray();
  }

  /** Goes through all orders of y. */
  private static final class Orders {
    private final double[] x;
    private final double[] y;
    private final double bound;
    private long all;
    private long atLeast;

    Orders(double[] x, double[] y, double bound) {
      this.x = x;
      this.y = y.clone();
      this.bound = bound;
    }

    void from(int k) {
      if (k == y.length) {
        all++;
        atLeast += Vectors.dot(x, y) >= bound ? 1 : 0;
        return;
      }
      for (int i = k; i < y.length; i++) {
        swap(k, i);
        from(k + 1);
        swap(k, i);
      }
    }

    private void swap(int i, int j) {
      double kept = y[i];
      y[i] = y[j];
      y[j] = kept;
    }
  }
}
