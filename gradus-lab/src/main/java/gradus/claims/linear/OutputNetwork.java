package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.net.Batch;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.Matrix;
import java.util.List;

/**
 * L(w) = ½‖Ŷ(w) - Y‖² of a network with one hidden layer and several outputs, with its derivatives
 * by automatic differentiation.
 *
 * <p>w lists W_1 (N x d) row by row, then W_2 (d' x N): vec(W_1ᵀ) and vec(W_2ᵀ) of poggio2018, SI
 * 6.2.2. X is d x n and Y is d' x n, as there.
 */
final class OutputNetwork {
  private final Network network;
  private final Tape tape;
  private final int examples;
  private final int stride;
  private final Matrix y;

  /** N hidden units with an activation. */
  OutputNetwork(Nonlinearity sigma, int hidden, Matrix x, Matrix y) {
    this.network =
        Network.of(
            x.rows(),
            List.of(
                new Layer.Dense(hidden), new Layer.Activation(sigma), new Layer.Dense(y.rows())));
    Batch batch = Batch.of(x.transpose());
    this.tape = network.tape(batch);
    this.examples = x.cols();
    this.stride = batch.stride();
    this.y = y;
  }

  /** One vector of W_1 and W_2. */
  static double[] join(Matrix w1, Matrix w2) {
    double[] w = new double[w1.data().length + w2.data().length];
    System.arraycopy(w1.data(), 0, w, 0, w1.data().length);
    System.arraycopy(w2.data(), 0, w, w1.data().length, w2.data().length);
    return w;
  }

  /** ∇L(w). */
  double[] gradient(double[] w) {
    double[] g = new double[w.length];
    double[] e = residual(w);
    network.vjp(w, tape, e, g);
    return g;
  }

  /** ∇²L(w), a column for each unit vector. */
  Matrix hessian(double[] w) {
    Matrix h = Matrix.zeros(w.length, w.length);
    network.adjoints(w, tape, residual(w));
    for (int i = 0; i < w.length; i++) {
      double[] unit = new double[w.length];
      unit[i] = 1;
      network.jvp(w, tape, unit);
      double[] product = new double[w.length];
      network.secondOrder(w, tape, unit, tape.outputTangents().clone(), product);
      System.arraycopy(product, 0, h.data(), i * w.length, w.length);
    }
    return h;
  }

  /** The largest relative error of the gradient against central differences along a direction. */
  double check(double[] w, double[] direction) {
    double h = 1e-4;
    double up = loss(Vectors.plus(w, h, direction));
    double down = loss(Vectors.plus(w, -h, direction));
    double slope = Vectors.dot(gradient(w), direction);
    return Math.abs((up - down) / (2 * h) - slope) / Math.abs(slope);
  }

  private double loss(double[] w) {
    double[] e = residual(w);
    return Vectors.dot(e, e) / 2;
  }

  /** Ŷ - Y in the layout of the outputs; padding is zero. */
  private double[] residual(double[] w) {
    network.forward(w, tape);
    double[] e = new double[tape.outputs().length];
    for (int c = 0; c < y.rows(); c++) {
      for (int i = 0; i < examples; i++) {
        e[c * stride + i] = tape.outputs()[c * stride + i] - y.at(c, i);
      }
    }
    return e;
  }
}
