package gradus.num;

/** Products in plain Java: the fallback where nothing faster loads, and the others' twin. */
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
    for (int i = 0; i < m; i++) {
      int ci = cOff + i * ldc;
      scale(n, beta, c, ci);
      for (int p = 0; p < k; p++) {
        double s = alpha * (transA ? a[aOff + p * lda + i] : a[aOff + i * lda + p]);
        if (transB) {
          for (int j = 0; j < n; j++) {
            c[ci + j] += s * b[bOff + j * ldb + p];
          }
        } else {
          axpy(n, s, b, bOff + p * ldb, c, ci);
        }
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
      scale(n, beta, y, yOff);
      for (int i = 0; i < m; i++) {
        axpy(n, alpha * x[xOff + i], a, aOff + i * lda, y, yOff);
      }
    } else {
      scale(m, beta, y, yOff);
      for (int i = 0; i < m; i++) {
        y[yOff + i] += alpha * dot(n, a, aOff + i * lda, x, xOff);
      }
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
    for (int i = 0; i < n; i++) {
      y[yOff + i] += alpha * x[xOff + i];
    }
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOff + i] * y[yOff + i];
    }
    return sum;
  }

  @Override
  public double nrm2(int n, double[] x, int xOff) {
    return Math.sqrt(dot(n, x, xOff, x, xOff));
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOff) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] *= alpha;
    }
  }

  private void scale(int n, double beta, double[] c, int cOff) {
    if (beta == 0) {
      java.util.Arrays.fill(c, cOff, cOff + n, 0);
    } else if (beta != 1) {
      scal(n, beta, c, cOff);
    }
  }
}
