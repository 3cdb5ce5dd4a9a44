package gradus.net;

import gradus.num.Blas;
import gradus.num.Transposition;

/**
 * What {@link BlockHead} knows of a point w before any direction comes: with slopes γ of the hidden
 * units, output weights v and the cotangents u of the output,
 *
 * <ul>
 *   <li>v_i γ_in, examples x units, and u_n γ_in, units x stride;
 *   <li>q_n = Σ_i v_i γ_in w_i, examples x inputs and the other way round;
 *   <li>g_i = Σ_n u_n γ_in a_n, units x inputs.
 * </ul>
 */
final class HeadPoint {
  private static final Blas BLAS = Blas.best();

  final double[] slopes;
  final double[] pulled;
  final double[] weighted;
  final double[] q;
  final double[] qByInput;
  final double[] g;
  final double[] transposed;
  private final HeadStage stage;
  private final int n;
  private final int stride;

  HeadPoint(HeadStage stage, int n, int stride) {
    Block hidden = stage.hidden().block();
    this.stage = stage;
    this.n = n;
    this.stride = stride;
    this.slopes = new double[hidden.rows() * stride];
    this.pulled = new double[hidden.rows() * stride];
    this.weighted = new double[n * hidden.rows()];
    this.q = new double[n * hidden.cols()];
    this.qByInput = new double[n * hidden.cols()];
    this.g = new double[hidden.size()];
    this.transposed = new double[hidden.size()];
  }

  void move(double[] w, Tape tape) {
    Block hidden = stage.hidden().block();
    int s = stage.hidden().s();
    int m = hidden.rows();
    int p = hidden.cols();
    double[] u = tape.firstOrder().adjoints[s + 3];
    stage.gate().slopes(tape, slopes);
    for (int i = 0; i < m; i++) {
      double v = w[stage.output().block().offset() + i];
      for (int k = 0; k < n; k++) {
        double slope = slopes[i * stride + k];
        pulled[i * stride + k] = u[k] * slope;
        weighted[k * m + i] = v * slope;
      }
    }
    BLAS.gemm(false, false, n, p, m, 1, weighted, 0, m, w, hidden.offset(), p, 0, q, 0, p);
    Transposition.copy(n, p, q, 0, p, qByInput, 0, n);
    double[] a = tape.firstOrder().inputs[s];
    BLAS.gemm(false, false, m, p, n, 1, pulled, 0, stride, a, 0, p, 0, g, 0, p);
    Transposition.copy(m, p, w, hidden.offset(), p, transposed, 0, m);
  }
}
