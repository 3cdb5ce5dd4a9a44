package gradus.study;

import gradus.num.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys with values of which only certain keys are allowed.
 *
 * <p>A key that is not allowed is an error the moment the map is opened, before any other
 * complaint, because a misspelt key is the likeliest cause of a missing one.
 */
final class YamlMap {
  private final YamlNode.Mapping mapping;
  private final String path;
  private final List<String> allowed;

  private YamlMap(YamlNode.Mapping mapping, String path, List<String> allowed) {
    this.mapping = mapping;
    this.path = path;
    this.allowed = allowed;
  }

  /** Opens keys and values at a path ("" for the whole document). */
  static YamlMap of(YamlNode.Mapping mapping, String path, List<String> allowed) {
    for (Map.Entry<String, Place> entry : mapping.keys().entrySet()) {
      String key = entry.getKey();
      if (!allowed.contains(key)) {
        throw entry
            .getValue()
            .error(
                "unknown key '%s'%s%s; allowed here: %s"
                    .formatted(
                        key,
                        path.isEmpty() ? "" : " in " + path,
                        Suggestion.didYouMean(key, allowed),
                        String.join(", ", allowed)));
      }
    }
    return new YamlMap(mapping, path, allowed);
  }

  /** The value of a key, empty where the key is absent. */
  Optional<YamlValue> at(String key) {
    if (!allowed.contains(key)) {
      throw new IllegalArgumentException("'" + key + "' is not among the allowed keys");
    }
    YamlNode node = mapping.entries().get(key);
    return node == null ? Optional.empty() : Optional.of(new YamlValue(node, child(key)));
  }

  /** The value of a key that must be there; the hint says how to write it. */
  YamlValue require(String key, String hint) {
    return at(key)
        .orElseThrow(
            () ->
                error(
                    "the key '%s' is missing%s; write %s"
                        .formatted(key, path.isEmpty() ? "" : " in " + path, hint)));
  }

  /** Whether the key is there. */
  boolean has(String key) {
    return at(key).isPresent();
  }

  /** An error about these keys as a whole. */
  RuntimeException error(String message) {
    return mapping.place().error(message);
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
