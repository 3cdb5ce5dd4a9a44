package gradus.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as they are set in print: a true minus, thin spaces between thousands, powers of ten. */
final class NumberText {
  private static final char MINUS = '\u2212';
  private static final char THIN_SPACE = '\u202f';
  private static final String NOTHING = "\u2013";
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final double MAX_POWER = 300;
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final MathContext TICK_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private NumberText() {}

  /** The number as HTML, which needs no escaping. */
  static String html(double v, Column.Format format) {
    boolean beyondDoubles = Double.isFinite(v) && Math.abs(v) > MAX_POWER;
    return format == Column.Format.POWER_OF_TEN && beyondDoubles
        ? "10<sup>" + general(v) + "</sup>"
        : of(v, format);
  }

  private static String of(double v, Column.Format format) {
    if (Double.isNaN(v)) {
      return NOTHING;
    }
    if (Double.isInfinite(v)) {
      return v > 0 ? "∞" : MINUS + "∞";
    }
    return switch (format) {
      case GENERAL -> general(v);
      case INTEGER -> grouped(BigDecimal.valueOf(v).setScale(0, RoundingMode.HALF_EVEN));
      case PERCENT -> general(100 * v) + THIN_SPACE + "%";
      case SECONDS -> seconds(v);
      case POWER_OF_TEN -> general(Math.pow(10, v));
    };
  }

  /** Four significant digits; with a power of ten outside [1e-3, 1e6). */
  static String general(double v) {
    return rounded(v, FOUR_DIGITS);
  }

  /** A tick: all its digits, and none of the round-off behind them. */
  static String tick(double v) {
    return rounded(v, TICK_DIGITS);
  }

  private static String rounded(double v, MathContext digits) {
    if (v == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(v).round(digits).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -3 && exponent < 6) {
      return grouped(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
    BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
    String power = "10" + superscript(signed(Integer.toString(exponent)));
    if (mantissa.abs().compareTo(BigDecimal.ONE) == 0) {
      return mantissa.signum() < 0 ? MINUS + power : power;
    }
    return signed(mantissa.toPlainString()) + "·" + power;
  }

  private static String seconds(double v) {
    if (v < 120) {
      return String.format(Locale.ROOT, v < 10 ? "%.2f" : "%.1f", v) + THIN_SPACE + "s";
    }
    long minutes = Math.round(v / 60);
    String m = minutes % 60 + "" + THIN_SPACE + "min";
    return minutes < 60 ? m : minutes / 60 + "" + THIN_SPACE + "h " + m;
  }

  private static String grouped(BigDecimal v) {
    String plain = v.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder text = new StringBuilder(v.signum() < 0 ? String.valueOf(MINUS) : "");
    for (int i = 0; i < whole.length(); i++) {
      // Four digits stand together; from five on they are set in threes.
      if (i > 0 && whole.length() > 4 && (whole.length() - i) % 3 == 0) {
        text.append(THIN_SPACE);
      }
      text.append(whole.charAt(i));
    }
    return text.append(point < 0 ? "" : plain.substring(point)).toString();
  }

  private static String signed(String digits) {
    return digits.replace('-', MINUS);
  }

  /** A whole number as a superscript. */
  static String superscript(String number) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c >= '0' && c <= '9') {
        text.append(SUPERSCRIPTS.charAt(c - '0'));
      } else if (c == MINUS || c == '-') {
        text.append('⁻');
      } else {
        throw new IllegalArgumentException("no superscript of " + c);
      }
    }
    return text.toString();
  }
}
