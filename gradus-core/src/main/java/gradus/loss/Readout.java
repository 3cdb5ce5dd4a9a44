package gradus.loss;

/**
 * What a loss reads off the scores of a batch: its logarithm, and its derivatives in the scores up
 * to a common scale.
 *
 * <p>Shapes: scores and cotangents are outputs x stride, feature-major; weights have one entry per
 * example. A readout is written by {@link Loss#read} and reused.
 */
public final class Readout {
  final int outputs;
  final int stride;
  final Targets targets;
  int count;
  double logRisk;
  double logScale;

  /** ∂R̂/∂f = exp(logScale) u. */
  final double[] u;

  /** For exponential tails, the dual weights q_n; else the size of each example's pull. */
  final double[] q;

  /** Room for one number per example. */
  final double[] work;

  Readout(int outputs, int capacity, int stride, Targets targets) {
    this.outputs = outputs;
    this.stride = stride;
    this.targets = targets;
    u = new double[outputs * stride];
    q = new double[capacity];
    work = new double[capacity];
  }
}
