package gradus.num;

/** A matrix as its action. */
record DenseOperator(Matrix matrix) implements LinearOperator {
  @Override
  public int rows() {
    return matrix.rows();
  }

  @Override
  public int cols() {
    return matrix.cols();
  }

  @Override
  public void apply(double[] x, double[] y) {
    Blas.best().gemv(false, rows(), cols(), 1, matrix.data(), 0, cols(), x, 0, 0, y, 0);
  }

  @Override
  public void apply(Matrix x, Matrix y) {
    int k = x.cols();
    Blas.best()
        .gemm(
            false,
            false,
            rows(),
            k,
            cols(),
            1,
            matrix.data(),
            0,
            cols(),
            x.data(),
            0,
            k,
            0,
            y.data(),
            0,
            k);
  }

  @Override
  public void applyTransposed(double[] y, double[] x) {
    Blas.best().gemv(true, rows(), cols(), 1, matrix.data(), 0, cols(), y, 0, 0, x, 0);
  }
}
