package gradus.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads the {@code data} of a study. */
final class DataReader {
  private static final List<String> KEYS =
      List.of(
          "file",
          "law",
          "label",
          "positive",
          "negative",
          "bias",
          "standardise",
          "unit-norm",
          "random-labels",
          "test",
          "test-file",
          "limit",
          "seed");

  private DataReader() {}

  static DataSpec read(YamlValue value) {
    YamlMap map = value.map("{file: iris.csv, label: class} or {law: \"xor2:n=200,d=20\"}", KEYS);
    List<String> positive = names(map, "positive");
    List<String> negative = names(map, "negative");
    Optional<YamlValue> test = map.at("test");
    Optional<YamlValue> testFile = map.at("test-file");
    if (test.isPresent() && testFile.isPresent()) {
      throw testFile.get().error("stands beside 'test'; keep one of the two");
    }
    return new DataSpec(
        source(map),
        positive,
        negative,
        scaling(map),
        map.at("bias").map(YamlValue::yesNo).orElse(false),
        map.at("random-labels").map(v -> v.atMost(0, 1)).orElse(0.0),
        test.map(v -> OptionalDouble.of(v.between(0, 1))).orElse(OptionalDouble.empty()),
        testFile.map(YamlValue::text),
        map.at("limit").map(v -> v.whole(2, Integer.MAX_VALUE)),
        map.at("seed")
            .map(v -> OptionalLong.of(v.whole(0L, Long.MAX_VALUE)))
            .orElse(OptionalLong.empty()));
  }

  private static DataSpec.Source source(YamlMap map) {
    Optional<YamlValue> file = map.at("file");
    Optional<YamlValue> law = map.at("law");
    if (file.isPresent() == law.isPresent()) {
      throw map.error(
          "data needs either 'file' or 'law', as {file: iris.csv} or {law: \"xor2:n=200,d=20\"}; "
              + (file.isPresent() ? "both came" : "neither came"));
    }
    if (law.isEmpty()) {
      return new DataSpec.Source.File(
          file.orElseThrow().text(), map.at("label").map(YamlValue::text));
    }
    for (String key : List.of("label", "test-file", "limit")) {
      if (map.has(key)) {
        throw map.at(key).orElseThrow().error("has no meaning with a law; take it out");
      }
    }
    return new DataSpec.Source.Law(law.get().text());
  }

  private static DataSpec.Scaling scaling(YamlMap map) {
    boolean standardise = map.at("standardise").map(YamlValue::yesNo).orElse(false);
    boolean unitNorm = map.at("unit-norm").map(YamlValue::yesNo).orElse(false);
    if (standardise && unitNorm) {
      throw map.error("'standardise' and 'unit-norm' exclude each other; keep one");
    }
    if (standardise) {
      return DataSpec.Scaling.STANDARDISE;
    }
    return unitNorm ? DataSpec.Scaling.UNIT_NORM : DataSpec.Scaling.NONE;
  }

  private static List<String> names(YamlMap map, String key) {
    return map.at(key)
        .map(v -> v.listOrOne("class names").stream().map(YamlValue::text).toList())
        .orElse(List.of());
  }
}
