package gradus.num;

/**
 * A symmetric linear map A of R^n known by its action.
 *
 * <p>Law: &lt;Ax, y&gt; = &lt;x, Ay&gt; for all x, y, to round-off.
 */
public interface SelfAdjointOperator extends LinearOperator {
  /** The dimension n. */
  int dimension();

  @Override
  default int rows() {
    return dimension();
  }

  @Override
  default int cols() {
    return dimension();
  }

  @Override
  default void applyTransposed(double[] y, double[] x) {
    apply(y, x);
  }

  /**
   * The operator of a dense symmetric matrix; later changes of the matrix are seen.
   *
   * @throws IllegalArgumentException if the matrix is not square
   */
  static SelfAdjointOperator of(Matrix matrix) {
    Lapack.requireSquare(matrix, "a self-adjoint operator");
    LinearOperator dense = LinearOperator.of(matrix);
    return new SelfAdjointOperator() {
      @Override
      public int dimension() {
        return matrix.rows();
      }

      @Override
      public void apply(double[] x, double[] y) {
        dense.apply(x, y);
      }

      @Override
      public void apply(Matrix x, Matrix y) {
        dense.apply(x, y);
      }
    };
  }
}
