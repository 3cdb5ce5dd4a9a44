package gradus.data;

import gradus.num.BadInput;

/** Checks that an argument of a law lies in its range. */
final class Range {
  /** The largest dimension, width or degree that a law takes. */
  static final int MOST = 1_000_000;

  private Range() {}

  /** Refuses an integer outside [low, high]. */
  static void check(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new BadInput(
          "%s must be a whole number from %d to %d, but %d came".formatted(what, low, high, value));
    }
  }

  /** Refuses a number outside [low, high]. */
  static void check(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new BadInput(
          "%s must lie between %s and %s, but %s came"
              .formatted(what, Range.text(low), Range.text(high), Range.text(value)));
    }
  }

  /** A number as short as it can be read back exactly: 2, 0.1, 1.0E-9. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
