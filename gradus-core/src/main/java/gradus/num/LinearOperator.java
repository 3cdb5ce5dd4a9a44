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

  /**
   * Y ← A X for several vectors at once, the columns of X (cols x k) and Y (rows x k). The default
   * takes them one by one; operators that can do better do.
   */
  default void apply(Matrix x, Matrix y) {
    double[] in = new double[cols()];
    double[] out = new double[rows()];
    int k = x.cols();
    for (int c = 0; c < k; c++) {
      for (int i = 0; i < in.length; i++) {
        in[i] = x.data()[i * k + c];
      }
      apply(in, out);
      for (int i = 0; i < out.length; i++) {
        y.data()[i * k + c] = out[i];
      }
    }
  }

  /** The operator of a dense matrix; later changes of the matrix are seen. */
  static LinearOperator of(Matrix matrix) {
    return new DenseOperator(matrix);
  }
}
