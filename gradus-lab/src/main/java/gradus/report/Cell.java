package gradus.report;

/** What stands in one place of a table. */
public sealed interface Cell {
  /**
   * Words.
   *
   * @param text may hold TeX and code
   */
  record Words(String text) implements Cell {}

  /**
   * A number, shown in the format of its column; NaN is shown as a dash.
   *
   * @param value the number itself, by which the column is sorted
   */
  record Quantity(double value) implements Cell {}

  /**
   * A word with a colour, such as an outcome or a verdict.
   *
   * @param tone its weight
   * @param text one or two words
   */
  record Badge(Tone tone, String text) implements Cell {}

  /**
   * Words that lead to another page of the same report.
   *
   * @param text may hold TeX and code
   * @param href a file beside this page, with or without a place in it
   */
  record Link(String text, String href) implements Cell {
    public Link {
      if (!href.matches("[\\w.-]+\\.html(#[\\w-]+)?")) {
        throw new IllegalArgumentException("'" + href + "' is no page beside this one");
      }
    }
  }

  /** A cell of words. */
  static Cell of(String text) {
    return new Words(text);
  }

  /** A cell with a number. */
  static Cell of(double value) {
    return new Quantity(value);
  }

  /** A coloured word. */
  static Cell badge(Tone tone, String text) {
    return new Badge(tone, text);
  }
}
