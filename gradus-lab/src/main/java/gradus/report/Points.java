package gradus.report;

import gradus.figure.Band;
import gradus.figure.Figure;
import gradus.figure.Scale;
import gradus.figure.Series;
import java.util.stream.IntStream;

/**
 * The points of a series that a picture shows: few enough to draw, and NaN where there is a gap.
 *
 * @param x (m) abscissas
 * @param y (m) ordinates
 */
record Points(double[] x, double[] y) {
  /** The points of {@code s} that the axes of {@code figure} can show, at most {@code limit}. */
  static Points of(Figure figure, Series s, int limit) {
    double[] x = shown(s.x(), figure.x().scale());
    double[] y = shown(s.y(), figure.y().scale());
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i])) {
        y[i] = Double.NaN;
      }
    }
    int[] kept = Thinning.of(x, y, figure.x().scale(), limit);
    return new Points(pick(x, kept), pick(y, kept));
  }

  /** The band thinned so that its lowest and highest edges stay. */
  static Band of(Figure figure, Band band, int limit) {
    double[] x = shown(band.x(), figure.x().scale());
    double[] lower = shown(band.lower(), figure.y().scale());
    double[] upper = shown(band.upper(), figure.y().scale());
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i] + lower[i] + upper[i])) {
        lower[i] = Double.NaN;
        upper[i] = Double.NaN;
      }
    }
    Scale scale = figure.x().scale();
    int[] kept =
        IntStream.concat(
                IntStream.of(Thinning.of(x, lower, scale, limit / 2)),
                IntStream.of(Thinning.of(x, upper, scale, limit / 2)))
            .sorted()
            .distinct()
            .toArray();
    return new Band(band.name(), pick(x, kept), pick(lower, kept), pick(upper, kept));
  }

  private static double[] shown(double[] values, Scale scale) {
    double[] shown = new double[values.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = scale.shows(values[i]) ? values[i] : Double.NaN;
    }
    return shown;
  }

  private static double[] pick(double[] values, int[] places) {
    double[] picked = new double[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[places[i]];
    }
    return picked;
  }
}
