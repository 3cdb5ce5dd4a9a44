package gradus.claims.curvature;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.num.Blas;
import java.util.function.IntToDoubleFunction;

/**
 * Norm-minimizing descent on a network, w ← (1 - λ_t)(w - η∇R̂), anchored for a while and then
 * plain; and plain descent beside it.
 *
 * @param eta η
 * @param lambda λ_t while it is anchored
 * @param anchored how many steps are anchored
 * @param plain how many follow
 */
record AnchoredFits(double eta, IntToDoubleFunction lambda, int anchored, int plain) {
  /** With one λ. */
  static AnchoredFits constant(double eta, double lambda, int anchored, int plain) {
    return new AnchoredFits(eta, t -> lambda, anchored, plain);
  }

  /**
   * With λ_t = 1/(t + 1000), which is Halpern's but for the first thousand steps: with these a
   * network would be pulled to zero, where nothing moves.
   */
  static AnchoredFits late(double eta, int anchored, int plain) {
    return new AnchoredFits(eta, t -> 1 / (t + 1000.0), anchored, plain);
  }

  /** Where anchored descent goes from a start. */
  double[] anchoredFrom(Risk risk, double[] start) {
    double[] w = start.clone();
    run(risk, w, anchored, lambda);
    run(risk, w, plain, t -> 0);
    return w;
  }

  /** Where plain descent goes from it in as many steps. */
  double[] plainFrom(Risk risk, double[] start) {
    double[] w = start.clone();
    run(risk, w, anchored + plain, t -> 0);
    return w;
  }

  private void run(Risk risk, double[] w, int steps, IntToDoubleFunction shrink) {
    double[] g = new double[w.length];
    for (int t = 0; t < steps; t++) {
      risk.at(w);
      risk.gradient(g);
      double step = eta * Math.exp(risk.logScale());
      double keep = 1 - shrink.applyAsDouble(t);
      for (int i = 0; i < w.length; i++) {
        w[i] = keep * (w[i] - step * g[i]);
      }
    }
  }

  /** Π_k ‖W_k‖. */
  static double product(Risk risk, double[] w) {
    double product = 1;
    for (Block block : risk.network().blocks()) {
      product *= Blas.best().nrm2(block.size(), w, block.offset());
    }
    return product;
  }
}
