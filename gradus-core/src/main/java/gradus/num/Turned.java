package gradus.num;

/**
 * A small matrix turned over, so that A Bᵀ becomes a product without sums over lanes: those cost as
 * much as a short row of products.
 */
final class Turned {
  /** Measured: with longer rows the sums over lanes hardly count. */
  private static final int LONGEST = 128;

  private static final ThreadLocal<double[]> ROOM = ThreadLocal.withInitial(() -> new double[0]);

  private Turned() {}

  /** Whether A Bᵀ with A of m x k and B of n x k is faster so. */
  static boolean pays(int m, int n, int k) {
    return k <= LONGEST && m >= 16 && n >= 24 && n <= 16 * LONGEST;
  }

  /**
   * The k x n transpose of B, whose row i starts at {@code b[bOff + i * ldb]}; this thread's own.
   */
  static double[] rows(int n, int k, double[] b, int bOff, int ldb) {
    double[] t = ROOM.get();
    if (t.length < n * k) {
      t = new double[n * k];
      ROOM.set(t);
    }
    for (int i = 0; i < n; i++) {
      turn(n, k, b, bOff + i * ldb, t, i);
    }
    return t;
  }

  private static void turn(int n, int k, double[] b, int from, double[] t, int to) {
    int at = to;
    for (int p = 0; p < k; p++) {
      t[at] = b[from + p];
      at += n;
    }
  }
}
