package gradus.num;

/**
 * The elementwise loops of a training step, over {@code n} entries from an offset.
 *
 * <p>Two implementations agree to round-off: plain Java, and kernels of the vector API where the
 * JVM was started with {@code --add-modules jdk.incubator.vector}. None allocates.
 */
public interface Elementwise {
  /** a ← max(z, αz) for 0 ≤ α ≤ 1: ReLU at α = 0, leaky ReLU above. What is not finite stays so. */
  void rectify(int n, double alpha, double[] z, int zOff, double[] a, int aOff);

  /** d ← d where z &gt; 0 and αd elsewhere: the derivative of {@link #rectify} times d. */
  void gate(int n, double alpha, double[] z, int zOff, double[] d, int dOff);

  /** d ← f u where z &gt; 0 and αf u elsewhere: {@link #gate} of a multiple of u. */
  void gated(
      int n,
      double alpha,
      double[] z,
      int zOff,
      double f,
      double[] u,
      int uOff,
      double[] d,
      int dOff);

  /** out ← exp(x - shift); returns the sum of what was written. */
  double expShifted(int n, double shift, double[] x, int xOff, double[] out, int outOff);

  /** The largest entry of x; -∞ when n = 0, and NaN when any entry is. */
  double max(int n, double[] x, int xOff);

  /** y ← x ∘ y, entry by entry. */
  void multiply(int n, double[] x, int xOff, double[] y, int yOff);

  /**
   * The fastest choice on this machine, decided once; plain Java if the system property {@code
   * gradus.blas} is {@code scalar}.
   */
  static Elementwise best() {
    return BlasChoice.elementwise();
  }
}
