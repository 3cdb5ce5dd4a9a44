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
   * The matrix of this operator, symmetric to the bit: both triangles hold the mean of what the
   * products say, which differ by round-off.
   */
  default Matrix dense() {
    int n = dimension();
    int together = 16;
    Matrix a = Matrix.zeros(n, n);
    for (int from = 0; from < n; from += together) {
      int k = Math.min(together, n - from);
      Matrix units = Matrix.zeros(n, k);
      Matrix images = Matrix.zeros(n, k);
      for (int c = 0; c < k; c++) {
        units.set(from + c, c, 1);
      }
      apply(units, images);
      for (int i = 0; i < n; i++) {
        System.arraycopy(images.data(), i * k, a.data(), i * n + from, k);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (a.at(i, j) + a.at(j, i)) / 2;
        a.set(i, j, mean);
        a.set(j, i, mean);
      }
    }
    return a;
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
