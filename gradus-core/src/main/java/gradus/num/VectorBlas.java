package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by register-blocked kernels of the vector API, for any number of lanes.
 *
 * <p>A B and Aᵀ B broadcast entries of A over vectors of B ({@link PanelProduct}); A Bᵀ sums along
 * contiguous rows ({@link DotProduct}). To be touched only where the JVM was started with {@code
 * --add-modules jdk.incubator.vector}; see {@link VectorModule}.
 */
enum VectorBlas implements Blas {
  INSTANCE;

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

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
    } else if (transB && Turned.pays(m, n, k)) {
      double[] t = Turned.rows(n, k, b, bOff, ldb);
      int ldt = Turned.apart(n);
      PanelProduct.of(m, n, k, alpha, a, aOff, lda, 1, t, 0, ldt, beta, c, cOff, ldc);
    } else if (transB || (n == 1 && ldb == 1 && !transA)) {
      DotProduct.of(m, n, k, alpha, a, aOff, lda, b, bOff, transB ? ldb : k, beta, c, cOff, ldc, 1);
    } else {
      PanelProduct.of(
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
        PanelProduct.of(1, n, m, alpha, x, xOff, m, 1, a, aOff, lda, beta, y, yOff, n);
      }
    } else if (n == 0 || alpha == 0) {
      ScalarBlas.scaleRows(1, m, beta, y, yOff, m);
    } else {
      DotProduct.of(m, 1, n, alpha, a, aOff, lda, x, xOff, n, beta, y, yOff, 1, 1);
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
