package gradus.claims.model;

import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with one output on N examples, with its derivatives example by example.
 *
 * <p>Not for two threads at once.
 */
public final class NetworkOnData {
  private final Network network;
  private final int examples;
  private final Tape tape;

  /** A network on the examples in the rows of X (N x d). */
  public NetworkOnData(Network network, Matrix x) {
    this.network = network;
    this.examples = x.rows();
    this.tape = network.tape(Batch.of(x));
  }

  /** Dense layers of these widths with one activation between them; the last width is 1. */
  public static Network dense(int d, Nonlinearity sigma, int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < widths.length; k++) {
      layers.add(new Layer.Dense(widths[k]));
      if (k < widths.length - 1) {
        layers.add(new Layer.Activation(sigma));
      }
    }
    return Network.of(d, layers);
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** f(w, x_n) for all n. */
  public double[] values(double[] w) {
    network.forward(w, tape);
    double[] f = new double[examples];
    System.arraycopy(tape.outputs(), 0, f, 0, examples);
    return f;
  }

  /** Σ_n c_n ∂f_n/∂w. */
  public double[] gradient(double[] w, double[] c) {
    network.forward(w, tape);
    double[] g = new double[w.length];
    network.vjp(w, tape, padded(c), g);
    return g;
  }

  /** ∂f_n/∂w in row n (N x p). */
  public Matrix jacobian(double[] w) {
    Matrix jacobian = Matrix.zeros(examples, w.length);
    for (int n = 0; n < examples; n++) {
      double[] c = new double[examples];
      c[n] = 1;
      System.arraycopy(gradient(w, c), 0, jacobian.data(), n * w.length, w.length);
    }
    return jacobian;
  }

  /** (Σ_n c_n ∂²f_n/∂w²) u. */
  public double[] bend(double[] w, double[] c, double[] u) {
    network.forward(w, tape);
    network.jvp(w, tape, u);
    double[] product = new double[w.length];
    network.adjoints(w, tape, padded(c));
    network.secondOrder(w, tape, u, padded(new double[0]), product);
    return product;
  }

  /** The risk of the network on its examples with labels ±1. */
  public Risk risk(String loss, double[] y) {
    Targets targets = Targets.of(new Labels.Signs(y));
    return new Risk(network, Loss.named(loss), new Examples(tape.batch(), targets));
  }

  /** ρ_k = ‖W_k‖ of each layer. */
  public double[] norms(double[] w) {
    return network.blocks().stream()
        .mapToDouble(b -> Blas.best().nrm2(b.size(), w, b.offset()))
        .toArray();
  }

  /** V with every layer of unit norm. */
  public double[] directions(double[] w) {
    double[] v = w.clone();
    double[] rho = norms(w);
    for (int k = 0; k < rho.length; k++) {
      Block block = network.blocks().get(k);
      Blas.best().scal(block.size(), 1 / rho[k], v, block.offset());
    }
    return v;
  }

  /** x in the places of layer k, zero elsewhere. */
  public double[] layer(double[] x, int k) {
    Block block = network.blocks().get(k);
    double[] part = new double[x.length];
    System.arraycopy(x, block.offset(), part, block.offset(), block.size());
    return part;
  }

  /** For each layer, x less its part along V_k; the layers of V have unit norm. */
  public double[] tangent(double[] v, double[] x) {
    double[] t = x.clone();
    for (Block block : network.blocks()) {
      double along = Blas.best().dot(block.size(), v, block.offset(), x, block.offset());
      Blas.best().axpy(block.size(), -along, v, block.offset(), t, block.offset());
    }
    return t;
  }

  private double[] padded(double[] c) {
    double[] u = new double[tape.batch().stride()];
    System.arraycopy(c, 0, u, 0, c.length);
    return u;
  }
}
