package gradus.loss;

import gradus.num.Elementwise;
import java.util.OptionalDouble;

/**
 * ℓ = e^-z. The dual weights are q = softmax(-z), and logScale = logRisk unless examples are muted.
 */
record Exponential() implements Loss {
  private static final Elementwise LOOPS = Elementwise.best();

  @Override
  public String label() {
    return "exponential";
  }

  @Override
  public Tail tail() {
    return Tail.EXPONENTIAL;
  }

  @Override
  public boolean fits(Targets targets, int outputs) {
    return targets.kind() == Targets.Kind.SIGNS && outputs == 1;
  }

  @Override
  public void read(double[] f, Readout at) {
    int n = at.count;
    for (int i = 0; i < n; i++) {
      at.work[i] = -at.targets.at(i) * f[i];
    }
    double shift = LOOPS.max(n, at.work, 0);
    double sum = LOOPS.expShifted(n, shift, at.work, 0, at.q, 0);
    at.logRisk = shift + Math.log(sum / n);
    at.logScale = at.logRisk;
    double logLive = at.someMuted() ? at.liveLogSum() : Double.NaN;
    if (!Double.isNaN(logLive)) {
      at.logScale = logLive - Math.log(n);
    }
    for (int i = 0; i < n; i++) {
      at.q[i] = Double.isNaN(logLive) ? at.q[i] / sum : at.pull(i, logLive);
      at.u[i] = -at.targets.at(i) * at.q[i];
    }
  }

  @Override
  public void bend(double[] f, double[] df, double[] du, Readout at, int from, int to) {
    for (int i = from; i < to; i++) {
      du[i] = at.q[i] * df[i];
    }
  }

  @Override
  public OptionalDouble smoothedMargin(double logSum) {
    return OptionalDouble.of(-logSum);
  }
}
