package gradus.cli;

import java.util.Locale;

/** Results as lines of a key and a value. */
final class Lines {
  private Lines() {}

  static void add(StringBuilder text, String key, String value) {
    text.append(String.format(Locale.ROOT, "%-11s %s%n", key, value));
  }

  static String number(double v) {
    return String.format(Locale.ROOT, "%.12g", v);
  }

  static String shorter(double v) {
    return String.format(Locale.ROOT, "%.4g", v);
  }
}
