package gradus.num;

/**
 * An estimate with the ends of an interval that holds the truth with a stated probability.
 *
 * @param estimate the best guess
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double estimate, double low, double high) {
  /** A number that is known. */
  public static Interval exact(double value) {
    return new Interval(value, value, value);
  }

  /**
   * Student's interval for the mean of independent samples, of which there must be two at least.
   *
   * @param level the probability that it holds the mean of normal samples, as 0.95
   */
  public static Interval ofMean(double[] samples, double level) {
    int k = samples.length;
    double mean = 0;
    for (double x : samples) {
      mean += x / k;
    }
    double square = 0;
    for (double x : samples) {
      square += (x - mean) * (x - mean);
    }
    double error = Math.sqrt(square / (k - 1) / k);
    double half = StudentT.quantile((1 + level) / 2, k - 1) * error;
    return new Interval(mean, mean - half, mean + half);
  }

  /** Half its length. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  /** Whether a number lies within. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /** The interval moved by an exact number. */
  public Interval plus(double exact) {
    return new Interval(estimate + exact, low + exact, high + exact);
  }

  /** The interval of a multiple, by a factor that is not negative. */
  public Interval times(double factor) {
    return new Interval(factor * estimate, factor * low, factor * high);
  }
}
