package gradus.num;

/** The Euclidean norm where squares would overflow or lose digits to underflow. */
final class ScaledNorm {
  /** Sums of squares in [2^-900, 2^1000] hold no square that was cut off or lost its digits. */
  private static final double LEAST = 0x1p-900;

  private static final double MOST = 0x1p1000;

  private ScaledNorm() {}

  /** Whether the root of a sum of squares is the norm to round-off. */
  static boolean isSafe(double sumOfSquares) {
    return sumOfSquares >= LEAST && sumOfSquares <= MOST;
  }

  /**
   * max |xᵢ| · ‖x / max |xᵢ|‖, scaled by powers of two so that no digit is lost; NaN when an entry
   * is, else +∞ when an entry is infinite.
   */
  static double of(int n, double[] x, int xOff) {
    double max = 0;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, Math.abs(x[xOff + i]));
    }
    if (max == 0 || Double.isNaN(max) || Double.isInfinite(max)) {
      return max;
    }
    int exponent = Math.getExponent(max);
    // Two factors: 2^-exponent itself may lie outside the range of double.
    double half = Math.scalb(1.0, -(exponent / 2));
    double rest = Math.scalb(1.0, -(exponent - exponent / 2));
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double scaled = x[xOff + i] * half * rest;
      sum += scaled * scaled;
    }
    return Math.sqrt(sum) / half / rest;
  }
}
