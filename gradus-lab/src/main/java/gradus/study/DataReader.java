package gradus.study;

import gradus.data.DataFormat;
import gradus.data.LawSpec;
import gradus.data.Preparation;
import gradus.data.ReadOptions;
import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the {@code data} of a study. */
final class DataReader {
  /** Keys that say how a file is read and mean nothing beside a law. */
  private static final List<String> FILE_KEYS =
      List.of("label", "format", "header", "labels-file", "raw-pixels", "classes", "test-file");

  private static final List<String> KEYS =
      Stream.concat(
              Stream.of("file", "law"),
              Stream.concat(
                  FILE_KEYS.stream(),
                  Stream.of(
                      "positive",
                      "negative",
                      "bias",
                      "shape",
                      "standardise",
                      "unit-norm",
                      "random-labels",
                      "test",
                      "seed")))
          .toList();

  private static final int MAX_SIDE = 1_000_000;

  private DataReader() {}

  static DataSpec read(YamlValue value) {
    YamlMap map = value.map("{file: iris.csv, label: class} or {law: \"xor2:n=200,d=20\"}", KEYS);
    Preparation preparation =
        new Preparation(
            names(map, "positive"),
            names(map, "negative"),
            testShare(map),
            map.at("random-labels").map(v -> v.atMost(0, 1)).orElse(0.0),
            yes(map, "standardise"),
            yes(map, "unit-norm"),
            yes(map, "bias"));
    OptionalLong seed =
        map.at("seed")
            .map(v -> OptionalLong.of(v.whole(0L, Long.MAX_VALUE)))
            .orElse(OptionalLong.empty());
    return new DataSpec(source(map), shape(map), preparation, seed);
  }

  private static DataSpec.Source source(YamlMap map) {
    Optional<YamlValue> file = map.at("file");
    Optional<YamlValue> law = map.at("law");
    if (file.isPresent() == law.isPresent()) {
      throw map.error(
          "data needs either 'file' or 'law', as {file: iris.csv} or {law: \"xor2:n=200,d=20\"}; "
              + (file.isPresent() ? "both came" : "neither came"));
    }
    return law.isPresent()
        ? law(map, law.get())
        : new DataSpec.Source.File(file.orElseThrow().text(), options(map));
  }

  private static List<Integer> shape(YamlMap map) {
    Optional<YamlValue> shape = map.at("shape");
    if (shape.isEmpty()) {
      return List.of();
    }
    String form = "channels, height and width, as [1, 8, 8]";
    List<YamlValue> sizes = shape.get().list(form);
    if (sizes.size() != 3) {
      throw shape.get().error("expected %s, but %d numbers came".formatted(form, sizes.size()));
    }
    if (yes(map, "bias")) {
      throw shape
          .get()
          .error("stands beside a bias, which makes an example a plain vector; take out one");
    }
    return sizes.stream().map(size -> size.whole(1, MAX_SIDE)).toList();
  }

  private static DataSpec.Source law(YamlMap map, YamlValue law) {
    for (String key : FILE_KEYS) {
      if (map.has(key)) {
        throw map.at(key).orElseThrow().error("has no meaning beside a law; take it out");
      }
    }
    try {
      // Read here for its complaints, which then name the line; the seed comes with the run.
      LawSpec.parse(law.text(), new Seed(0));
    } catch (BadInput e) {
      throw law.error(String.valueOf(e.getMessage()));
    }
    return new DataSpec.Source.Law(law.text());
  }

  private static ReadOptions options(YamlMap map) {
    ReadOptions options = ReadOptions.usual();
    if (map.has("label")) {
      options = options.withLabel(map.require("label", "").text());
    }
    if (map.has("format")) {
      List<String> formats = Stream.of(DataFormat.values()).map(DataFormat::label).toList();
      options = options.withFormat(DataFormat.named(map.require("format", "").oneOf(formats)));
    }
    if (map.has("header")) {
      options = options.withHeader(yes(map, "header"));
    }
    if (map.has("labels-file")) {
      options = options.withLabelsFile(map.require("labels-file", "").text());
    }
    if (map.has("test-file")) {
      options = options.withTestFile(map.require("test-file", "").text());
    }
    List<String> classes = new ArrayList<>(names(map, "classes"));
    List<String> positive = names(map, "positive");
    List<String> negative = names(map, "negative");
    if (classes.isEmpty() && !positive.isEmpty() && !negative.isEmpty()) {
      // Classes nobody asked for need not take memory.
      classes.addAll(positive);
      classes.addAll(negative);
    }
    return options
        .withClasses(classes)
        .withRawPixels(yes(map, "raw-pixels"))
        .withTestPart(ownTest(map));
  }

  /** {@code test: own} reads the test part that comes with a set of images. */
  private static boolean ownTest(YamlMap map) {
    return map.at("test")
        .filter(v -> v.node() instanceof YamlNode.Scalar s && s.value().equals("own"))
        .isPresent();
  }

  private static double testShare(YamlMap map) {
    Optional<YamlValue> test = map.at("test");
    if (test.isEmpty()) {
      return 0;
    }
    if (map.has("test-file")) {
      throw test.get().error("stands beside 'test-file'; keep one of the two");
    }
    if (ownTest(map)) {
      if (map.has("law")) {
        throw test.get()
            .error("a law has no test set of its own; ask for one as law: \"...,test=1000\"");
      }
      return 0;
    }
    return test.get().between(0, 1);
  }

  private static boolean yes(YamlMap map, String key) {
    return map.at(key).map(YamlValue::yesNo).orElse(false);
  }

  private static List<String> names(YamlMap map, String key) {
    return map.at(key)
        .map(v -> v.listOrOne("class names").stream().map(YamlValue::text).toList())
        .orElse(List.of());
  }
}
