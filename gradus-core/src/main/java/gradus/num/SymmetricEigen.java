package gradus.num;

/**
 * The eigenvalues and eigenvectors of a real symmetric matrix: A = V diag(λ) Vᵀ.
 *
 * <p>Column j of V (n x n) is the unit eigenvector of λ_j; V is orthogonal to round-off, and each
 * λ_j is within a modest multiple of ε‖A‖ of an exact eigenvalue (Demmel, <i>Applied Numerical
 * Linear Algebra</i>, §5.2).
 *
 * @param values λ, ascending
 * @param vectors V, eigenvectors in its columns
 */
public record SymmetricEigen(double[] values, Matrix vectors) {
  /**
   * The eigenvalues and eigenvectors of a matrix of which the lower triangle is read.
   *
   * @throws IllegalArgumentException if the matrix is not square, or an entry is not finite
   */
  public static SymmetricEigen of(Matrix a) {
    Lapack.requireSquare(a, "a symmetric eigenproblem");
    Lapack.requireFinite(a, "a symmetric eigenproblem");
    if (a.rows() == 0) {
      return new SymmetricEigen(new double[0], Matrix.zeros(0, 0));
    }
    return Lapack.best().symmetricEigen(a);
  }

  /** The unit eigenvector of the j-th eigenvalue, a copy. */
  public double[] vector(int j) {
    return vectors.col(j);
  }
}
