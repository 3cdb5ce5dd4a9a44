package gradus.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML document that knows where it stands. Values are immutable. */
sealed interface YamlNode {
  /** Where this piece begins. */
  Place place();

  /** What this piece is, in the words of an error message. */
  String kind();

  /**
   * A single value.
   *
   * @param value the characters, quotes taken off
   * @param plain whether it stood without quotes, so that it may be a number or a yes-no
   * @param place where it stands
   */
  record Scalar(String value, boolean plain, Place place) implements YamlNode {
    @Override
    public String kind() {
      return plain && value.isEmpty() ? "nothing" : "'" + abbreviated(value) + "'";
    }

    private static String abbreviated(String s) {
      String line = s.replaceAll("\\s+", " ");
      return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
  }

  /**
   * A list.
   *
   * @param items the entries in order
   * @param place where it begins
   */
  record Sequence(List<YamlNode> items, Place place) implements YamlNode {
    /** Copies the entries. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Keys with values.
   *
   * @param entries the values by key, in the order written
   * @param keys where each key stands
   * @param place where it begins
   */
  record Mapping(Map<String, YamlNode> entries, Map<String, Place> keys, Place place)
      implements YamlNode {
    /** Copies the entries and keeps their order. */
    public Mapping {
      entries = new LinkedHashMap<>(entries);
      keys = new LinkedHashMap<>(keys);
    }

    @Override
    public String kind() {
      return "a list of keys and values";
    }

    /** The same mapping with one value replaced or added. */
    Mapping with(String key, YamlNode value) {
      Map<String, YamlNode> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      Map<String, Place> places = new LinkedHashMap<>(keys);
      places.putIfAbsent(key, value.place());
      return new Mapping(changed, places, place);
    }
  }
}
