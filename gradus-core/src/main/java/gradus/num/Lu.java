package gradus.num;

/**
 * Factors P A = L U of square matrices, with partial pivoting, and what they solve: x with A x = b.
 *
 * <p>Made once for an order n and used again and again; nothing is allocated after that. Not for
 * two threads at once. The backward error of a solution is of the order of n ε.
 */
public final class Lu {
  /** Columns factored before the rest of the matrix is updated by one product. */
  private static final int PANEL = 24;

  private static final Blas BLAS = Blas.best();

  private final int n;
  private final double[] a;
  private final int[] pivot;

  /** Room for matrices of order n. */
  public Lu(int n) {
    this.n = n;
    this.a = new double[Math.multiplyExact(n, n)];
    this.pivot = new int[n];
  }

  /** The order n. */
  public int order() {
    return n;
  }

  /**
   * Takes the factors of the n x n matrix in {@code matrix}, row-major, which is not changed.
   *
   * @return whether the matrix is regular to the last bit; if not, nothing may be solved
   */
  public boolean factor(double[] matrix) {
    System.arraycopy(matrix, 0, a, 0, n * n);
    for (int from = 0; from < n; from += PANEL) {
      int to = Math.min(from + PANEL, n);
      if (!panel(from, to)) {
        return false;
      }
      if (to < n) {
        rightOf(from, to);
        BLAS.gemm(
            false,
            false,
            n - to,
            n - to,
            to - from,
            -1,
            a,
            to * n + from,
            n,
            a,
            from * n + to,
            n,
            1,
            a,
            to * n + to,
            n);
      }
    }
    return true;
  }

  /** Columns from … to - 1, all rows below included; rows are exchanged whole. */
  private boolean panel(int from, int to) {
    for (int k = from; k < to; k++) {
      int best = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) {
          best = i;
        }
      }
      pivot[k] = best;
      double top = a[best * n + k];
      if (!(Math.abs(top) > 0) || Double.isInfinite(top)) {
        return false;
      }
      exchange(k, best);
      for (int i = k + 1; i < n; i++) {
        double factor = a[i * n + k] / top;
        a[i * n + k] = factor;
        if (factor != 0) {
          for (int j = k + 1; j < to; j++) {
            a[i * n + j] -= factor * a[k * n + j];
          }
        }
      }
    }
    return true;
  }

  private void exchange(int i, int j) {
    for (int c = 0; c < n && i != j; c++) {
      double was = a[i * n + c];
      a[i * n + c] = a[j * n + c];
      a[j * n + c] = was;
    }
  }

  /** The rows of U beside a panel: L of the panel solved away. */
  private void rightOf(int from, int to) {
    for (int k = from; k < to; k++) {
      for (int i = k + 1; i < to; i++) {
        BLAS.axpy(n - to, -a[i * n + k], a, k * n + to, a, i * n + to);
      }
    }
  }

  /** b ← A⁻¹ b. */
  public void solve(double[] b) {
    for (int k = 0; k < n; k++) {
      double was = b[k];
      b[k] = b[pivot[k]];
      b[pivot[k]] = was;
    }
    for (int i = 1; i < n; i++) {
      b[i] -= BLAS.dot(i, a, i * n, b, 0);
    }
    for (int i = n - 1; i >= 0; i--) {
      b[i] = (b[i] - BLAS.dot(n - 1 - i, a, i * n + i + 1, b, i + 1)) / a[i * n + i];
    }
  }
}
