package gradus.num;

/**
 * Dense products of vectors and matrices on {@code double[]} with offsets.
 *
 * <p>Matrices are row-major: entry (i, j) of A stands at {@code a[aOff + i * lda + j]}, with {@code
 * lda} at least the number of columns as stored. With β = 0 the target is written without being
 * read, so that it may hold anything. Targets must not overlap the operands. Dimensions of zero are
 * allowed. All implementations agree to round-off. None allocates, save that a call of OpenBLAS may
 * leave the 72 bytes of a view of each array.
 */
public interface Blas {
  /**
   * What computes on this machine, for a run's provenance: ask at the end of the run, since
   * OpenBLAS is loaded and named only when a product needs it.
   */
  String label();

  /** C ← α op(A) op(B) + β C, where op(A) is m x k, op(B) is k x n and C is m x n. */
  void gemm(
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
      int ldc);

  /** y ← α op(A) x + β y, where A is m x n as stored. */
  void gemv(
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
      int yOff);

  /**
   * C ← α A Aᵀ + β C for A of n x k, or α Aᵀ A + β C for A of k x n when {@code trans}; both
   * triangles of the n x n matrix C are written.
   */
  void syrk(
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
      int ldc);

  /** y ← α x + y. */
  void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff);

  /** The inner product of x and y. */
  double dot(int n, double[] x, int xOff, double[] y, int yOff);

  /** The Euclidean norm of x, without needless overflow or underflow. */
  double nrm2(int n, double[] x, int xOff);

  /** x ← α x. */
  void scal(int n, double alpha, double[] x, int xOff);

  /**
   * The fastest choice on this machine, decided once: vector kernels where the JVM was started with
   * {@code --add-modules jdk.incubator.vector} and plain Java elsewhere, and OpenBLAS for products
   * large enough to gain by it. The system property {@code gradus.blas} forces one of {@code
   * scalar}, {@code vector} and {@code openblas}; {@code auto} is the default.
   *
   * @throws BadInput if the property asks for what this machine has not
   */
  static Blas best() {
    return BlasChoice.blas();
  }
}
