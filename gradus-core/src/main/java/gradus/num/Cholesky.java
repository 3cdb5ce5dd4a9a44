package gradus.num;

/**
 * The Cholesky factor of a symmetric positive definite matrix: A = L Lᵀ.
 *
 * @param lower L, lower triangular with a positive diagonal
 */
public record Cholesky(Matrix lower) {
  /**
   * The factor of a matrix of which the lower triangle is read.
   *
   * @throws NotPositiveDefinite if a leading minor is not positive to round-off; it says which
   * @throws IllegalArgumentException if the matrix is not square, or an entry is not finite
   */
  public static Cholesky of(Matrix a) {
    Lapack.requireSquare(a, "a Cholesky factorisation");
    Lapack.requireFinite(a, "a Cholesky factorisation");
    return new Cholesky(a.rows() == 0 ? a.copy() : Lapack.best().cholesky(a));
  }

  /** x with A x = b. */
  public double[] solve(double[] b) {
    int n = lower.rows();
    requireRows(b.length);
    double[] x = b.clone();
    double[] l = lower.data();
    Blas blas = Blas.best();
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - blas.dot(i, l, i * n, x, 0)) / l[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] /= l[i * n + i];
      blas.axpy(i, -x[i], l, i * n, x, 0);
    }
    return x;
  }

  /** X with A X = B, for B of n x k. */
  public Matrix solve(Matrix b) {
    int n = lower.rows();
    int k = b.cols();
    requireRows(b.rows());
    Matrix solution = b.copy();
    double[] x = solution.data();
    double[] l = lower.data();
    Blas blas = Blas.best();
    for (int i = 0; i < n; i++) {
      blas.gemv(true, i, k, -1, x, 0, k, l, i * n, 1, x, i * k);
      blas.scal(k, 1 / l[i * n + i], x, i * k);
    }
    for (int i = n - 1; i >= 0; i--) {
      blas.scal(k, 1 / l[i * n + i], x, i * k);
      for (int j = 0; j < i; j++) {
        blas.axpy(k, -l[i * n + j], x, i * k, x, j * k);
      }
    }
    return solution;
  }

  private void requireRows(int came) {
    if (came != lower.rows()) {
      throw new IllegalArgumentException(
          "a system of order %d needs as many rows on the right, but %d came"
              .formatted(lower.rows(), came));
    }
  }

  /** log det A. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.rows(); i++) {
      sum += 2 * Math.log(lower.at(i, i));
    }
    return sum;
  }
}
