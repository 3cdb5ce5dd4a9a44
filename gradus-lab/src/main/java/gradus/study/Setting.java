package gradus.study;

import gradus.num.BadInput;
import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One change to a study from the command line: {@code arms.descent.step=0.05}.
 *
 * <p>A path goes down by keys; in a list by the {@code name} of an entry, or by its number from 0.
 * The value is YAML. Keys that do not exist yet are added; whether they are allowed is for the
 * reader of the study to say.
 *
 * @param argument the argument as typed
 * @param path the keys, outermost first
 * @param value the value to put there
 */
record Setting(String argument, List<String> path, YamlNode value) {
  /** Reads {@code PATH=VALUE}. */
  static Setting of(String argument) {
    int equals = argument.indexOf('=');
    String place = "--set " + argument;
    if (equals <= 0) {
      throw BadInput.in(place, "expected PATH=VALUE, as arms.descent.step=0.05");
    }
    List<String> path = List.of(argument.substring(0, equals).split("\\.", -1));
    if (path.stream().anyMatch(String::isBlank)) {
      throw BadInput.in(place, "the path has an empty part; write it as arms.descent.step");
    }
    String text = argument.substring(equals + 1);
    if (text.isBlank()) {
      throw BadInput.in(place, "has no value; write PATH=VALUE");
    }
    return new Setting(
        argument, path, anchored(YamlDocument.parse(place, text), new Place(place, 0)));
  }

  /** The study with this change. */
  YamlNode apply(YamlNode root) {
    return replaced(root, 0);
  }

  private YamlNode replaced(YamlNode node, int depth) {
    if (depth == path.size()) {
      return value;
    }
    String key = path.get(depth);
    return switch (node) {
      case YamlNode.Mapping map -> {
        YamlNode child = map.entries().get(key);
        YamlNode under = child == null ? new YamlNode.Mapping(Map.of(), Map.of(), here()) : child;
        yield map.with(key, replaced(under, depth + 1));
      }
      case YamlNode.Sequence list -> {
        int index = index(list, key);
        List<YamlNode> items = new ArrayList<>(list.items());
        items.set(index, replaced(items.get(index), depth + 1));
        yield new YamlNode.Sequence(items, list.place());
      }
      case YamlNode.Scalar scalar ->
          throw here()
              .error(
                  "'%s' is a single value (%s); nothing lies below it"
                      .formatted(String.join(".", path.subList(0, depth)), scalar.value()));
    };
  }

  private int index(YamlNode.Sequence list, String key) {
    List<String> names = list.items().stream().map(Setting::name).toList();
    int byName = names.indexOf(key);
    if (byName >= 0) {
      return byName;
    }
    if (key.matches("[0-9]{1,6}") && Integer.parseInt(key) < names.size()) {
      return Integer.parseInt(key);
    }
    List<String> known = names.stream().filter(name -> !name.isEmpty()).toList();
    throw here()
        .error(
            "no entry '%s'%s; there are %d%s"
                .formatted(
                    key,
                    Suggestion.didYouMean(key, known),
                    names.size(),
                    known.isEmpty() ? ", counted from 0" : ": " + String.join(", ", known)));
  }

  private static String name(YamlNode item) {
    return item instanceof YamlNode.Mapping map
            && map.entries().get("name") instanceof YamlNode.Scalar scalar
        ? scalar.value()
        : "";
  }

  private Place here() {
    return new Place("--set " + argument, 0);
  }

  /** Line numbers inside an argument mean nothing; every piece stands at the argument. */
  private static YamlNode anchored(YamlNode node, Place place) {
    return switch (node) {
      case YamlNode.Scalar s -> new YamlNode.Scalar(s.value(), s.plain(), place);
      case YamlNode.Sequence s ->
          new YamlNode.Sequence(s.items().stream().map(i -> anchored(i, place)).toList(), place);
      case YamlNode.Mapping m -> {
        YamlNode.Mapping copy = new YamlNode.Mapping(Map.of(), Map.of(), place);
        for (Map.Entry<String, YamlNode> entry : m.entries().entrySet()) {
          copy = copy.with(entry.getKey(), anchored(entry.getValue(), place));
        }
        yield copy;
      }
    };
  }
}
