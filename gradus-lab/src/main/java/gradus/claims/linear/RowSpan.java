package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Svd;
import java.util.random.RandomGenerator;

/**
 * The span of the rows of X (n x d), and what is orthogonal to it.
 *
 * @param basis orthonormal vectors of the span in its columns (d x rank)
 */
record RowSpan(Matrix basis) {
  /** The span of the rows of a matrix; singular values below 1e-12 of the largest are zero. */
  static RowSpan of(Matrix x) {
    Svd svd = Svd.of(x);
    int rank = svd.rank(1e-12);
    Matrix basis = Matrix.zeros(x.cols(), rank);
    for (int j = 0; j < x.cols(); j++) {
      System.arraycopy(svd.v().row(j), 0, basis.data(), j * rank, rank);
    }
    return new RowSpan(basis);
  }

  /** A matrix in random directions whose singular values are spread evenly. */
  static Matrix conditioned(int rows, int cols, double least, double most, RandomGenerator random) {
    Svd svd = Svd.of(Vectors.gaussian(rows, cols, random));
    Matrix left = svd.u().copy();
    int rank = left.cols();
    for (int k = 0; k < rank; k++) {
      double sigma = rank == 1 ? most : least + (most - least) * k / (rank - 1);
      for (int i = 0; i < rows; i++) {
        left.set(i, k, left.at(i, k) * sigma);
      }
    }
    return left.times(svd.v().transpose());
  }

  /** The rank of X. */
  int rank() {
    return basis.cols();
  }

  /** The component of w orthogonal to the rows; taken off twice, against round-off. */
  double[] orthogonal(double[] w) {
    double[] rest = w.clone();
    for (int pass = 0; pass < 2; pass++) {
      double[] along = Vectors.transposedProduct(basis, rest);
      Blas.best()
          .gemv(false, basis.rows(), rank(), -1, basis.data(), 0, rank(), along, 0, 1, rest, 0);
    }
    return rest;
  }

  /** The component of w in the span. */
  double[] within(double[] w) {
    return Vectors.plus(w, -1, orthogonal(w));
  }
}
