package gradus.figure;

/**
 * A thin line across the whole figure that marks one value, such as a switch of the support vector
 * or the margin that a theorem predicts.
 *
 * @param direction upright at an abscissa, or level at an ordinate
 * @param at the marked value
 * @param label what it marks; may hold TeX
 */
public record Mark(Direction direction, double at, String label) {
  /** Which way a mark runs. */
  public enum Direction {
    /** Upright, at a value of the x axis. */
    UPRIGHT,
    /** Level, at a value of the y axis. */
    LEVEL
  }

  public Mark {
    if (!Double.isFinite(at)) {
      throw new IllegalArgumentException("mark '" + label + "' at " + at);
    }
  }

  /** An upright line at abscissa {@code x}. */
  public static Mark atX(double x, String label) {
    return new Mark(Direction.UPRIGHT, x, label);
  }

  /** A level line at ordinate {@code y}. */
  public static Mark atY(double y, String label) {
    return new Mark(Direction.LEVEL, y, label);
  }
}
