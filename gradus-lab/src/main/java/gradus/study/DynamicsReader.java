package gradus.study;

import gradus.flow.Dynamics;
import gradus.num.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the {@code dynamics} of an arm: a name, a name with its first parameter in parentheses, as
 * {@code tangent-gradient(1.5)}, or {@code {name: tangent-gradient, p: 1.5}}.
 */
final class DynamicsReader {
  private static final Pattern CALL = Pattern.compile("([A-Za-z-]+)\\(([^()]*)\\)");
  private static final String NAME = "name";

  /**
   * One dynamics as a study names it.
   *
   * @param parameters the keys of its parameters, the first of which may stand in parentheses
   * @param make makes it of them
   */
  private record Entry(List<String> parameters, Function<YamlMap, Dynamics> make) {}

  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    ALL.put("standard", new Entry(List.of(), _ -> Dynamics.standard()));
  }

  private DynamicsReader() {}

  static Dynamics read(YamlValue value) {
    return switch (value.node()) {
      case YamlNode.Scalar scalar -> named(value, scalar);
      case YamlNode.Mapping map -> keyed(value, map);
      case YamlNode.Sequence _ -> throw value.error("one dynamics for each arm, not a list");
    };
  }

  private static Dynamics named(YamlValue value, YamlNode.Scalar scalar) {
    Matcher call = CALL.matcher(value.text());
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    String name = call.matches() ? call.group(1) : value.text();
    Entry entry = entry(value, name);
    entries.put(NAME, new YamlNode.Scalar(name, true, scalar.place()));
    if (call.matches()) {
      if (entry.parameters().isEmpty()) {
        throw value.error("the dynamics %s has no parameter; write %s".formatted(name, name));
      }
      entries.put(
          entry.parameters().getFirst(),
          new YamlNode.Scalar(call.group(2).strip(), true, scalar.place()));
    }
    YamlNode.Mapping map = new YamlNode.Mapping(entries, Map.of(), scalar.place());
    return entry.make().apply(YamlMap.of(map, value.path(), keys(entry)));
  }

  private static Dynamics keyed(YamlValue value, YamlNode.Mapping map) {
    YamlNode name = map.entries().get(NAME);
    if (name == null) {
      throw value.error("the key 'name' is missing; write {name: tangent-gradient, p: 2}");
    }
    YamlValue named = new YamlValue(name, value.path() + "." + NAME);
    Entry entry = entry(named, named.text());
    return entry.make().apply(value.map("{name: " + named.text() + "}", keys(entry)));
  }

  private static List<String> keys(Entry entry) {
    return Stream.concat(Stream.of(NAME), entry.parameters().stream()).toList();
  }

  private static Entry entry(YamlValue value, String name) {
    Entry entry = ALL.get(name);
    if (entry == null) {
      throw value.error(
          "there is no dynamics '%s'%s; there are: %s"
              .formatted(
                  name,
                  Suggestion.didYouMean(name, ALL.keySet()),
                  String.join(", ", ALL.keySet())));
    }
    return entry;
  }
}
