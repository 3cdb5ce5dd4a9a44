package gradus.num;

/**
 * Sums of products as if computed in twice the working precision and then rounded.
 *
 * <p>The error of a result is one rounding and n² ε² Σ|x_i y_i| at most, as long as no product
 * leaves the range of normal numbers (Ogita, Rump and Oishi, <i>Accurate sum and dot product</i>,
 * SIAM J. Sci. Comput. 26, 2005, Dot2, with the products' errors from a fused multiply-add).
 */
public final class Compensated {
  private Compensated() {}

  /** start + Σ x_i y_i over n entries from offsets. */
  public static double dot(double start, int n, double[] x, int xOff, double[] y, int yOff) {
    // Two chains of sums that do not wait for each other.
    double s0 = start;
    double c0 = 0;
    double s1 = 0;
    double c1 = 0;
    int even = n & -2;
    for (int i = 0; i < even; i += 2) {
      double a = x[xOff + i];
      double b = y[yOff + i];
      double p = a * b;
      double t = s0 + p;
      double z = t - s0;
      c0 += Math.fma(a, b, -p) + ((s0 - (t - z)) + (p - z));
      s0 = t;
      a = x[xOff + i + 1];
      b = y[yOff + i + 1];
      p = a * b;
      t = s1 + p;
      z = t - s1;
      c1 += Math.fma(a, b, -p) + ((s1 - (t - z)) + (p - z));
      s1 = t;
    }
    if (even < n) {
      double a = x[xOff + even];
      double b = y[yOff + even];
      double p = a * b;
      double t = s0 + p;
      double z = t - s0;
      c0 += Math.fma(a, b, -p) + ((s0 - (t - z)) + (p - z));
      s0 = t;
    }
    double t = s0 + s1;
    double z = t - s0;
    return t + (((s0 - (t - z)) + (s1 - z)) + (c0 + c1));
  }

  /** Σ x_i y_i of two vectors of one length. */
  public static double dot(double[] x, double[] y) {
    return dot(0, x.length, x, 0, y, 0);
  }

  /** ‖x‖, to one rounding. */
  public static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** hi + lo ← hi + lo + α x, the pair holding each sum in two parts. */
  public static void axpy(int n, double alpha, double[] x, int xOff, double[] hi, double[] lo) {
    for (int i = 0; i < n; i++) {
      double a = x[xOff + i];
      double p = alpha * a;
      double s = hi[i];
      double t = s + p;
      double z = t - s;
      lo[i] += Math.fma(alpha, a, -p) + ((s - (t - z)) + (p - z));
      hi[i] = t;
    }
  }
}
