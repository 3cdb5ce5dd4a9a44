package gradus.data;

import gradus.num.Blas;
import gradus.num.Matrix;

/** Euclidean norms of the rows of a matrix. */
final class Norms {
  private Norms() {}

  /** ‖xᵢ‖ for each row. */
  static double[] ofRows(Matrix inputs) {
    double[] norms = new double[inputs.rows()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Blas.best().nrm2(inputs.cols(), inputs.data(), i * inputs.cols());
    }
    return norms;
  }

  /** A copy with row i divided by its divisor. */
  static Matrix divided(Matrix inputs, double[] divisors) {
    Matrix scaled = inputs.copy();
    int d = inputs.cols();
    double[] x = scaled.data();
    for (int i = 0; i < divisors.length; i++) {
      for (int j = i * d; j < (i + 1) * d; j++) {
        x[j] /= divisors[i];
      }
    }
    return scaled;
  }
}
