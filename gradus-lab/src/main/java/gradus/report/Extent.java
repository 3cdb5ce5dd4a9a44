package gradus.report;

import gradus.figure.Band;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Scale;
import gradus.figure.Series;

/**
 * The part of an axis that a figure occupies, in the places of its scale.
 *
 * @param low lower end
 * @param high upper end, above {@code low}
 */
record Extent(double low, double high) {
  /** What the x axis must reach. */
  static Extent ofX(Figure figure) {
    Builder all = new Builder(figure.x().scale());
    for (Series s : figure.series()) {
      for (int i = 0; i < s.x().length; i++) {
        all.add(s.x()[i], figure.y().scale().shows(s.y()[i]));
      }
    }
    figure.bands().forEach(band -> all.addAll(band.x()));
    addMarks(figure, Mark.Direction.UPRIGHT, all);
    return all.widened();
  }

  /** What the y axis must reach. */
  static Extent ofY(Figure figure) {
    Builder all = new Builder(figure.y().scale());
    for (Series s : figure.series()) {
      for (int i = 0; i < s.y().length; i++) {
        all.add(s.y()[i], figure.x().scale().shows(s.x()[i]));
      }
    }
    for (Band band : figure.bands()) {
      all.addAll(band.lower());
      all.addAll(band.upper());
    }
    addMarks(figure, Mark.Direction.LEVEL, all);
    return all.widened();
  }

  private static void addMarks(Figure figure, Mark.Direction direction, Builder all) {
    for (Mark mark : figure.marks()) {
      all.add(mark.at(), mark.direction() == direction);
    }
  }

  private static final class Builder {
    private final Scale scale;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    Builder(Scale scale) {
      this.scale = scale;
    }

    void add(double v, boolean counts) {
      if (counts && scale.shows(v)) {
        low = Math.min(low, scale.place(v));
        high = Math.max(high, scale.place(v));
      }
    }

    void addAll(double[] values) {
      for (double v : values) {
        add(v, true);
      }
    }

    /** The extent, with room around a single value, and [0, 1] around none. */
    Extent widened() {
      if (low > high) {
        return new Extent(0, 1);
      }
      // Below this share of its size a range is round-off, and ticks could not be told apart.
      double least = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
      if (high - low > least) {
        return new Extent(low, high);
      }
      double room = low == 0 ? 1 : Math.abs(low) * 0.5;
      return new Extent(low - room, high + room);
    }
  }
}
