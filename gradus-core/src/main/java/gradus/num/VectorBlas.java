package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by register-blocked kernels of the vector API, for any number of lanes.
 *
 * <p>A B and Aᵀ B broadcast entries of A over vectors of B ({@link PanelKernels}, {@link
 * RowKernels}); A Bᵀ sums along contiguous rows ({@link DotKernels}). To be touched only where the
 * JVM was started with {@code --add-modules jdk.incubator.vector}; see {@link VectorModule}.
 */
enum VectorBlas implements Blas {
  INSTANCE;

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /**
   * Rows of B per pass: three vectors of 512 bits of each stay in a first-level cache of 32 KiB.
   */
  private static final int DEPTH = 128;

  /** Where a kernel leaves its sums when they are yet to be scaled or added. */
  private static final ThreadLocal<double[]> TILE =
      ThreadLocal.withInitial(() -> new double[12 * L]);

  @Override
  public String label() {
    return "vector kernels (" + S.vectorBitSize() + " bit)";
  }

  @Override
  public void gemm(
      boolean transA,
      boolean transB,
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
      int ldc) {
    if (k == 0 || alpha == 0) {
      ScalarBlas.scaleRows(m, n, beta, c, cOff, ldc);
    } else if (transA && transB) {
      ScalarBlas.INSTANCE.gemm(
          true, true, m, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff, ldc);
    } else if (transB || (n == 1 && ldb == 1 && !transA)) {
      dots(m, n, k, alpha, a, aOff, lda, b, bOff, transB ? ldb : k, beta, c, cOff, ldc, 1);
    } else {
      panels(
          m,
          n,
          k,
          alpha,
          a,
          aOff,
          transA ? 1 : lda,
          transA ? lda : 1,
          b,
          bOff,
          ldb,
          beta,
          c,
          cOff,
          ldc);
    }
  }

  /** C ← α A B + β C with entry (i, p) of A at {@code a[aOff + i * ars + p * aps]}. */
  private static void panels(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int ars,
      int aps,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff,
      int ldc) {
    int blocked = m & -4;
    for (int p = 0; p < k; p += DEPTH) {
      int depth = Math.min(DEPTH, k - p);
      double keep = p == 0 ? beta : 1;
      int ap = aOff + p * aps;
      int bp = bOff + p * ldb;
      if (blocked > 0) {
        fourRows(blocked, n, depth, alpha, a, ap, ars, aps, b, bp, ldb, keep, c, cOff, ldc);
      }
      for (int i = blocked; i < m; i++) {
        oneRow(n, depth, alpha, a, ap + i * ars, aps, b, bp, ldb, keep, c, cOff + i * ldc);
      }
    }
  }

  /** The rows that come in fours: a panel of columns of B stays near while A passes by. */
  private static void fourRows(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int ars,
      int aps,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff,
      int ldc) {
    boolean direct = alpha == 1 && beta == 0;
    double[] t = direct ? c : TILE.get();
    int ldt = direct ? ldc : 3 * L;
    int j = 0;
    while (j < n) {
      int vectors = (n - j) / L;
      // Four vectors go as two and two, so that no panel of a single one is left.
      int width = vectors == 4 ? 2 : Math.min(vectors, 3);
      int cols = width < 2 ? Math.min(L, n - j) : width * L;
      int bj = bOff + j;
      for (int i = 0; i < m; i += 4) {
        int ai = aOff + i * ars;
        int ci = cOff + i * ldc + j;
        int ti = direct ? ci : 0;
        if (width == 3) {
          PanelKernels.times3(k, a, ai, ars, aps, b, bj, ldb, t, ti, ldt);
        } else if (width == 2) {
          PanelKernels.times2(k, a, ai, ars, aps, b, bj, ldb, t, ti, ldt);
        } else {
          PanelKernels.times1(cols, k, a, ai, ars, aps, b, bj, ldb, t, ti, ldt);
        }
        if (!direct) {
          merge(4, cols, alpha, t, ldt, beta, c, ci, ldc, 1);
        }
      }
      j += cols;
    }
  }

  /** c ← α a B + β c for one row. */
  private static void oneRow(
      int n,
      int k,
      double alpha,
      double[] a,
      int ai,
      int aps,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff) {
    boolean direct = alpha == 1 && beta == 0;
    double[] t = direct ? c : TILE.get();
    int j = 0;
    while (j < n) {
      int vectors = (n - j) / L;
      int cols = vectors >= 8 ? 8 * L : vectors >= 4 ? 4 * L : Math.min(L, n - j);
      int bj = bOff + j;
      int ti = direct ? cOff + j : 0;
      if (cols == 8 * L) {
        RowKernels.times8(k, a, ai, aps, b, bj, ldb, t, ti);
      } else if (cols == 4 * L) {
        RowKernels.times4(k, a, ai, aps, b, bj, ldb, t, ti);
      } else {
        RowKernels.times1(cols, k, a, ai, aps, b, bj, ldb, t, ti);
      }
      if (!direct) {
        merge(1, cols, alpha, t, 0, beta, c, cOff + j, 0, 1);
      }
      j += cols;
    }
  }

  /** C ← α A Bᵀ + β C with entry (i, j) of C at {@code c[cOff + i * crs + j * ccs]}. */
  private static void dots(
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
    int whole = S.loopBound(k);
    if (whole < L) {
      plainDots(m, n, 0, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff, crs, ccs);
      return;
    }
    int rows = m & -4;
    int cols = n & -4;
    for (int i = 0; i < rows; i += 4) {
      int ci = cOff + i * crs;
      strip(n, whole, alpha, a, aOff + i * lda, lda, b, bOff, ldb, beta, c, ci, crs, ccs);
    }
    // The last one to three rows: the operands change places, and four rows of B go together.
    int left = m - rows;
    int ai = aOff + rows * lda;
    int ci = cOff + rows * crs;
    for (int j = 0; j < cols && left > 0; j += 4) {
      int cj = ci + j * ccs;
      strip(left, whole, alpha, b, bOff + j * ldb, ldb, a, ai, lda, beta, c, cj, ccs, crs);
    }
    for (int i = rows; i < m; i++) {
      for (int j = cols; j < n; j++) {
        double scaled = alpha * DotKernels.dot(whole, a, aOff + i * lda, b, bOff + j * ldb);
        int at = cOff + i * crs + j * ccs;
        c[at] = beta == 0 ? scaled : scaled + beta * c[at];
      }
    }
    if (whole < k) {
      plainDots(m, n, whole, k, alpha, a, aOff, lda, b, bOff, ldb, 1, c, cOff, crs, ccs);
    }
  }

  /** C ← α A Bᵀ + β C over the terms from p to k, fewer than there are lanes. */
  private static void plainDots(
      int m,
      int n,
      int p,
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int r = p; r < k; r++) {
          sum += a[aOff + i * lda + r] * b[bOff + j * ldb + r];
        }
        int at = cOff + i * crs + j * ccs;
        c[at] = beta == 0 ? alpha * sum : alpha * sum + beta * c[at];
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
    boolean direct = alpha == 1 && beta == 0;
    double[] t = direct ? c : TILE.get();
    int trs = direct ? crs : 3;
    int tcs = direct ? ccs : 1;
    int j = 0;
    while (j < n) {
      int width = n - j == 4 ? 2 : Math.min(n - j, 3);
      int bj = bOff + j * ldb;
      int cj = cOff + j * ccs;
      int tj = direct ? cj : 0;
      if (width == 3) {
        DotKernels.dots3(k, a, ai, lda, b, bj, ldb, t, tj, trs, tcs);
      } else if (width == 2) {
        DotKernels.dots2(k, a, ai, lda, b, bj, ldb, t, tj, trs, tcs);
      } else {
        DotKernels.dots1(k, a, ai, lda, b, bj, t, tj, trs);
      }
      if (!direct) {
        merge(4, width, alpha, t, 3, beta, c, cj, crs, ccs);
      }
      j += width;
    }
  }

  /** C ← α T + β C for a tile T with rows ldt apart. */
  private static void merge(
      int m,
      int n,
      double alpha,
      double[] t,
      int ldt,
      double beta,
      double[] c,
      int cOff,
      int crs,
      int ccs) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cOff + i * crs + j * ccs;
        double scaled = alpha * t[i * ldt + j];
        c[at] = beta == 0 ? scaled : scaled + beta * c[at];
      }
    }
  }

  @Override
  public void gemv(
      boolean trans,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double[] x,
      int xOff,
      double beta,
      double[] y,
      int yOff) {
    if (trans) {
      if (m == 0 || alpha == 0) {
        ScalarBlas.scaleRows(1, n, beta, y, yOff, n);
      } else {
        panels(1, n, m, alpha, x, xOff, m, 1, a, aOff, lda, beta, y, yOff, n);
      }
    } else if (n == 0 || alpha == 0) {
      ScalarBlas.scaleRows(1, m, beta, y, yOff, m);
    } else {
      dots(m, 1, n, alpha, a, aOff, lda, x, xOff, n, beta, y, yOff, 1, 1);
    }
  }

  @Override
  public void syrk(
      boolean trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double beta,
      double[] c,
      int cOff,
      int ldc) {
    gemm(trans, !trans, n, n, k, alpha, a, aOff, lda, a, aOff, lda, beta, c, cOff, ldc);
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    DoubleVector factor = DoubleVector.broadcast(S, alpha);
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      factor
          .fma(DoubleVector.fromArray(S, x, xOff + i), DoubleVector.fromArray(S, y, yOff + i))
          .intoArray(y, yOff + i);
    }
    if (i < n) {
      VectorMask<Double> mask = S.indexInRange(i, n);
      DoubleVector tail = DoubleVector.fromArray(S, y, yOff + i, mask);
      factor.fma(DoubleVector.fromArray(S, x, xOff + i, mask), tail).intoArray(y, yOff + i, mask);
    }
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    return DotKernels.dot(n, x, xOff, y, yOff);
  }

  @Override
  public double nrm2(int n, double[] x, int xOff) {
    double square = DotKernels.dot(n, x, xOff, x, xOff);
    return ScaledNorm.isSafe(square) ? Math.sqrt(square) : ScaledNorm.of(n, x, xOff);
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOff) {
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      DoubleVector.fromArray(S, x, xOff + i).mul(alpha).intoArray(x, xOff + i);
    }
    if (i < n) {
      VectorMask<Double> mask = S.indexInRange(i, n);
      DoubleVector.fromArray(S, x, xOff + i, mask).mul(alpha).intoArray(x, xOff + i, mask);
    }
  }
}
