package gradus.loss;

import gradus.num.LogSum;
import java.util.OptionalDouble;

/**
 * ℓ = log Σ_c e^{f_c - f_y}: the softmax loss of several classes. With r_c = f_c - f_y over the
 * wrong classes and s = log Σ e^{r_c}, ℓ = log(1 + e^s), a logistic loss of the smoothed margin -s.
 */
record CrossEntropy() implements Loss {
  @Override
  public String label() {
    return "cross-entropy";
  }

  @Override
  public Tail tail() {
    return Tail.EXPONENTIAL;
  }

  @Override
  public boolean fits(Targets targets, int outputs) {
    return targets.kind() == Targets.Kind.CLASSES && outputs == targets.classes() && outputs > 1;
  }

  @Override
  public void read(double[] f, Readout at) {
    int n = at.count;
    for (int i = 0; i < n; i++) {
      at.q[i] = logRest(f, i, at);
      at.work[i] = Logistic.logValue(-at.q[i]);
    }
    at.logRisk = LogSum.of(n, at.work, 0) - Math.log(n);
    for (int i = 0; i < n; i++) {
      at.work[i] = -LogSum.softplus(-at.q[i]);
    }
    double logSlopes = at.liveLogSum();
    at.logScale = logSlopes - Math.log(n);
    for (int i = 0; i < n; i++) {
      double rest = at.q[i];
      double pull = at.pull(i, logSlopes);
      int right = at.targets.index(i);
      double own = f[right * at.stride + i];
      for (int c = 0; c < at.outputs; c++) {
        int place = c * at.stride + i;
        at.u[place] = c == right ? -pull : pull * Math.exp(f[place] - own - rest);
      }
      at.q[i] = pull;
    }
  }

  /** u_c = p_c - [c = y] up to scale, so du_c = p_c (df_c - Σ p_k df_k) / (n exp(logScale)). */
  @Override
  public void bend(double[] f, double[] df, double[] du, Readout at, int from, int to) {
    for (int i = from; i < to; i++) {
      int right = at.targets.index(i);
      // With a = Σ_{wrong} p_c (df_c - df_y): du_c = p_c (df_c - df_y - a), du_y = -p_y a.
      double own = df[right * at.stride + i];
      double rightShare = 1 / (1 + Math.exp(logRest(f, i, at)));
      double scaledSum = 0;
      for (int c = 0; c < at.outputs; c++) {
        int place = c * at.stride + i;
        if (c != right) {
          scaledSum += at.u[place] * (df[place] - own);
        }
      }
      double sum = scaledSum / at.q[i] * (1 - rightShare);
      for (int c = 0; c < at.outputs; c++) {
        int place = c * at.stride + i;
        du[place] = c == right ? -rightShare * scaledSum : at.u[place] * (df[place] - own - sum);
      }
    }
  }

  @Override
  public OptionalDouble smoothedMargin(double logSum) {
    return OptionalDouble.of(Logistic.inverse(logSum));
  }

  /** s = log Σ_{c ≠ y} e^{f_c - f_y}. */
  private static double logRest(double[] f, int i, Readout at) {
    int right = at.targets.index(i);
    double own = f[right * at.stride + i];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < at.outputs; c++) {
      if (c != right) {
        max = Math.max(max, f[c * at.stride + i] - own);
      }
    }
    double sum = 0;
    for (int c = 0; c < at.outputs; c++) {
      if (c != right) {
        sum += Math.exp(f[c * at.stride + i] - own - max);
      }
    }
    return max + Math.log(sum);
  }
}
