package gradus.figure;

/** How a line is drawn; tells apart what shares a colour. */
public enum Dash {
  /** One unbroken line. */
  SOLID,
  /** Long strokes. */
  DASHED,
  /** Dots. */
  DOTTED
}
