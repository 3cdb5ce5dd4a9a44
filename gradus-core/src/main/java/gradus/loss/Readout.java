package gradus.loss;

import gradus.num.LogSum;

/**
 * What a loss reads off the scores of a batch: its logarithm, and its derivatives in the scores up
 * to a common scale.
 *
 * <p>Shapes: scores and cotangents are outputs x stride, feature-major; weights have one entry per
 * example. A readout is written by {@link Loss#read} and reused.
 */
public final class Readout {
  /**
   * A muted example has no part in the gradient but through kinks that are pinned on it, which take
   * from its pull what they need, something of the order of the other pulls.
   */
  private static final double LOUDEST_MUTED = 1e3;

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

  /** Whether some examples are muted, but not all. */
  boolean someMuted() {
    int live = 0;
    for (int i = 0; i < count; i++) {
      live += muted[i] ? 0 : 1;
    }
    return live > 0 && live < count;
  }

  /** log Σ exp({@link #work}) over the examples that are not muted; over all where all are. */
  double liveLogSum() {
    if (!someMuted()) {
      return LogSum.of(count, work, 0);
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      most = muted[i] ? most : Math.max(most, work[i]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += muted[i] ? 0 : Math.exp(work[i] - most);
    }
    return most + Math.log(sum);
  }

  /** exp(work_i - logSum), for a muted example at most {@link #LOUDEST_MUTED}. */
  double pull(int i, double logSum) {
    double pull = Math.exp(work[i] - logSum);
    return muted[i] ? Math.min(pull, LOUDEST_MUTED) : pull;
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
