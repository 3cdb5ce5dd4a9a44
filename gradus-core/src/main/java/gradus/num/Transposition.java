package gradus.num;

/** Copies of matrices with rows and columns exchanged, tile by tile, so that both stay near. */
public final class Transposition {
  private static final int TILE = 16;

  private Transposition() {}

  /** B ← Aᵀ for A of m x n, with rows {@code lda} and {@code ldb} apart. */
  public static void copy(
      int m, int n, double[] a, int aOff, int lda, double[] b, int bOff, int ldb) {
    for (int i = 0; i < m; i += TILE) {
      int iEnd = Math.min(m, i + TILE);
      for (int j = 0; j < n; j += TILE) {
        int jEnd = Math.min(n, j + TILE);
        for (int r = i; r < iEnd; r++) {
          int from = aOff + r * lda;
          int to = bOff + r;
          for (int c = j; c < jEnd; c++) {
            b[to + c * ldb] = a[from + c];
          }
        }
      }
    }
  }

  /** B ← B + Aᵀ for A of m x n. */
  public static void add(
      int m, int n, double[] a, int aOff, int lda, double[] b, int bOff, int ldb) {
    for (int i = 0; i < m; i += TILE) {
      int iEnd = Math.min(m, i + TILE);
      for (int j = 0; j < n; j += TILE) {
        int jEnd = Math.min(n, j + TILE);
        for (int r = i; r < iEnd; r++) {
          int from = aOff + r * lda;
          int to = bOff + r;
          for (int c = j; c < jEnd; c++) {
            b[to + c * ldb] += a[from + c];
          }
        }
      }
    }
  }
}
