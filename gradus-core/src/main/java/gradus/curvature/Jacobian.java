package gradus.curvature;

import gradus.net.Batch;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.Matrix;
import gradus.num.Svd;

/**
 * The Jacobian J of a network's outputs in its weights: row c n_examples + n is ∂f_c(w, x_n)/∂w.
 *
 * @param matrix J, (outputs · examples) x p
 */
public record Jacobian(Matrix matrix) {
  /** The Jacobian at w on a batch, by one backward pass for each row. */
  public static Jacobian at(Network network, double[] w, Batch batch) {
    int n = batch.count();
    int c = network.outputs();
    Matrix j = Matrix.zeros(Math.multiplyExact(c, n), w.length);
    Tape tape = network.tape(batch);
    network.forward(w, tape);
    double[] u = new double[c * batch.stride()];
    double[] row = new double[w.length];
    for (int k = 0; k < c; k++) {
      for (int i = 0; i < n; i++) {
        u[k * batch.stride() + i] = 1;
        network.vjp(w, tape, u, row);
        u[k * batch.stride() + i] = 0;
        System.arraycopy(row, 0, j.data(), (k * n + i) * w.length, w.length);
      }
    }
    return new Jacobian(j);
  }

  /** The number of singular values above a share of the largest. */
  public int rank(double tolerance) {
    return Svd.of(matrix).rank(tolerance);
  }

  /** The columns of some weights, as those of one block. */
  public Jacobian columns(int from, int to) {
    Matrix part = Matrix.zeros(matrix.rows(), to - from);
    for (int i = 0; i < matrix.rows(); i++) {
      System.arraycopy(
          matrix.data(), i * matrix.cols() + from, part.data(), i * (to - from), to - from);
    }
    return new Jacobian(part);
  }
}
