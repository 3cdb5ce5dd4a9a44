package gradus.study;

import java.util.Arrays;
import java.util.List;

/**
 * How far the direction of one arm is from that of another at equal log t, in radians; NaN where
 * the other was not.
 *
 * @param logTime (n) natural logarithms of the time, ascending
 * @param whole (n) the angle between w / ‖w‖ and w' / ‖w'‖
 * @param byLayer (n) the angle between the weights with each layer divided by its norm: between
 *     (V_1, …, V_K) and (V'_1, …, V'_K)
 */
public record Angles(double[] logTime, double[] whole, double[] byLayer) {
  /**
   * The directions of an arm with the moments at which it had them.
   *
   * @param logTime (n) natural logarithms of the time, ascending, -∞ at the start
   * @param w (n) directions
   */
  record Path(double[] logTime, List<double[]> w) {}

  /**
   * The angles of an arm to a reference, whose directions between its moments are joined by
   * straight lines.
   *
   * @param sizes the number of weights of each layer, in their order
   */
  static Angles between(Path arm, Path reference, int[] sizes) {
    int n = Math.min(arm.logTime().length, arm.w().size());
    double[] whole = new double[n];
    double[] byLayer = new double[n];
    for (int i = 0; i < n; i++) {
      double[] other = at(reference, arm.logTime()[i]);
      boolean there = other.length > 0;
      whole[i] = there ? angle(unit(arm.w().get(i)), unit(other)) : Double.NaN;
      byLayer[i] = there ? angle(layers(arm.w().get(i), sizes), layers(other, sizes)) : Double.NaN;
    }
    return new Angles(Arrays.copyOf(arm.logTime(), n), whole, byLayer);
  }

  /** The reference at log t; of length 0 where it was not. */
  private static double[] at(Path reference, double logTime) {
    int n = Math.min(reference.logTime().length, reference.w().size());
    int place = Arrays.binarySearch(reference.logTime(), 0, n, logTime);
    if (place >= 0) {
      return reference.w().get(place);
    }
    int above = -place - 1;
    if (above == 0 || above == n) {
      return new double[0];
    }
    double from = reference.logTime()[above - 1];
    double to = reference.logTime()[above];
    // From the start, at log t = -∞, to the first step the way is straight in t.
    double share =
        from == Double.NEGATIVE_INFINITY ? Math.exp(logTime - to) : (logTime - from) / (to - from);
    double[] a = reference.w().get(above - 1);
    double[] b = reference.w().get(above);
    double[] between = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      between[i] = (1 - share) * a[i] + share * b[i];
    }
    return between;
  }

  private static double[] unit(double[] w) {
    return layers(w, new int[] {w.length});
  }

  /** Each layer divided by its norm. */
  private static double[] layers(double[] w, int[] sizes) {
    double[] v = w.clone();
    int from = 0;
    for (int size : sizes) {
      double square = 0;
      for (int i = from; i < from + size; i++) {
        square += w[i] * w[i];
      }
      for (int i = from; i < from + size; i++) {
        v[i] = w[i] / Math.sqrt(square);
      }
      from += size;
    }
    return v;
  }

  /** Kahan's form 2 atan(‖a - b‖ / ‖a + b‖) for vectors of one length, exact for small angles. */
  private static double angle(double[] a, double[] b) {
    double difference = 0;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      sum += (a[i] + b[i]) * (a[i] + b[i]);
    }
    return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
  }
}
