package gradus.study;

import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One value of a study with the path of its key, read as the type that is expected there.
 *
 * @param node the value
 * @param path its key, as {@code arms[1].step}
 */
record YamlValue(YamlNode node, String path) {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final double LARGEST_WHOLE = 0x1p53;

  /** Characters, at least one. */
  String text() {
    if (node instanceof YamlNode.Scalar scalar && !scalar.value().isBlank()) {
      return scalar.value();
    }
    throw wrong("a text");
  }

  /** One of the given words. */
  String oneOf(Collection<String> words) {
    String came = text();
    if (!words.contains(came)) {
      throw error(
          "'%s' is not known%s; allowed: %s"
              .formatted(came, Suggestion.didYouMean(came, words), String.join(", ", words)));
    }
    return came;
  }

  /** A finite number. */
  double number() {
    return number("a number");
  }

  private double number(String expected) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && NUMBER.matcher(scalar.value()).matches()) {
      double value = Double.parseDouble(scalar.value());
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw wrong(expected);
  }

  /** A number above zero. */
  double positive() {
    return number("a number > 0", 0, Double.POSITIVE_INFINITY, false);
  }

  /** A number in [from, to]. */
  double atMost(double from, double to) {
    String expected = "a number in [%s, %s]".formatted(from, to);
    double value = number(expected);
    if (value < from || value > to) {
      throw wrong(expected);
    }
    return value;
  }

  /** A number in (from, to). */
  double between(double from, double to) {
    return number("a number in (%s, %s)".formatted(from, to), from, to, false);
  }

  /** A number in [from, to). */
  double within(double from, double to) {
    return number("a number in [%s, %s)".formatted(from, to), from, to, true);
  }

  private double number(String expected, double from, double to, boolean closed) {
    double value = number(expected);
    if (value < from || value >= to || (value == from && !closed)) {
      throw wrong(expected);
    }
    return value;
  }

  /** A whole number in [from, to]; 1e6 is whole too. */
  long whole(long from, long to) {
    String expected =
        to == Long.MAX_VALUE
            ? "a whole number >= " + from
            : "a whole number from %d to %d".formatted(from, to);
    if (node instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && scalar.value().matches("[-+]?[0-9]{1,18}")) {
      long value = Long.parseLong(scalar.value());
      if (value < from || value > to) {
        throw wrong(expected);
      }
      return value;
    }
    double value = number(expected);
    boolean exact = value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
    long whole = exact ? (long) value : 0;
    if (!exact || whole < from || whole > to) {
      throw wrong(expected);
    }
    return whole;
  }

  /** A whole number that fits an {@code int}. */
  int whole(int from, int to) {
    return (int) whole((long) from, (long) to);
  }

  /** true or false. */
  boolean yesNo() {
    if (node instanceof YamlNode.Scalar scalar && scalar.plain()) {
      switch (scalar.value()) {
        case "true" -> {
          return true;
        }
        case "false" -> {
          return false;
        }
        default -> {}
      }
    }
    throw wrong("true or false");
  }

  /** The entries of a list. */
  List<YamlValue> list(String what) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw wrong("a list of " + what);
    }
    List<YamlValue> values = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      values.add(new YamlValue(sequence.items().get(i), path + "[" + i + "]"));
    }
    return values;
  }

  /** The entries of a list, or the single value as a list of one. */
  List<YamlValue> listOrOne(String what) {
    return node instanceof YamlNode.Scalar ? List.of(this) : list(what);
  }

  /** Keys and values with these keys allowed. */
  YamlMap map(String example, List<String> allowed) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw wrong("keys and values, as " + example);
    }
    return YamlMap.of(mapping, path, allowed);
  }

  /** An error about this value. */
  RuntimeException error(String message) {
    return node.place().error(path + ": " + message);
  }

  private RuntimeException wrong(String expected) {
    return error("expected %s, but %s came".formatted(expected, node.kind()));
  }
}
