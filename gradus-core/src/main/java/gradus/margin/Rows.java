package gradus.margin;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.num.BadInput;
import gradus.num.Compensated;
import gradus.num.Matrix;

/**
 * Points given by their coordinates.
 *
 * @param z the points z_n = y_n x_n in the rows (N x d)
 */
record Rows(Matrix z) implements Points {
  Rows {
    if (z.rows() == 0 || z.cols() == 0) {
      throw new BadInput(
          "a margin needs at least one example of at least one coordinate, but there are %d of %d"
              .formatted(z.rows(), z.cols()));
    }
    for (int i = 0; i < z.data().length; i++) {
      if (!Double.isFinite(z.data()[i])) {
        throw new BadInput(
            "a margin needs finite numbers, but coordinate %d of example %d (both from 0) is %s; remove or repair it"
                .formatted(i % z.cols(), i / z.cols(), z.data()[i]));
      }
    }
  }

  /** y_n, of signs as they are (which may be all alike), or made of two classes. */
  static double[] signs(Dataset data) {
    if (data.labels() instanceof Labels.Signs(double[] y)) {
      return y;
    }
    return signs(data.asSigns());
  }

  /** y_n x_n in the rows. */
  static Matrix signed(Dataset data) {
    double[] y = signs(data);
    Matrix z = data.inputs().copy();
    for (int n = 0; n < y.length; n++) {
      for (int j = 0; j < z.cols() && y[n] < 0; j++) {
        z.set(n, j, -z.at(n, j));
      }
    }
    return z;
  }

  /** Some of these rows as a matrix. */
  Matrix part(int[] rows) {
    int d = z.cols();
    Matrix part = Matrix.zeros(rows.length, d);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(z.data(), rows[i] * d, part.data(), i * d, d);
    }
    return part;
  }

  @Override
  public int count() {
    return z.rows();
  }

  @Override
  public int dimension() {
    return z.cols();
  }

  @Override
  public double[] margins(double[] v) {
    int d = z.cols();
    double[] margins = new double[z.rows()];
    for (int n = 0; n < margins.length; n++) {
      margins[n] = Compensated.dot(0, d, z.data(), n * d, v, 0);
    }
    return margins;
  }

  @Override
  public double norm(double[] v, Norm norm) {
    return norm == Norm.TWO ? Compensated.norm(v) : norm.of(v);
  }

  @Override
  public double pull(double[] q, Norm norm) {
    return norm(combination(q), norm.dual());
  }

  /** ⟨z_n, w⟩ - 1. */
  double excess(int n, double[] w) {
    return Compensated.dot(-1, w.length, z.data(), n * w.length, w, 0);
  }

  /** Σ q_n z_n. */
  double[] combination(double[] q) {
    int d = z.cols();
    double[] high = new double[d];
    double[] low = new double[d];
    for (int n = 0; n < q.length; n++) {
      if (q[n] != 0) {
        Compensated.axpy(d, q[n], z.data(), n * d, high, low);
      }
    }
    for (int j = 0; j < d; j++) {
      high[j] += low[j];
    }
    return high;
  }
}
