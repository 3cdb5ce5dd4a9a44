package gradus.num;

/**
 * A linear map A from R^cols to R^rows known by its action and that of its adjoint.
 *
 * <p>Law: &lt;Ax, y&gt; = &lt;x, Aᵀy&gt; for all x, y, to round-off.
 */
public interface LinearOperator {
  /** The dimension of the image space. */
  int rows();

  /** The dimension of the domain. */
  int cols();

  /** y ← A x, for x of length {@link #cols()} and y of length {@link #rows()}. */
  void apply(double[] x, double[] y);

  /** x ← Aᵀ y. */
  void applyTransposed(double[] y, double[] x);

  /** The operator of a dense matrix; later changes of the matrix are seen. */
  static LinearOperator of(Matrix matrix) {
    return new DenseOperator(matrix);
  }
}
