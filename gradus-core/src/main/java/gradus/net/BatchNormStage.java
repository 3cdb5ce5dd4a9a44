package gradus.net;

import java.util.Arrays;

/**
 * x̂ = (z - μ)/√(σ² + ε) for {@code width} units, each over the examples of the batch.
 *
 * <p>With r = (σ² + ε)^{-1/2} and ⟨·⟩ the mean over examples, the Jacobian of one unit is J d = r
 * (d - ⟨d⟩ - x̂ ⟨x̂ d⟩), its own transpose (banburski2019 §10.3 neglects the mean and so lacks
 * ⟨d⟩). Along ż it changes by J̇ d = ṙ/r J d - r (ẋ ⟨x̂ d⟩ + x̂ ⟨ẋ d⟩), where ẋ = J ż and ṙ = -r²
 * ⟨x̂ ż⟩.
 *
 * <p>The pre-activations stay on the tape, the outputs may be overwritten by the next activation:
 * so the statistics are computed again in each pass.
 */
record BatchNormStage(int s, int width, double epsilon) implements Stage {
  /** Deviations below this share of the mean are round-off: the unit is constant. */
  private static final double ROUND_OFF = 0x1p-48;

  @Override
  public void forward(double[] w, Tape tape) {
    double[] z = tape.values[s];
    double[] out = tape.values[s + 1];
    Batch batch = tape.batch;
    for (int row = 0; row < width; row++) {
      int from = row * batch.stride();
      int to = from + batch.count();
      double mean = mean(z, from, to);
      double r = inverse(z, from, to, mean);
      for (int i = from; i < to; i++) {
        out[i] = (z[i] - mean) * r;
      }
      Arrays.fill(out, to, from + batch.columns(), 0);
    }
  }

  @Override
  public void tangent(double[] w, double[] direction, Tape tape) {
    double[] z = tape.values[s];
    double[] in = tape.tangent(s);
    double[] out = tape.tangent(s + 1);
    Batch batch = tape.batch;
    for (int row = 0; row < width; row++) {
      int from = row * batch.stride();
      int to = from + batch.count();
      double mean = mean(z, from, to);
      double r = inverse(z, from, to, mean);
      System.arraycopy(in, from, out, from, batch.columns());
      project(z, mean, r, from, to, out);
    }
  }

  @Override
  public void backward(double[] w, Tape tape, double[] gradient) {
    double[] z = tape.values[s];
    Batch batch = tape.batch;
    for (int row = 0; row < width; row++) {
      int from = row * batch.stride();
      int to = from + batch.count();
      double mean = mean(z, from, to);
      project(z, mean, inverse(z, from, to, mean), from, to, tape.adjoint.now);
    }
  }

  @Override
  public void adjoint(double[] w, Tape tape) {
    double[] z = tape.values[s];
    double[] d = tape.firstOrder().adjoints[s];
    Batch batch = tape.batch;
    System.arraycopy(tape.firstOrder().adjoints[s + 1], 0, d, 0, width * batch.stride());
    for (int row = 0; row < width; row++) {
      int from = row * batch.stride();
      int to = from + batch.count();
      double mean = mean(z, from, to);
      project(z, mean, inverse(z, from, to, mean), from, to, d);
    }
  }

  @Override
  public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
    double[] z = tape.values[s];
    double[] zDot = tape.tangent(s);
    double[] xDot = tape.tangent(s + 1);
    double[] behind = tape.firstOrder().adjoints[s + 1];
    double[] d = tape.firstOrder().adjoints[s];
    double[] dDot = tape.adjointTangent().now;
    Batch batch = tape.batch;
    int n = batch.count();
    for (int row = 0; row < width; row++) {
      int from = row * batch.stride();
      int to = from + n;
      double mean = mean(z, from, to);
      double r = inverse(z, from, to, mean);
      double xAndD = 0;
      double xDotAndD = 0;
      double xAndZDot = 0;
      for (int i = from; i < to; i++) {
        double x = (z[i] - mean) * r;
        xAndD += x * behind[i];
        xDotAndD += xDot[i] * behind[i];
        xAndZDot += x * zDot[i];
      }
      project(z, mean, r, from, to, dDot);
      double shrink = -r * xAndZDot / n;
      for (int i = from; i < to; i++) {
        double x = (z[i] - mean) * r;
        dDot[i] += shrink * d[i] - r * (xDot[i] * xAndD + x * xDotAndD) / n;
      }
    }
  }

  /** d ← J d. */
  private static void project(double[] z, double mean, double r, int from, int to, double[] d) {
    int n = to - from;
    double sum = 0;
    double along = 0;
    for (int i = from; i < to; i++) {
      sum += d[i];
      along += (z[i] - mean) * r * d[i];
    }
    for (int i = from; i < to; i++) {
      d[i] = r * (d[i] - sum / n - (z[i] - mean) * r * along / n);
    }
  }

  private static double mean(double[] z, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += z[i];
    }
    return sum / (to - from);
  }

  /** r = (σ² + ε)^{-1/2}; 0 where that has no meaning. */
  private double inverse(double[] z, int from, int to, double mean) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double off = z[i] - mean;
      sum += off * off;
    }
    double deviation = Math.sqrt(sum / (to - from) + epsilon);
    return deviation <= ROUND_OFF * Math.abs(mean) ? 0 : 1 / deviation;
  }
}
