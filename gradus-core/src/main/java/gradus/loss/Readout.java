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

  /** Examples that count in the risk but not in the scale of its derivatives. */
  final boolean[] muted;

  /** Room for one number per example. */
  final double[] work;

  /**
   * Sets the logarithms in {@link #work} of muted examples to -∞; false, and nothing done, where
   * none is muted or all are.
   */
  boolean muteWork() {
    int live = 0;
    for (int i = 0; i < count; i++) {
      live += muted[i] ? 0 : 1;
    }
    if (live == 0 || live == count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (muted[i]) {
        work[i] = Double.NEGATIVE_INFINITY;
      }
    }
    return true;
  }

  Readout(int outputs, int capacity, int stride, Targets targets) {
    this.outputs = outputs;
    this.stride = stride;
    this.targets = targets;
    u = new double[outputs * stride];
    q = new double[capacity];
    muted = new boolean[capacity];
    work = new double[capacity];
  }
}
