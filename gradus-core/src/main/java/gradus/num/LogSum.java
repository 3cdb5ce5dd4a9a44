package gradus.num;

/**
 * Sums, differences and means of positive numbers that are given by their natural logarithms.
 *
 * <p>log 0 is {@link Double#NEGATIVE_INFINITY}. Each result is within a few units of round-off of
 * the exact logarithm, however large or small the numbers themselves.
 */
public final class LogSum {
  private LogSum() {}

  /** log(eᵃ + eᵇ). */
  public static double add(double a, double b) {
    double hi = Math.max(a, b);
    if (Double.isInfinite(hi)) {
      return hi;
    }
    return hi + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  /** log(eᵃ - eᵇ) for a ≥ b; NaN otherwise. */
  public static double subtract(double a, double b) {
    if (b == Double.NEGATIVE_INFINITY) {
      return a;
    }
    return a + log1mExp(b - a);
  }

  /** log(1 - eˣ) for x ≤ 0, accurate at both ends. */
  public static double log1mExp(double x) {
    return x > -Math.log(2) ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
  }

  /** log(1 + eˣ): the softplus, without overflow. */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** log Σ exp(xᵢ) over n entries from an offset; -∞ when n = 0. */
  public static double of(int n, double[] x, int xOff) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xOff + i]);
    }
    if (Double.isInfinite(max) || Double.isNaN(max)) {
      return max;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.exp(x[xOff + i] - max);
    }
    return max + Math.log(sum);
  }

  /** log Σ exp(xᵢ). */
  public static double of(double... x) {
    return of(x.length, x, 0);
  }
}
