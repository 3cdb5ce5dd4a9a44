package gradus.study;

import gradus.flow.Dynamics;
import gradus.flow.Limits;
import gradus.net.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the {@code arms} of a study. */
final class ArmReader {
  private static final int MAX_ARMS = 1000;
  private static final String EXAMPLE =
      "{name: descent, solver: descent, step: 0.1, until: {steps: 20000}}";
  private static final String TOLERANCE = "tolerance";
  private static final List<String> KEYS =
      Stream.of(
              List.of("name", "dynamics", "solver", TOLERANCE),
              DescentReader.KEYS,
              List.of("until"))
          .flatMap(List::stream)
          .toList();
  private static final List<String> SOLVERS = List.of("flow", "descent", "sgd");
  private static final Pattern FILE_SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private ArmReader() {}

  /** All arms, with names that differ even where case does not count. */
  static List<ArmSpec> read(YamlValue value, DataSpec data, List<Layer> layers) {
    List<YamlValue> items = value.list("arms, each as " + EXAMPLE);
    if (items.isEmpty() || items.size() > MAX_ARMS) {
      throw value.error(
          "a study needs 1 to %d arms, but %d came".formatted(MAX_ARMS, items.size()));
    }
    List<ArmSpec> arms = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue item : items) {
      YamlMap map = item.map(EXAMPLE, KEYS);
      ArmSpec arm = arm(map, data, layers);
      if (!names.add(arm.name().toLowerCase(Locale.ROOT))) {
        throw map.require("name", "").error("two arms are called '" + arm.name() + "'");
      }
      arms.add(arm);
    }
    return List.copyOf(arms);
  }

  /** A name that can also name files. */
  static String fileSafe(YamlValue value) {
    String name = value.text();
    if (name.length() > 64 || !isFileSafe(name)) {
      throw value.error(
          "'%s' cannot name a file; use up to 64 letters, digits, '.', '_', '-', with a letter or digit first"
              .formatted(name));
    }
    return name;
  }

  static boolean isFileSafe(String name) {
    return FILE_SAFE.matcher(name).matches();
  }

  private static ArmSpec arm(YamlMap map, DataSpec data, List<Layer> layers) {
    String name = fileSafe(map.require("name", "name: descent"));
    String label = map.require("solver", "solver: flow (or descent, sgd)").oneOf(SOLVERS);
    if (label.equals("flow")) {
      DynamicsFit.followed(map.require("solver", ""), layers);
    }
    SolverSpec said = label.equals("flow") ? flow(map) : descent(map, label, data);
    Limits until = LimitsReader.read(map.require("until", "until: {steps: 20000}"));
    Optional<YamlValue> value = map.at("dynamics");
    if (value.isEmpty()) {
      return new ArmSpec(name, Dynamics.standard(), said, until);
    }
    DynamicsReader.Read read = DynamicsReader.read(value.get());
    SolverSpec solver = DynamicsFit.solver(value.get(), read, said, layers);
    return new ArmSpec(name, read.dynamics(), solver, until);
  }

  private static SolverSpec flow(YamlMap map) {
    for (String key : DescentReader.KEYS) {
      refuse(
          map,
          key,
          "the solver flow chooses its steps and sees all examples; take it out, or"
              + " use solver: descent (or sgd)");
    }
    return new SolverSpec.Flow(
        map.at(TOLERANCE).map(v -> v.atMost(1e-13, 1e-2)).orElse(gradus.flow.Flow.USUAL_TOLERANCE));
  }

  private static SolverSpec descent(YamlMap map, String label, DataSpec data) {
    refuse(
        map,
        TOLERANCE,
        "the solver "
            + label
            + " has steps of a given length and no tolerance;"
            + " take it out, or use solver: flow");
    return DescentReader.read(map, label, data);
  }

  private static void refuse(YamlMap map, String key, String remedy) {
    map.at(key)
        .ifPresent(
            value -> {
              throw value.error(remedy);
            });
  }
}
