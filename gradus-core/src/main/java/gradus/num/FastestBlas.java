package gradus.num;

import org.jspecify.annotations.Nullable;

/**
 * Small products by Java kernels, large ones by OpenBLAS, which is loaded when the first of them
 * comes.
 *
 * <p>The limits were measured on one core with 512-bit vectors (AMD EPYC of the fourth generation),
 * in GFlop/s of the vector kernels : OpenBLAS 0.3.31. A B: 50 x 10 x 104 44:46, 64 x 64 x 104
 * 57:57, 100 x 100 x 504 56:49, 256³ 51:48, 320³ 48:50, 512³ 36:49, 1024 x 784 x 1000 36:52. A Bᵀ
 * of the first three sizes and the last: 28:49, 48:42, 44:46, 35:51; short rows stay with the Java
 * kernels although OpenBLAS is faster there, because its calls may allocate. Plain Java stays near
 * 8. With 256-bit vectors (third generation), A B: 50 x 10 x 104 30:19, 64 x 64 x 104 44:34, 100 x
 * 100 x 504 45:40, 256³ 42:43, 320³ 42:45, 512³ 35:42, 1024 x 784 x 1000 32:45, of 50 that the
 * processor can; A Bᵀ of the first two sizes 26:15 and 39:34.
 *
 * @param small the Java kernels
 * @param large the work m·n·k above which OpenBLAS is faster than they
 * @param ragged the same for sums along rows that do not fill whole vectors, and for AAᵀ, of which
 *     OpenBLAS computes one triangle only
 */
record FastestBlas(Blas small, long large, long ragged) implements Blas {
  /** Entries of a row that fill vectors of every usual width. */
  private static final int WHOLE = 8;

  private static volatile boolean nativeAsked;

  /** The choice for this JVM. */
  static FastestBlas here() {
    // Beside plain Java a native call pays off as soon as it saves its own cost of some 50 ns.
    return VectorModule.isPresent()
        ? new FastestBlas(VectorBlas.INSTANCE, 20_000_000, 100_000)
        : new FastestBlas(ScalarBlas.INSTANCE, 2_000, 2_000);
  }

  @Override
  public String label() {
    String java = small.label();
    if (!nativeAsked) {
      return java + ", OpenBLAS not needed so far";
    }
    return Native.BLAS == null ? java + ", no OpenBLAS here" : Native.BLAS.label() + " + " + java;
  }

  private Blas choose(boolean more) {
    if (more) {
      Blas openBlas = Native.BLAS;
      return openBlas == null ? small : openBlas;
    }
    return small;
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
    long work = (long) m * n * k;
    boolean more = work > large || (transB && work > ragged && (transA || k % WHOLE != 0));
    choose(more)
        .gemm(transA, transB, m, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff, ldc);
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
    choose((long) m * n > large).gemv(trans, m, n, alpha, a, aOff, lda, x, xOff, beta, y, yOff);
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
    choose((long) n * n * k > ragged).syrk(trans, n, k, alpha, a, aOff, lda, beta, c, cOff, ldc);
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    small.axpy(n, alpha, x, xOff, y, yOff);
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    return small.dot(n, x, xOff, y, yOff);
  }

  @Override
  public double nrm2(int n, double[] x, int xOff) {
    return small.nrm2(n, x, xOff);
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOff) {
    small.scal(n, alpha, x, xOff);
  }

  /** Loaded when first touched. */
  private static final class Native {
    static final @Nullable Blas BLAS = ask();

    private static @Nullable Blas ask() {
      nativeAsked = true;
      return OpenBlasLibrary.blas();
    }
  }
}
