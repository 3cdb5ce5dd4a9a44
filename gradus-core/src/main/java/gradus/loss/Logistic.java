package gradus.loss;

import gradus.num.LogSum;
import java.util.OptionalDouble;

/** ℓ = log(1 + e^-z), natural logarithm; -ℓ' = 1/(1 + e^z). */
record Logistic() implements Loss {
  @Override
  public String label() {
    return "logistic";
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
      at.work[i] = logValue(at.targets.at(i) * f[i]);
    }
    at.logRisk = LogSum.of(n, at.work, 0) - Math.log(n);
    for (int i = 0; i < n; i++) {
      at.work[i] = -LogSum.softplus(at.targets.at(i) * f[i]);
    }
    double logSlopes = at.liveLogSum();
    at.logScale = logSlopes - Math.log(n);
    for (int i = 0; i < n; i++) {
      at.q[i] = at.pull(i, logSlopes);
      at.u[i] = -at.targets.at(i) * at.q[i];
    }
  }

  @Override
  public void bend(double[] f, double[] df, double[] du, Readout at, int from, int to) {
    for (int i = from; i < to; i++) {
      // ℓ'' = σ(z) σ(-z), and q already carries σ(-z).
      du[i] = at.q[i] / (1 + Math.exp(-at.targets.at(i) * f[i])) * df[i];
    }
  }

  @Override
  public OptionalDouble smoothedMargin(double logSum) {
    return OptionalDouble.of(inverse(logSum));
  }

  /** log log(1 + e^-z), which is -z to round-off once e^-z is. */
  static double logValue(double z) {
    double e = Math.exp(-Math.abs(z));
    if (z < 0) {
      return Math.log(Math.log1p(e) - z);
    }
    return e < 1e-300 ? -z : Math.log(Math.log1p(e) / e) - z;
  }

  /** The z with log(1 + e^-z) = s, from log s: -log(e^s - 1). */
  static double inverse(double logS) {
    double s = Math.exp(logS);
    if (s < 1e-8) {
      // log(e^s - 1) = log s + s/2 + O(s²).
      return -logS - s / 2;
    }
    return s > 30 ? -s - Math.log1p(-Math.exp(-s)) : -Math.log(Math.expm1(s));
  }
}
