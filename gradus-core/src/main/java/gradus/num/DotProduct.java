package gradus.num;

import jdk.incubator.vector.DoubleVector;

/**
 * C ← α A Bᵀ + β C, cut into blocks for {@link DotKernels}: four rows of one, one to three of the
 * other.
 */
final class DotProduct {
  private static final int L = DoubleVector.SPECIES_PREFERRED.length();

  private DotProduct() {}

  /** C ← α A Bᵀ + β C with entry (i, j) of C at {@code c[cOff + i * crs + j * ccs]}. */
  static void of(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff,
      int crs,
      int ccs) {
    int rows = m & -4;
    int cols = n & -4;
    for (int i = 0; i < rows; i += 4) {
      int ci = cOff + i * crs;
      strip(n, k, alpha, a, aOff + i * lda, lda, b, bOff, ldb, beta, c, ci, crs, ccs);
    }
    if (rows == m) {
      return;
    }
    // The last one to three rows: the operands change places, and four rows of B go together.
    int ai = aOff + rows * lda;
    int ci = cOff + rows * crs;
    for (int j = 0; j < cols; j += 4) {
      int cj = ci + j * ccs;
      strip(m - rows, k, alpha, b, bOff + j * ldb, ldb, a, ai, lda, beta, c, cj, ccs, crs);
    }
    for (int i = rows; i < m; i++) {
      for (int j = cols; j < n; j++) {
        double scaled = alpha * DotKernels.dot(k, a, aOff + i * lda, b, bOff + j * ldb);
        int at = cOff + i * crs + j * ccs;
        c[at] = beta == 0 ? scaled : scaled + beta * c[at];
      }
    }
  }

  /** Four rows of A against n rows of B. */
  private static void strip(
      int n,
      int k,
      double alpha,
      double[] a,
      int ai,
      int lda,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff,
      int crs,
      int ccs) {
    int whole = k - k % L;
    boolean direct = alpha == 1 && beta == 0;
    double[] t = direct ? c : Tile.own();
    double[] sums = Tile.sums();
    int trs = direct ? crs : 3;
    int tcs = direct ? ccs : 1;
    int j = 0;
    while (j < n) {
      int width = n - j == 4 ? 2 : Math.min(n - j, 3);
      int bj = bOff + j * ldb;
      int cj = cOff + j * ccs;
      int tj = direct ? cj : 0;
      if (width == 3) {
        DotKernels.dots3(whole, a, ai, lda, b, bj, ldb, sums);
      } else if (width == 2) {
        DotKernels.dots2(whole, a, ai, lda, b, bj, ldb, sums);
      } else {
        DotKernels.dots1(whole, a, ai, lda, b, bj, sums);
      }
      DotKernels.fold(width, sums, t, tj, trs, tcs);
      if (whole < k) {
        int tail = k - whole;
        addTail(width, tail, a, ai + whole, lda, b, bj + whole, ldb, t, tj, trs, tcs);
      }
      if (!direct) {
        Tile.merge(4, width, alpha, t, 3, beta, c, cj, crs, ccs);
      }
      j += width;
    }
  }

  /** T ← T + A Bᵀ over the last k entries of each row, those that fill no vector. */
  private static void addTail(
      int n,
      int k,
      double[] a,
      int ai,
      int lda,
      double[] b,
      int bj,
      int ldb,
      double[] t,
      int ti,
      int trs,
      int tcs) {
    for (int j = 0; j < n; j++) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int bp = bj + j * ldb;
      for (int p = 0; p < k; p++) {
        double y = b[bp + p];
        s0 += a[ai + p] * y;
        s1 += a[ai + lda + p] * y;
        s2 += a[ai + 2 * lda + p] * y;
        s3 += a[ai + 3 * lda + p] * y;
      }
      int tj = ti + j * tcs;
      t[tj] += s0;
      t[tj + trs] += s1;
      t[tj + 2 * trs] += s2;
      t[tj + 3 * trs] += s3;
    }
  }
}
