package gradus.study;

import gradus.loss.Loss;
import gradus.net.Layer;
import gradus.probe.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a study from YAML.
 *
 * <p>Every complaint is one line that names the file (or the setting), the line, the key, what came
 * and what is allowed. The first complaint ends the reading.
 */
public final class StudyReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "data",
          "network",
          "init",
          "loss",
          "seed",
          "seeds",
          "arms",
          "probes",
          "record",
          "checkpoint");
  private static final int MAX_SEEDS = 1000;

  private StudyReader() {}

  /**
   * The study in a file, with changes from the command line.
   *
   * @param settings changes as {@code PATH=VALUE}, applied in order
   */
  public static StudyText read(Path file, List<String> settings) {
    String text = YamlDocument.text(file);
    return parse(file.toString(), text, stem(file), settings);
  }

  /** The study in a text; errors name {@code source}. */
  static StudyText parse(String source, String text, String stem, List<String> settings) {
    YamlNode root = YamlDocument.parse(source, text);
    for (String setting : settings) {
      root = Setting.of(setting).apply(root);
    }
    if (!(root instanceof YamlNode.Mapping mapping)) {
      throw root.place().error("a study is keys and values, but it begins with " + root.kind());
    }
    Study study = study(YamlMap.of(mapping, "", KEYS), stem);
    return new StudyText(study, YamlText.of(root), settings.isEmpty() ? text : YamlText.of(root));
  }

  private static Study study(YamlMap map, String stem) {
    DataSpec data = DataReader.read(map.require("data", "data: {file: iris.csv, label: class}"));
    List<Layer> layers =
        LayerReader.read(map.require("network", "network: [dense 50 relu, dense 1]"));
    return new Study(
        map.at("name").map(ArmReader::fileSafe).orElse(stem),
        data,
        layers,
        map.at("init").map(StudyReader::init).orElse(new InitSpec.Drawn(InitSpec.Scheme.HE, 1)),
        loss(map.require("loss", "loss: exponential")),
        ArmReader.read(
            map.require("arms", "arms: [{name: descent, solver: descent, step: 0.1, ...}]"),
            data,
            layers),
        seeds(map),
        map.at("probes").map(StudyReader::probes).orElse(Probe.usual()),
        map.at("record").map(StudyReader::record).orElse(new RecordSpec.LogSpaced(200)),
        map.at("checkpoint").map(StudyReader::checkpoint).orElse(new CheckpointSpec.Seconds(20)));
  }

  private static InitSpec init(YamlValue value) {
    YamlMap map =
        value.map(
            "{scheme: gaussian, scale: 0.1} or {file: weights.json}",
            List.of("scheme", "scale", "file"));
    Optional<YamlValue> file = map.at("file");
    if (file.isPresent()) {
      if (map.has("scheme") || map.has("scale")) {
        throw value.error("'file' stands beside 'scheme' or 'scale'; keep one way to start");
      }
      return new InitSpec.File(file.get().text());
    }
    List<String> labels = Stream.of(InitSpec.Scheme.values()).map(InitSpec.Scheme::label).toList();
    String label = map.require("scheme", "scheme: gaussian").oneOf(labels);
    InitSpec.Scheme scheme =
        Stream.of(InitSpec.Scheme.values())
            .filter(s -> s.label().equals(label))
            .findFirst()
            .orElseThrow();
    if (scheme == InitSpec.Scheme.FIXED_SIGNS && map.has("scale")) {
      throw map.at("scale").orElseThrow().error("fixed-signs has no scale; take it out");
    }
    return new InitSpec.Drawn(scheme, map.at("scale").map(YamlValue::positive).orElse(1.0));
  }

  private static Loss loss(YamlValue value) {
    return Loss.named(value.oneOf(Loss.all().stream().map(Loss::label).toList()));
  }

  private static List<Long> seeds(YamlMap map) {
    Optional<YamlValue> one = map.at("seed");
    Optional<YamlValue> several = map.at("seeds");
    if (one.isPresent() && several.isPresent()) {
      throw several.get().error("stands beside 'seed'; keep one of the two");
    }
    if (several.isEmpty()) {
      return List.of(one.map(v -> v.whole(0L, Long.MAX_VALUE)).orElse(1L));
    }
    List<YamlValue> values = several.get().list("seeds, as [1, 2, 3]");
    Set<Long> seeds = new LinkedHashSet<>();
    for (YamlValue v : values) {
      if (!seeds.add(v.whole(0L, Long.MAX_VALUE))) {
        throw v.error("stands twice; give each seed once");
      }
    }
    if (seeds.isEmpty() || seeds.size() > MAX_SEEDS) {
      throw several.get().error("1 to %d seeds are needed".formatted(MAX_SEEDS));
    }
    return new ArrayList<>(seeds);
  }

  private static List<Probe> probes(YamlValue value) {
    List<Probe> all = Probe.all();
    List<String> labels = all.stream().map(Probe::label).toList();
    Set<String> chosen = new LinkedHashSet<>();
    for (YamlValue v : value.list("probes, of " + String.join(", ", labels))) {
      chosen.add(v.oneOf(labels));
    }
    return all.stream().filter(probe -> chosen.contains(probe.label())).toList();
  }

  private static RecordSpec record(YamlValue value) {
    YamlMap map =
        value.map(
            "{log-spaced: 200}, {every: 100} or {at: [0, 10, 100]}",
            List.of("every", "log-spaced", "at"));
    String kind = only(map, value, "every", "log-spaced", "at");
    YamlValue v = map.require(kind, "");
    return switch (kind) {
      case "every" -> new RecordSpec.Every(v.whole(1L, Long.MAX_VALUE));
      case "log-spaced" -> new RecordSpec.LogSpaced(v.whole(1, 1_000_000));
      default -> new RecordSpec.At(steps(v));
    };
  }

  private static List<Long> steps(YamlValue value) {
    long[] steps =
        value.list("steps, as [0, 10, 100]").stream()
            .mapToLong(v -> v.whole(0L, Long.MAX_VALUE))
            .sorted()
            .distinct()
            .toArray();
    return Arrays.stream(steps).boxed().toList();
  }

  private static CheckpointSpec checkpoint(YamlValue value) {
    YamlMap map = value.map("{seconds: 20} or {steps: 10000}", List.of("seconds", "steps"));
    String kind = only(map, value, "seconds", "steps");
    YamlValue v = map.require(kind, "");
    return kind.equals("steps")
        ? new CheckpointSpec.Steps(v.whole(1L, Long.MAX_VALUE))
        : new CheckpointSpec.Seconds(v.positive());
  }

  private static String only(YamlMap map, YamlValue value, String... keys) {
    List<String> there = Stream.of(keys).filter(map::has).toList();
    if (there.size() != 1) {
      throw value.error(
          "needs exactly one of %s, but %d came".formatted(String.join(", ", keys), there.size()));
    }
    return there.getFirst();
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String safe = stem.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return safe.isEmpty() ? "study" : safe.substring(0, Math.min(64, safe.length()));
  }
}
