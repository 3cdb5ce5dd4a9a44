package gradus.num;

/**
 * The singular value decomposition in thin form: A = U diag(σ) Vᵀ.
 *
 * <p>For A of m x n and k = min(m, n), U is m x k and V is n x k, both with orthonormal columns.
 * Each σ is within a modest multiple of ε σ_1 of an exact singular value.
 *
 * @param u U, left singular vectors in its columns
 * @param values σ, descending and ≥ 0
 * @param v V, right singular vectors in its columns
 */
public record Svd(Matrix u, double[] values, Matrix v) {
  /**
   * The decomposition of any matrix.
   *
   * @throws IllegalArgumentException if an entry is not finite
   */
  public static Svd of(Matrix a) {
    Lapack.requireFinite(a, "a singular value decomposition");
    if (a.rows() == 0 || a.cols() == 0) {
      return new Svd(Matrix.zeros(a.rows(), 0), new double[0], Matrix.zeros(a.cols(), 0));
    }
    return Lapack.best().svd(a);
  }

  /** The spectral norm σ_1; 0 for an empty matrix. */
  public double norm() {
    return values.length == 0 ? 0 : values[0];
  }

  /** The number of singular values above {@code tolerance} times the largest. */
  public int rank(double tolerance) {
    int rank = 0;
    while (rank < values.length && values[rank] > tolerance * values[0]) {
      rank++;
    }
    return rank;
  }
}
