package gradus.data;

import gradus.num.Matrix;

/**
 * A shift and a scale of each coordinate, fitted on one set and applied to it and to others, so
 * that a test set is scaled by what was known in training.
 *
 * <p>x ↦ (x - mean) / deviation, with the deviation √(Σ(x - mean)²/n); a coordinate that is
 * constant on the fitted set becomes 0 everywhere.
 *
 * @param mean the d means
 * @param deviation the d standard deviations, 0 for a constant coordinate
 */
public record Standardisation(double[] mean, double[] deviation) {

  /** The statistics of a set, in two passes so that a large mean costs no accuracy. */
  public static Standardisation of(Dataset data) {
    int n = data.size();
    int d = data.dimension();
    double[] x = data.inputs().data();
    double[] mean = new double[d];
    double[] deviation = new double[d];
    boolean[] varies = new boolean[d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        mean[j] += x[i * d + j] / n;
        varies[j] |= x[i * d + j] != x[j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double centred = x[i * d + j] - mean[j];
        deviation[j] += centred * centred / n;
      }
    }
    for (int j = 0; j < d; j++) {
      // A constant such as 0.1 has a mean that is off by round-off and so a tiny deviation.
      deviation[j] = varies[j] ? Math.sqrt(deviation[j]) : 0;
    }
    return new Standardisation(mean, deviation);
  }

  /** The set in the new coordinates. */
  public Dataset apply(Dataset data) {
    int d = mean.length;
    if (data.dimension() != d) {
      throw new IllegalArgumentException(
          "statistics of %d features for %d".formatted(d, data.dimension()));
    }
    Matrix scaled = data.inputs().copy();
    double[] x = scaled.data();
    for (int i = 0; i < x.length; i++) {
      int j = i % d;
      x[i] = deviation[j] == 0 ? 0 : (x[i] - mean[j]) / deviation[j];
    }
    return data.with(scaled);
  }
}
