package gradus.report;

/**
 * The head of a column and how its cells are shown.
 *
 * @param title may hold TeX
 * @param align left or right
 * @param format how numbers are written
 */
public record Column(String title, Align align, Format format) {
  /** On which side the cells line up. */
  public enum Align {
    /** For words. */
    LEFT,
    /** For numbers. */
    RIGHT
  }

  /** How a number is written. */
  public enum Format {
    /** Four significant digits. */
    GENERAL,
    /** No fraction, digits in groups of three. */
    INTEGER,
    /** A share of one, as per cent. */
    PERCENT,
    /** Seconds, or minutes and hours when there are many. */
    SECONDS,
    /** A decimal logarithm v, written as the power 10^v that no {@code double} need hold. */
    POWER_OF_TEN
  }

  /** A column of words. */
  public static Column words(String title) {
    return new Column(title, Align.LEFT, Format.GENERAL);
  }

  /** A column of numbers of four significant digits. */
  public static Column numbers(String title) {
    return new Column(title, Align.RIGHT, Format.GENERAL);
  }

  /** A column of numbers in a given format. */
  public static Column numbers(String title, Format format) {
    return new Column(title, Align.RIGHT, format);
  }
}
