package gradus.study;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML into {@link YamlNode}s with their places.
 *
 * <p>The text is untrusted: its size, its nesting and its number of nodes are bounded (aliases are
 * counted each time they are used, so that a nest of them cannot grow), keys may not repeat, and
 * tags that would build objects have no effect because nothing is built but nodes.
 */
final class YamlDocument {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NODES = 20_000;

  private final String source;
  private int nodes;

  private YamlDocument(String source) {
    this.source = source;
  }

  /** The text of a file of at most 1 MiB, in UTF-8. */
  static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw BadInput.in(file, "is a directory; a study is one YAML file");
      }
      if (!Files.exists(file)) {
        throw BadInput.in(file, "no such file; give the path of a study in YAML");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw BadInput.in(file, "is larger than 1 MiB, too large for a study");
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInput(file + ": is not UTF-8 text; a study is a YAML file", e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The document in {@code text}; errors name {@code source} and the line. */
  static YamlNode parse(String source, String text) {
    YamlDocument document = new YamlDocument(source);
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(MAX_BYTES).build();
    try {
      document.boundEvents(new Parse(settings).parseString(text));
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw BadInput.in(source, "is empty");
      }
      return document.convert(root.get(), 0);
    } catch (MarkedYamlEngineException e) {
      String problem = e.getProblem() == null ? "cannot be read" : e.getProblem();
      throw document.place(e.getProblemMark()).error("not valid YAML: " + oneLine(problem));
    } catch (YamlEngineException e) {
      throw new BadInput(
          source + ": not valid YAML: " + oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  /** The composer is recursive; depth and size are checked on the flat events before it runs. */
  private void boundEvents(Iterable<Event> events) {
    int depth = 0;
    int count = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw place(event.getStartMark()).error("nested deeper than " + MAX_DEPTH + " levels");
      }
      if (++count > 2 * MAX_NODES) {
        throw place(event.getStartMark()).error("has too many values for a study");
      }
    }
  }

  private YamlNode convert(Node node, int depth) {
    Place place = place(node.getStartMark());
    if (depth > MAX_DEPTH) {
      throw place.error("nested deeper than " + MAX_DEPTH + " levels (an alias of itself?)");
    }
    if (++nodes > MAX_NODES) {
      throw place.error("has more than " + MAX_NODES + " values (aliases counted); too many");
    }
    return switch (node) {
      case ScalarNode scalar -> new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), place);
      case SequenceNode list -> {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : list.getValue()) {
          items.add(convert(item, depth + 1));
        }
        yield new YamlNode.Sequence(items, place);
      }
      case MappingNode map -> mapping(map, place, depth);
      default -> throw place.error("cannot be read as a value, a list or keys and values");
    };
  }

  private YamlNode.Mapping mapping(MappingNode map, Place place, int depth) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Place> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      Place keyPlace = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw keyPlace.error("a key must be a word, not a list or keys and values");
      }
      Place first = keys.putIfAbsent(key.getValue(), keyPlace);
      if (first != null) {
        throw keyPlace.error(
            "the key '%s' stands twice (first in line %d); keep one"
                .formatted(key.getValue(), first.line()));
      }
      entries.put(key.getValue(), convert(tuple.getValueNode(), depth + 1));
    }
    return new YamlNode.Mapping(entries, keys, place);
  }

  private Place place(Optional<Mark> mark) {
    return new Place(source, mark.map(m -> m.getLine() + 1).orElse(0));
  }

  private static String oneLine(String s) {
    return s.replaceAll("\\s+", " ").strip();
  }
}
