package gradus.figure;

/**
 * A named sequence of points of a figure.
 *
 * <p>A point whose x or y is not finite is a gap: a line ends before it and begins again after it.
 * Series of one figure with the same name share a colour and an entry of the legend.
 *
 * @param name shown in the legend; may hold TeX
 * @param x (n) abscissas, in the order in which the points are joined
 * @param y (n) ordinates
 * @param style line, points or steps
 * @param colour a place in the palette from 0, or {@link #BY_NAME}
 * @param dash how a line is drawn
 */
public record Series(String name, double[] x, double[] y, Style style, int colour, Dash dash) {
  /** The colour is the next one that no other name of the figure has. */
  public static final int BY_NAME = -1;

  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '" + name + "' has " + x.length + " abscissas and " + y.length + " ordinates");
    }
    if (colour < BY_NAME) {
      throw new IllegalArgumentException("series '" + name + "' has colour " + colour);
    }
  }

  /** Points joined by a line. */
  public static Series line(String name, double[] x, double[] y) {
    return new Series(name, x, y, Style.LINE, BY_NAME, Dash.SOLID);
  }

  /** Points that stand alone. */
  public static Series points(String name, double[] x, double[] y) {
    return new Series(name, x, y, Style.POINTS, BY_NAME, Dash.SOLID);
  }

  /** Values that hold until the next point. */
  public static Series steps(String name, double[] x, double[] y) {
    return new Series(name, x, y, Style.STEPS, BY_NAME, Dash.SOLID);
  }

  /** The same in a given colour of the palette, so that an arm looks alike in all figures. */
  public Series coloured(int place) {
    return new Series(name, x, y, style, place, dash);
  }

  /** The same with another kind of line. */
  public Series dashed(Dash newDash) {
    return new Series(name, x, y, style, colour, newDash);
  }
}
