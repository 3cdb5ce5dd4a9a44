package gradus.num;

/**
 * Sums, differences and means of positive numbers that are given by their natural logarithms.
 *
 * <p>log 0 is {@link Double#NEGATIVE_INFINITY}. The error of each result is a few units of
 * round-off of max(1, |result|), which is the relative error of the number that it stands for,
 * however large or small that is; for a difference, cancellation between the arguments comes on
 * top.
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
    int top = xOff;
    for (int i = xOff; i < xOff + n; i++) {
      // A NaN becomes the top and stays it: nothing is greater.
      if (x[i] > x[top] || Double.isNaN(x[i])) {
        top = i;
      }
    }
    double max = n == 0 ? Double.NEGATIVE_INFINITY : x[top];
    if (!Double.isFinite(max)) {
      return max;
    }
    // The largest term is 1 and is left to log1p; the others are summed with their lost digits.
    double sum = 0;
    double lost = 0;
    for (int i = xOff; i < xOff + n; i++) {
      if (i != top) {
        double term = Math.exp(x[i] - max) - lost;
        double next = sum + term;
        lost = (next - sum) - term;
        sum = next;
      }
    }
    return max + Math.log1p(sum);
  }

  /** log Σ exp(xᵢ). */
  public static double of(double... x) {
    return of(x.length, x, 0);
  }

  /** The logarithm of the mean: log (1/n) Σ exp(xᵢ); NaN when n = 0. */
  public static double mean(int n, double[] x, int xOff) {
    return n == 0 ? Double.NaN : of(n, x, xOff) - Math.log(n);
  }
}
