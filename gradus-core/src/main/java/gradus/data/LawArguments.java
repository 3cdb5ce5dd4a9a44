package gradus.data;

import gradus.num.BadInput;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments {@code key=value,key=value} of a law as a user typed them. */
final class LawArguments {
  private final String law;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  LawArguments(String law, String text) {
    this.law = law;
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals).strip();
      if (key.isEmpty()) {
        throw new BadInput(
            "law %s: arguments read 'name=value,name=value', but '%s' came"
                .formatted(law, Excerpt.of(part.strip())));
      }
      if (given.put(key, part.substring(equals + 1).strip()) != null) {
        throw new BadInput("law %s: '%s' is given twice".formatted(law, Excerpt.of(key)));
      }
    }
  }

  int integer(String key, int otherwise) {
    return text(key).map(t -> parse(key, t, "a whole number", Integer::valueOf)).orElse(otherwise);
  }

  Optional<Long> longInteger(String key) {
    return text(key).map(t -> parse(key, t, "a whole number", Long::valueOf));
  }

  double real(String key, double otherwise) {
    return text(key)
        .map(
            t -> {
              double value = Decimal.parse(t);
              if (!Double.isFinite(value)) {
                throw wrong(key, "a number", t);
              }
              return value;
            })
        .orElse(otherwise);
  }

  boolean flag(String key) {
    return choice(key, List.of(false, true));
  }

  /** The allowed value whose text came, in any case; the first by default. */
  <T> T choice(String key, List<T> allowed) {
    List<String> texts =
        allowed.stream().map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
    String came = text(key).orElse(texts.getFirst()).toLowerCase(Locale.ROOT);
    int place = texts.indexOf(came);
    if (place < 0) {
      throw new BadInput(
          "law %s: %s is one of %s, but %s came"
              .formatted(law, key, Spelling.list(texts), Spelling.quoted(came, texts)));
    }
    return allowed.get(place);
  }

  /** Refuses arguments that nobody has asked for. */
  void refuseOthers() {
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        throw new BadInput(
            "law %s has no argument %s; it takes %s"
                .formatted(law, Spelling.quoted(key, known), Spelling.list(known)));
      }
    }
  }

  private Optional<String> text(String key) {
    known.add(key);
    return Optional.ofNullable(given.get(key));
  }

  private interface Parser<T> {
    T parse(String text);
  }

  private <T> T parse(String key, String text, String kind, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (NumberFormatException _) {
      throw wrong(key, kind, text);
    }
  }

  private BadInput wrong(String key, String kind, String came) {
    return new BadInput(
        "law %s: %s needs %s, but '%s' came".formatted(law, key, kind, Excerpt.of(came)));
  }
}
