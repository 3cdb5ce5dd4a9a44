package gradus.claims.linear;

import gradus.num.Matrix;
import java.util.random.RandomGenerator;

/**
 * W_2 W_1, a two-layer linear network.
 *
 * @param w1 N x d
 * @param w2 d' x N
 */
record TwoLayers(Matrix w1, Matrix w2) {
  /**
   * A descent.
   *
   * @param end the weights at its end
   * @param losses the loss after each step
   */
  record Run(TwoLayers end, double[] losses) {}

  /** A = W_2 W_1. */
  Matrix map() {
    return w2.times(w1);
  }

  /** E = W_2 W_1 X - Y. */
  Matrix residual(Matrix x, Matrix y) {
    return Matrices.difference(w2.times(w1.times(x)), y);
  }

  /** ½‖E‖². */
  double loss(Matrix x, Matrix y) {
    double size = residual(x, y).norm();
    return size * size / 2;
  }

  /** Steps against the gradients W_2ᵀEXᵀ and EXᵀW_1ᵀ. */
  Run descend(Matrix x, Matrix y, double eta, int steps) {
    double[] losses = new double[steps];
    TwoLayers at = this;
    for (int t = 0; t < steps; t++) {
      at = at.stepped(x, y, eta);
      losses[t] = Math.max(at.loss(x, y), 1e-32);
    }
    return new Run(at, losses);
  }

  /** The same on a few random examples at a time. */
  Run descendByBatches(
      Matrix x, Matrix y, double eta, int steps, int batch, RandomGenerator random) {
    TwoLayers at = this;
    for (int t = 0; t < steps; t++) {
      Matrix xs = Matrix.zeros(x.rows(), batch);
      Matrix ys = Matrix.zeros(y.rows(), batch);
      for (int b = 0; b < batch; b++) {
        int i = random.nextInt(x.cols());
        for (int j = 0; j < x.rows(); j++) {
          xs.set(j, b, x.at(j, i));
        }
        for (int c = 0; c < y.rows(); c++) {
          ys.set(c, b, y.at(c, i));
        }
      }
      at = at.stepped(xs, ys, eta);
    }
    return new Run(at, new double[0]);
  }

  private TwoLayers stepped(Matrix x, Matrix y, double eta) {
    Matrix ex = residual(x, y).times(x.transpose());
    return new TwoLayers(
        Matrices.sum(w1, Matrices.scaled(-eta, w2.transpose().times(ex))),
        Matrices.sum(w2, Matrices.scaled(-eta, ex.times(w1.transpose()))));
  }
}
