package gradus.margin;

import gradus.num.BadInput;
import gradus.num.Compensated;
import gradus.num.Matrix;

/**
 * Points of a feature space, given by their inner products.
 *
 * @param gram y_i y_j k(x_i, x_j) (N x N)
 * @param y the labels
 */
record KernelPoints(Matrix gram, double[] y) implements Points {

  static KernelPoints of(Matrix k, double[] y) {
    int n = k.rows();
    if (k.cols() != n || y.length != n || n == 0) {
      throw new BadInput(
          "a kernel matrix is square, with a label for each row, but %d x %d came with %d labels"
              .formatted(n, k.cols(), y.length));
    }
    Matrix gram = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      if (k.at(i, i) < 0) {
        throw new BadInput(
            "a kernel matrix has no negative entry on its diagonal, but entry %d (from 0) is %s"
                .formatted(i, k.at(i, i)));
      }
      for (int j = 0; j <= i; j++) {
        double entry = y[i] * y[j] * k.at(i, j);
        if (!Double.isFinite(entry)) {
          throw new BadInput(
              "a kernel matrix needs finite entries, but entry (%d, %d) is %s"
                  .formatted(i, j, k.at(i, j)));
        }
        gram.set(i, j, entry);
        gram.set(j, i, entry);
      }
    }
    return new KernelPoints(gram, y.clone());
  }

  @Override
  public int count() {
    return y.length;
  }

  @Override
  public int dimension() {
    return y.length;
  }

  @Override
  public double[] margins(double[] c) {
    return products(signed(c));
  }

  /** √(cᵀKc); the norm is that of the feature space, whichever is asked for. */
  @Override
  public double norm(double[] c, Norm norm) {
    return pull(signed(c), norm);
  }

  @Override
  public double pull(double[] q, Norm norm) {
    return Math.sqrt(Math.max(Compensated.dot(q, products(q)), 0));
  }

  /** gram · q. */
  double[] products(double[] q) {
    int n = y.length;
    double[] products = new double[n];
    for (int i = 0; i < n; i++) {
      products[i] = Compensated.dot(0, n, gram.data(), i * n, q, 0);
    }
    return products;
  }

  /** Coefficients of the z_n = y_n k(x_n, ·) from those of the k(x_n, ·), or back. */
  double[] signed(double[] c) {
    double[] a = new double[c.length];
    for (int n = 0; n < a.length; n++) {
      a[n] = y[n] * c[n];
    }
    return a;
  }
}
