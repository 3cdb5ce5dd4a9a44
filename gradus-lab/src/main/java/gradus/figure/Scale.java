package gradus.figure;

/** How an axis maps values to places. */
public enum Scale {
  /** Equal differences take equal space; the only scale that shows zero and negative values. */
  LINEAR,
  /** Equal ratios take equal space; values that are not positive cannot be shown. */
  LOG10;

  /** Whether the value {@code v} has a place on an axis of this scale. */
  public boolean shows(double v) {
    return Double.isFinite(v) && (this == LINEAR || v > 0);
  }

  /** The place of {@code v}, in units in which the axis is even. */
  public double place(double v) {
    return this == LINEAR ? v : Math.log10(v);
  }

  /** The value at a place; the inverse of {@link #place}. */
  public double value(double place) {
    return this == LINEAR ? place : Math.pow(10, place);
  }
}
