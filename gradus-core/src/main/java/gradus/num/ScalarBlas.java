package gradus.num;

import java.util.Arrays;

/**
 * Products in plain Java: the fallback where nothing faster loads, and the others' twin.
 *
 * <p>Rows of the target gather four rows of the right factor at a time, a loop that the compiler
 * turns into vector instructions by itself; sums along rows run four at a time.
 */
enum ScalarBlas implements Blas {
  INSTANCE;

  @Override
  public String label() {
    return "scalar Java";
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
      scaleRows(m, n, beta, c, cOff, ldc);
      return;
    }
    int ars = transA ? 1 : lda;
    int aps = transA ? lda : 1;
    for (int i = 0; i < m; i++) {
      int ai = aOff + i * ars;
      int ci = cOff + i * ldc;
      if (transB) {
        rowOfDots(n, k, alpha, a, ai, aps, b, bOff, ldb, beta, c, ci);
      } else {
        scale(n, beta, c, ci);
        gather(n, k, alpha, a, ai, aps, b, bOff, ldb, c, ci);
      }
    }
  }

  /** c ← c + α a B for one row of n, entry p of a at {@code a[ai + p * aps]}. */
  private static void gather(
      int n,
      int k,
      double alpha,
      double[] a,
      int ai,
      int aps,
      double[] b,
      int bOff,
      int ldb,
      double[] c,
      int ci) {
    int p = 0;
    for (; p < k - 3; p += 4) {
      int ap = ai + p * aps;
      int b0 = bOff + p * ldb;
      int b1 = b0 + ldb;
      int b2 = b1 + ldb;
      int b3 = b2 + ldb;
      double a0 = alpha * a[ap];
      double a1 = alpha * a[ap + aps];
      double a2 = alpha * a[ap + 2 * aps];
      double a3 = alpha * a[ap + 3 * aps];
      for (int j = 0; j < n; j++) {
        c[ci + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
      }
    }
    for (; p < k; p++) {
      INSTANCE.axpy(n, alpha * a[ai + p * aps], b, bOff + p * ldb, c, ci);
    }
  }

  /** c ← α B a + β c for one row of n: a against four rows of B at a time. */
  private static void rowOfDots(
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
      int ci) {
    int j = 0;
    for (; j < n - 3; j += 4) {
      int bj = bOff + j * ldb;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int p = 0; p < k; p++) {
        double ap = a[ai + p * aps];
        s0 += ap * b[bj + p];
        s1 += ap * b[bj + ldb + p];
        s2 += ap * b[bj + 2 * ldb + p];
        s3 += ap * b[bj + 3 * ldb + p];
      }
      put(alpha * s0, beta, c, ci + j);
      put(alpha * s1, beta, c, ci + j + 1);
      put(alpha * s2, beta, c, ci + j + 2);
      put(alpha * s3, beta, c, ci + j + 3);
    }
    for (; j < n; j++) {
      double sum = 0;
      for (int p = 0; p < k; p++) {
        sum += a[ai + p * aps] * b[bOff + j * ldb + p];
      }
      put(alpha * sum, beta, c, ci + j);
    }
  }

  private static void put(double value, double beta, double[] c, int at) {
    c[at] = beta == 0 ? value : value + beta * c[at];
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
    gemm(
        false,
        !trans,
        1,
        trans ? n : m,
        trans ? m : n,
        alpha,
        x,
        xOff,
        trans ? m : n,
        a,
        aOff,
        lda,
        beta,
        y,
        yOff,
        trans ? n : m);
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
    for (int i = 0; i < n; i++) {
      y[yOff + i] += alpha * x[xOff + i];
    }
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      s0 += x[xOff + i] * y[yOff + i];
      s1 += x[xOff + i + 1] * y[yOff + i + 1];
      s2 += x[xOff + i + 2] * y[yOff + i + 2];
      s3 += x[xOff + i + 3] * y[yOff + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xOff + i] * y[yOff + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public double nrm2(int n, double[] x, int xOff) {
    double square = dot(n, x, xOff, x, xOff);
    return ScaledNorm.isSafe(square) ? Math.sqrt(square) : ScaledNorm.of(n, x, xOff);
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOff) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] *= alpha;
    }
  }

  /** C ← β C for m rows of n; C is not read when β = 0. */
  static void scaleRows(int m, int n, double beta, double[] c, int cOff, int ldc) {
    for (int i = 0; i < m; i++) {
      scale(n, beta, c, cOff + i * ldc);
    }
  }

  private static void scale(int n, double beta, double[] c, int cOff) {
    if (beta == 0) {
      Arrays.fill(c, cOff, cOff + n, 0);
    } else if (beta != 1) {
      INSTANCE.scal(n, beta, c, cOff);
    }
  }
}
