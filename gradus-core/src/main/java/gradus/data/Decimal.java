package gradus.data;

import java.util.Locale;

/** Numbers as data files write them: digits, sign, point and exponent, and nothing else. */
final class Decimal {
  private Decimal() {}

  /**
   * The number, infinite for one as large as 1e999, or NaN where the text is no decimal number;
   * Java's own extras (0x1p3, 1f, the words NaN and Infinity) are none.
   */
  static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether the text is a decimal number. */
  static boolean matches(String text) {
    return !Double.isNaN(parse(text));
  }

  /** Whether the text stands for a number that is missing, undefined or infinite. */
  static boolean isMissing(String text) {
    String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return switch (bare.toLowerCase(Locale.ROOT)) {
      case "", "nan", "na", "n/a", "null", "none", "?", "inf", "infinity" -> true;
      default -> Double.isInfinite(parse(text));
    };
  }
}
