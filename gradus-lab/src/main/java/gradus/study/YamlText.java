package gradus.study;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@link YamlNode}s as YAML: one top-level key per block, one arm per line.
 *
 * <p>The form is canonical: it depends on the values and their order alone, so that its hash tells
 * whether two studies are the same.
 */
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.+/][A-Za-z0-9_.+/ ()^-]*");

  private YamlText() {}

  /** The document with this root. */
  static String of(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping top)) {
      return flow(root) + "\n";
    }
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, YamlNode> entry : top.entries().entrySet()) {
      out.append(key(entry.getKey())).append(':');
      List<YamlNode> items =
          entry.getValue() instanceof YamlNode.Sequence list ? list.items() : List.of();
      if (items.stream().anyMatch(YamlNode.Mapping.class::isInstance)) {
        out.append('\n');
        for (YamlNode item : items) {
          out.append("  - ").append(flow(item)).append('\n');
        }
      } else {
        out.append(' ').append(flow(entry.getValue())).append('\n');
      }
    }
    return out.toString();
  }

  private static String flow(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar.value(), scalar.plain());
      case YamlNode.Sequence list ->
          list.items().stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
      case YamlNode.Mapping map ->
          map.entries().entrySet().stream()
              .map(e -> key(e.getKey()) + ": " + flow(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String key(String key) {
    return scalar(key, true);
  }

  private static String scalar(String value, boolean plain) {
    boolean negative = value.startsWith("-") && value.length() > 1 && plain;
    String body = negative ? value.substring(1) : value;
    return plain && PLAIN.matcher(body).matches() && !body.endsWith(" ") ? value : quoted(value);
  }

  private static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\x%02x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
