package gradus.report;

import gradus.figure.Scale;
import java.util.Arrays;

/**
 * Chooses the points of a long series that a picture needs.
 *
 * <p>The axis is cut into strips that take equal space; of the points in a strip the first, the
 * last, the lowest and the highest stay, and the first gap. A drawing at the width of the strips
 * looks the same, and no peak is lost. Points whose abscissas do not ascend (a path in the plane)
 * are cut into runs of equal number instead.
 */
final class Thinning {
  private static final int KEPT_PER_STRIP = 5;

  private Thinning() {}

  /**
   * The places, ascending, of at most {@code limit} points to draw.
   *
   * @param x (n) abscissas
   * @param y (n) ordinates; NaN is a gap
   * @param scale of the x axis
   * @param limit at least 10
   */
  static int[] of(double[] x, double[] y, Scale scale, int limit) {
    int n = x.length;
    if (n <= limit) {
      return all(n);
    }
    int strips = limit / KEPT_PER_STRIP;
    double[] place = ascendingPlaces(x, scale);
    double left = first(place);
    double right = last(place);
    boolean byPlace = left < right;
    int[] kept = new int[strips * KEPT_PER_STRIP];
    int count = 0;
    int from = 0;
    for (int strip = 0; strip < strips && from < n; strip++) {
      int to = from;
      if (strip == strips - 1) {
        to = n;
      } else if (byPlace) {
        double edge = left + (right - left) * (strip + 1) / strips;
        while (to < n && !(place[to] > edge)) {
          to++;
        }
      } else {
        to = (int) ((long) n * (strip + 1) / strips);
      }
      count = keep(y, from, to, kept, count);
      from = to;
    }
    return Arrays.copyOf(kept, count);
  }

  /** Adds the places of one strip, ascending and each once. */
  private static int keep(double[] y, int from, int to, int[] kept, int count) {
    if (from >= to) {
      return count;
    }
    int low = -1;
    int high = -1;
    int gap = -1;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(y[i])) {
        gap = gap < 0 ? i : gap;
      } else {
        low = low < 0 || y[i] < y[low] ? i : low;
        high = high < 0 || y[i] > y[high] ? i : high;
      }
    }
    int[] strip = {from, low, high, gap, to - 1};
    Arrays.sort(strip);
    int previous = -1;
    int next = count;
    for (int i : strip) {
      if (i >= 0 && i != previous) {
        kept[next++] = i;
        previous = i;
      }
    }
    return next;
  }

  /** The places on the axis, or no places when they do not ascend. */
  private static double[] ascendingPlaces(double[] x, Scale scale) {
    double[] place = new double[x.length];
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      place[i] = scale.shows(x[i]) ? scale.place(x[i]) : Double.NaN;
      if (place[i] < last) {
        return new double[0];
      }
      last = Double.isNaN(place[i]) ? last : place[i];
    }
    return place;
  }

  private static double first(double[] place) {
    for (double p : place) {
      if (!Double.isNaN(p)) {
        return p;
      }
    }
    return Double.NaN;
  }

  private static double last(double[] place) {
    for (int i = place.length - 1; i >= 0; i--) {
      if (!Double.isNaN(place[i])) {
        return place[i];
      }
    }
    return Double.NaN;
  }

  private static int[] all(int n) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
