package gradus.report;

import gradus.data.Dataset;
import gradus.figure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines ⟨v, x⟩ = level in the plane of a data set's first two coordinates, cut to its frame. */
final class PlaneLines {
  private static final double BORDER = 0.05;

  /** So many that they are not drawn as points. */
  private static final int POINTS = 64;

  private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
  private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

  PlaneLines(Dataset data) {
    for (int n = 0; n < data.size(); n++) {
      for (int j = 0; j < 2; j++) {
        low[j] = Math.min(low[j], data.inputs().at(n, j));
        high[j] = Math.max(high[j], data.inputs().at(n, j));
      }
    }
    for (int j = 0; j < 2; j++) {
      double border = BORDER * Math.max(high[j] - low[j], Double.MIN_NORMAL);
      low[j] -= border;
      high[j] += border;
    }
  }

  /** The line, as far as it is within the frame; v has two entries, or a third for the bias. */
  Optional<Series> level(String name, double[] v, double level) {
    double right = level - (v.length > 2 ? v[2] : 0);
    List<double[]> ends = new ArrayList<>();
    for (int j = 0; j < 2; j++) {
      // Where the line crosses the two sides on which coordinate j is constant.
      int other = 1 - j;
      for (double side : new double[] {low[j], high[j]}) {
        double crossing = (right - v[j] * side) / v[other];
        if (crossing >= low[other] && crossing <= high[other]) {
          double[] end = new double[2];
          end[j] = side;
          end[other] = crossing;
          ends.add(end);
        }
      }
    }
    if (ends.size() < 2) {
      return Optional.empty();
    }
    double[] first = ends.getFirst();
    double[] last = first;
    for (double[] end : ends) {
      if (distance(end, first) > distance(last, first)) {
        last = end;
      }
    }
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double share = i / (POINTS - 1.0);
      x[i] = first[0] + share * (last[0] - first[0]);
      y[i] = first[1] + share * (last[1] - first[1]);
    }
    return Optional.of(Series.line(name, x, y));
  }

  /** In units of the frame. */
  private double distance(double[] a, double[] b) {
    return Math.abs(a[0] - b[0]) / (high[0] - low[0]) + Math.abs(a[1] - b[1]) / (high[1] - low[1]);
  }
}
