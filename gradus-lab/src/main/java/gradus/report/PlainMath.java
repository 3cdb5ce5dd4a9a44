package gradus.report;

import java.util.regex.Pattern;

/**
 * Reads a TeX formula and writes it in plain Unicode, for places where no formula can be set.
 *
 * <p>{@code \log_{10}\hat R} becomes {@code log₁₀ R̂}. Scripts without a Unicode form are kept with
 * their sign, as {@code W_(out)}; unknown commands are shown by their name.
 */
final class PlainMath {
  private static final int MAX_DEPTH = 50;
  private static final Pattern RELATION = Pattern.compile("([=<>≤≥≠≈∼∝≡≪≫→∈])");

  private static final Pattern FACTOR = Pattern.compile("[0-9.]+|.[₀-₉⁰-⁹²³¹⁻′̂̄̃]*");

  private final String tex;
  private int at;
  private int depth;

  private PlainMath(String tex) {
    this.tex = tex;
  }

  /** The formula {@code tex}, given without delimiters, as plain text. */
  static String of(String tex) {
    String text = new PlainMath(tex).sequence('\0');
    return RELATION.matcher(text).replaceAll(" $1 ").replaceAll("\\s+", " ").strip();
  }

  /** Everything up to {@code end}, which is consumed. */
  private String sequence(char end) {
    StringBuilder text = new StringBuilder();
    while (at < tex.length()) {
      if (tex.charAt(at) == end) {
        at++;
        break;
      }
      append(text);
    }
    return text.toString();
  }

  private void append(StringBuilder text) {
    char c = tex.charAt(at);
    switch (c) {
      case '_' -> {
        at++;
        text.append(script('_', argument()));
      }
      case '^' -> {
        at++;
        text.append(script('^', argument()));
      }
      default -> {
        boolean word = c == '\\' && at + 1 < tex.length() && isLetter(tex.charAt(at + 1));
        String atom = atom();
        boolean letter = !atom.isEmpty() && Character.isLetter(atom.codePointAt(0));
        if (letter && (endsInWord(text) || (word && needsGap(text, atom)))) {
          text.append(' ');
        }
        text.append(atom);
      }
    }
  }

  /** One character, group or command, without the scripts that follow it. */
  private String atom() {
    char c = tex.charAt(at++);
    return switch (c) {
      case '{' -> group();
      case '}', '$', '&' -> "";
      case '~' -> " ";
      case '-' -> "−";
      case '\'' -> "′";
      case '\\' -> command();
      default -> String.valueOf(c);
    };
  }

  private String group() {
    if (++depth > MAX_DEPTH) {
      at = tex.length();
      return "…";
    }
    String inside = sequence('}');
    depth--;
    return inside;
  }

  private String argument() {
    while (at < tex.length() && tex.charAt(at) == ' ') {
      at++;
    }
    return at < tex.length() ? nested() : "";
  }

  private String nested() {
    if (++depth > MAX_DEPTH) {
      at = tex.length();
      return "…";
    }
    String inside = atom();
    depth--;
    return inside;
  }

  private String command() {
    if (at >= tex.length()) {
      return "";
    }
    if (!isLetter(tex.charAt(at))) {
      char c = tex.charAt(at++);
      return switch (c) {
        case '|' -> "‖";
        case ',', ';', ':', ' ', '\\' -> " ";
        case '!' -> "";
        default -> String.valueOf(c);
      };
    }
    int start = at;
    while (at < tex.length() && isLetter(tex.charAt(at))) {
      at++;
    }
    String name = tex.substring(start, at);
    while (at < tex.length() && tex.charAt(at) == ' ') {
      at++;
    }
    return named(name);
  }

  private String named(String name) {
    String accent = MathSymbols.accent(name);
    if (accent != null) {
      return argument() + accent;
    }
    String symbol = MathSymbols.command(name);
    if (symbol != null) {
      return symbol;
    }
    return switch (name) {
      case "frac", "tfrac", "dfrac" -> factor(argument()) + "/" + factor(argument());
      case "sqrt" -> "√" + factor(argument());
      case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits" -> "";
      case "quad", "qquad" -> " ";
      case "mathbb",
          "mathcal",
          "mathrm",
          "mathbf",
          "boldsymbol",
          "text",
          "textrm",
          "operatorname" ->
          argument();
      default -> name;
    };
  }

  private static String script(char sign, String text) {
    if (text.equals("∞")) {
      return text;
    }
    String set = sign == '_' ? MathSymbols.lowered(text) : MathSymbols.raised(text);
    return set != null ? set : sign + bracketed(text);
  }

  /** The text itself when it is one letter or number, in brackets otherwise. */
  private static String bracketed(String text) {
    boolean single = text.codePoints().allMatch(Character::isLetterOrDigit);
    return single || text.codePointCount(0, text.length()) == 1 ? text : "(" + text + ")";
  }

  /** The text itself when it is a number or one letter, perhaps with scripts; or in brackets. */
  private static String factor(String text) {
    return text.isEmpty() || FACTOR.matcher(text).matches() ? text : "(" + text + ")";
  }

  /** Whether a word like log needs a space before it. */
  private static boolean needsGap(StringBuilder before, String word) {
    boolean function = word.length() > 1 && isLetter(word.charAt(0));
    return function
        && !before.isEmpty()
        && Character.isLetterOrDigit(before.codePointBefore(before.length()));
  }

  /** Whether the text ends in a function's name, with or without a script. */
  private static boolean endsInWord(StringBuilder text) {
    int end = text.length();
    while (end > 0 && "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > 0 && isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, end);
    return word.length() > 1 && word.equals(MathSymbols.command(word));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
