package gradus.net;

import java.util.Arrays;

/**
 * x̂ = (z - μ)/√(σ² + ε) for {@code width} units, each over the examples of the batch and over its
 * {@code places}, which are rows that follow one another: 1 behind a dense layer, those of a
 * channel behind a convolution.
 *
 * <p>With r = (σ² + ε)^{-1/2} and ⟨·⟩ the mean over examples, the Jacobian of one unit is J d = r
 * (d - ⟨d⟩ - x̂ ⟨x̂ d⟩), its own transpose (banburski2019 §10.3 neglects the mean and so lacks
 * ⟨d⟩). Along ż it changes by J̇ d = ṙ/r J d - r (ẋ ⟨x̂ d⟩ + x̂ ⟨ẋ d⟩), where ẋ = J ż and ṙ = -r²
 * ⟨x̂ ż⟩.
 *
 * <p>The pre-activations stay on the tape, the outputs may be overwritten by the next activation:
 * so the statistics are computed again in each pass.
 */
record BatchNormStage(int s, int width, int places, double epsilon) implements Stage {
  /** Deviations below this share of the mean are round-off: the unit is constant. */
  private static final double ROUND_OFF = 0x1p-48;

  @Override
  public void forward(double[] w, Tape tape) {
    double[] z = tape.values[s];
    double[] out = tape.values[s + 1];
    Batch batch = tape.batch;
    for (int unit = 0; unit < width; unit++) {
      double mean = mean(z, unit, batch);
      double r = inverse(z, unit, mean, batch);
      for (int row = unit * places; row < (unit + 1) * places; row++) {
        int from = row * batch.stride();
        int to = from + batch.count();
        for (int i = from; i < to; i++) {
          out[i] = (z[i] - mean) * r;
        }
        Arrays.fill(out, to, from + batch.columns(), 0);
      }
    }
  }

  @Override
  public void tangent(double[] w, double[] direction, Tape tape) {
    double[] out = tape.tangent(s + 1);
    System.arraycopy(tape.tangent(s), 0, out, 0, width * places * tape.batch.stride());
    project(tape, out);
  }

  @Override
  public void backward(double[] w, Tape tape, double[] gradient) {
    project(tape, tape.adjoint.now);
  }

  @Override
  public void adjoint(double[] w, Tape tape) {
    double[] d = tape.firstOrder().adjoints[s];
    int size = width * places * tape.batch.stride();
    System.arraycopy(tape.firstOrder().adjoints[s + 1], 0, d, 0, size);
    project(tape, d);
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
    int n = batch.count() * places;
    for (int unit = 0; unit < width; unit++) {
      double mean = mean(z, unit, batch);
      double r = inverse(z, unit, mean, batch);
      double xAndD = 0;
      double xDotAndD = 0;
      double xAndZDot = 0;
      for (int row = unit * places; row < (unit + 1) * places; row++) {
        int from = row * batch.stride();
        for (int i = from; i < from + batch.count(); i++) {
          double x = (z[i] - mean) * r;
          xAndD += x * behind[i];
          xDotAndD += xDot[i] * behind[i];
          xAndZDot += x * zDot[i];
        }
      }
      project(z, unit, mean, r, batch, dDot);
      double shrink = -r * xAndZDot / n;
      for (int row = unit * places; row < (unit + 1) * places; row++) {
        int from = row * batch.stride();
        for (int i = from; i < from + batch.count(); i++) {
          double x = (z[i] - mean) * r;
          dDot[i] += shrink * d[i] - r * (xDot[i] * xAndD + x * xDotAndD) / n;
        }
      }
    }
  }

  /** d ← J d for all units. */
  private void project(Tape tape, double[] d) {
    double[] z = tape.values[s];
    for (int unit = 0; unit < width; unit++) {
      double mean = mean(z, unit, tape.batch);
      project(z, unit, mean, inverse(z, unit, mean, tape.batch), tape.batch, d);
    }
  }

  /** d ← J d. */
  private void project(double[] z, int unit, double mean, double r, Batch batch, double[] d) {
    int n = batch.count() * places;
    double sum = 0;
    double along = 0;
    for (int row = unit * places; row < (unit + 1) * places; row++) {
      int from = row * batch.stride();
      for (int i = from; i < from + batch.count(); i++) {
        sum += d[i];
        along += (z[i] - mean) * r * d[i];
      }
    }
    for (int row = unit * places; row < (unit + 1) * places; row++) {
      int from = row * batch.stride();
      for (int i = from; i < from + batch.count(); i++) {
        d[i] = r * (d[i] - sum / n - (z[i] - mean) * r * along / n);
      }
    }
  }

  private double mean(double[] z, int unit, Batch batch) {
    double sum = 0;
    for (int row = unit * places; row < (unit + 1) * places; row++) {
      int from = row * batch.stride();
      for (int i = from; i < from + batch.count(); i++) {
        sum += z[i];
      }
    }
    return sum / (batch.count() * places);
  }

  /** r = (σ² + ε)^{-1/2}; 0 where that has no meaning. */
  private double inverse(double[] z, int unit, double mean, Batch batch) {
    double sum = 0;
    for (int row = unit * places; row < (unit + 1) * places; row++) {
      int from = row * batch.stride();
      for (int i = from; i < from + batch.count(); i++) {
        double off = z[i] - mean;
        sum += off * off;
      }
    }
    double deviation = Math.sqrt(sum / (batch.count() * places) + epsilon);
    return deviation <= ROUND_OFF * Math.abs(mean) ? 0 : 1 / deviation;
  }
}
