package gradus.figure;

/** What joins the points of a series. */
public enum Style {
  /** Straight lines from point to point. */
  LINE,
  /** Nothing: the points stand alone. */
  POINTS,
  /** Each value holds until the next point. */
  STEPS
}
