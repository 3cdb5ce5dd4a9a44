package gradus.kernel;

import gradus.net.Batch;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.Matrix;

/**
 * A network as a linear function of its weights, on a batch: f(w_0, x) + ⟨∇f(w_0, x), w - w_0⟩
 * (ji2020, equation 3).
 *
 * <p>Arrays of outputs are outputs x n, one output a row. Not for two threads at once.
 */
public final class Linearisation {
  private final Network network;
  private final double[] start;
  private final Tape tape;
  private final int count;
  private final double[] difference;
  private final double[] cotangents;

  /** The linearisation about w_0 on the rows of X. */
  public Linearisation(Network network, double[] start, Matrix x) {
    this.network = network;
    this.start = start.clone();
    this.count = x.rows();
    this.tape = network.tape(Batch.of(x));
    this.difference = new double[start.length];
    this.cotangents = new double[network.outputs() * tape.batch().stride()];
    network.forward(this.start, tape);
  }

  /** f(w_0, x_n). */
  public double[] atStart() {
    double[] outputs = new double[network.outputs() * count];
    copy(tape.outputs(), outputs);
    return outputs;
  }

  /** outputs ← f(w_0, x_n) + ⟨∇f(w_0, x_n), w - w_0⟩. */
  public void outputs(double[] w, double[] outputs) {
    for (int i = 0; i < w.length; i++) {
      difference[i] = w[i] - start[i];
    }
    network.jvp(start, tape, difference);
    copy(tape.outputTangents(), outputs);
    int stride = tape.batch().stride();
    for (int c = 0; c < network.outputs(); c++) {
      for (int n = 0; n < count; n++) {
        outputs[c * count + n] += tape.outputs()[c * stride + n];
      }
    }
  }

  /** gradient ← Σ_n Σ_c u_cn ∇f_c(w_0, x_n), the same at every w. */
  public void gradient(double[] u, double[] gradient) {
    int stride = tape.batch().stride();
    for (int c = 0; c < network.outputs(); c++) {
      System.arraycopy(u, c * count, cotangents, c * stride, count);
    }
    network.vjp(start, tape, cotangents, gradient);
  }

  private void copy(double[] from, double[] to) {
    int stride = tape.batch().stride();
    for (int c = 0; c < network.outputs(); c++) {
      System.arraycopy(from, c * stride, to, c * count, count);
    }
  }
}
