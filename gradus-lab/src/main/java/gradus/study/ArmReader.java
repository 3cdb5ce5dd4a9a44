package gradus.study;

import gradus.data.Preparation;
import gradus.flow.Dynamics;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the {@code arms} of a study. */
final class ArmReader {
  private static final int MAX_ARMS = 1000;
  private static final String EXAMPLE =
      "{name: descent, solver: descent, step: 0.1, until: {steps: 20000}}";
  private static final List<String> KEYS =
      List.of(
          "name",
          "dynamics",
          "solver",
          "step",
          "rescaled",
          "batch",
          "fresh",
          "momentum",
          "adam",
          "until");
  private static final List<String> SOLVERS = List.of("descent", "sgd");
  private static final List<Dynamics> DYNAMICS = List.of(Dynamics.standard());
  private static final Pattern FILE_SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private ArmReader() {}

  /** All arms, with names that differ even where case does not count. */
  static List<ArmSpec> read(YamlValue value, DataSpec data) {
    List<YamlValue> items = value.list("arms, each as " + EXAMPLE);
    if (items.isEmpty() || items.size() > MAX_ARMS) {
      throw value.error(
          "a study needs 1 to %d arms, but %d came".formatted(MAX_ARMS, items.size()));
    }
    List<ArmSpec> arms = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue item : items) {
      YamlMap map = item.map(EXAMPLE, KEYS);
      ArmSpec arm = arm(map);
      if (!names.add(arm.name().toLowerCase(Locale.ROOT))) {
        throw map.require("name", "").error("two arms are called '" + arm.name() + "'");
      }
      if (arm.fresh()) {
        checkFresh(map.require("fresh", ""), data);
      }
      arms.add(arm);
    }
    return List.copyOf(arms);
  }

  /** Fresh batches are drawn from the law as it is, so nothing may be done to the training set. */
  private static void checkFresh(YamlValue fresh, DataSpec data) {
    if (!(data.source() instanceof DataSpec.Source.Law)) {
      throw fresh.error("fresh batches need data from a law, but data come from a file");
    }
    if (!data.preparation().equals(Preparation.none())) {
      throw fresh.error(
          "fresh batches come from the law as it is; take out what is done to the data (bias,"
              + " standardise, unit-norm, random-labels, test, positive, negative)");
    }
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

  private static ArmSpec arm(YamlMap map) {
    String name = fileSafe(map.require("name", "name: descent"));
    String solver = available(map.require("solver", "solver: descent (or sgd)"), SOLVERS, "solver");
    Dynamics dynamics = map.at("dynamics").map(ArmReader::dynamics).orElse(DYNAMICS.getFirst());
    double eta = map.require("step", "step: 0.1").positive();
    boolean rescaled = map.at("rescaled").map(YamlValue::yesNo).orElse(false);
    return new ArmSpec(
        name,
        dynamics,
        rescaled ? new StepSize.Rescaled(eta) : new StepSize.Constant(eta),
        rule(map),
        batch(map, solver),
        map.at("fresh").map(YamlValue::yesNo).orElse(false),
        limits(map.require("until", "until: {steps: 20000}")));
  }

  private static Dynamics dynamics(YamlValue value) {
    String label = available(value, DYNAMICS.stream().map(Dynamics::label).toList(), "dynamics");
    return DYNAMICS.stream().filter(d -> d.label().equals(label)).findFirst().orElseThrow();
  }

  private static String available(YamlValue value, List<String> labels, String what) {
    String came = value.text();
    if (!labels.contains(came)) {
      throw value.error(
          "the %s '%s' is not available in this version%s; available: %s"
              .formatted(
                  what, came, Suggestion.didYouMean(came, labels), String.join(", ", labels)));
    }
    return came;
  }

  private static OptionalInt batch(YamlMap map, String solver) {
    if (solver.equals("sgd")) {
      return OptionalInt.of(map.require("batch", "batch: 32").whole(1, Integer.MAX_VALUE));
    }
    for (String key : List.of("batch", "fresh")) {
      if (map.has(key)) {
        throw map.at(key)
            .orElseThrow()
            .error("the solver descent sees all examples at every step; use solver: sgd");
      }
    }
    return OptionalInt.empty();
  }

  private static Rule rule(YamlMap map) {
    Optional<YamlValue> momentum = map.at("momentum");
    Optional<YamlValue> adam = map.at("adam");
    if (momentum.isPresent() && adam.isPresent()) {
      throw adam.get().error("an arm has momentum or adam, not both; keep one");
    }
    if (momentum.isPresent()) {
      double beta = momentum.get().within(0, 1);
      return beta == 0 ? new Rule.Plain() : new Rule.Momentum(beta);
    }
    return adam.map(ArmReader::adam).orElse(new Rule.Plain());
  }

  /** {@code adam: true} takes the usual constants; {@code adam: {beta1: 0.9}} names some. */
  private static Rule adam(YamlValue value) {
    if (value.node() instanceof YamlNode.Scalar) {
      return value.yesNo() ? new Rule.Adam(0.9, 0.999, 1e-8) : new Rule.Plain();
    }
    YamlMap map =
        value.map(
            "{beta1: 0.9, beta2: 0.999, epsilon: 1e-8}", List.of("beta1", "beta2", "epsilon"));
    return new Rule.Adam(
        map.at("beta1").map(v -> v.within(0, 1)).orElse(0.9),
        map.at("beta2").map(v -> v.within(0, 1)).orElse(0.999),
        map.at("epsilon").map(YamlValue::positive).orElse(1e-8));
  }

  private static Limits limits(YamlValue value) {
    List<String> labels = Stream.of(Limit.Quantity.values()).map(Limit.Quantity::label).toList();
    YamlMap map = value.map("{steps: 20000} or {log-risk: -690}", labels);
    List<Limit> limits = new ArrayList<>();
    for (Limit.Quantity quantity : Limit.Quantity.values()) {
      map.at(quantity.label()).ifPresent(v -> limits.add(new Limit(quantity, bound(v, quantity))));
    }
    if (limits.isEmpty()) {
      throw value.error("names no limit; give one or more of " + String.join(", ", labels));
    }
    return new Limits(limits);
  }

  private static double bound(YamlValue value, Limit.Quantity quantity) {
    return switch (quantity) {
      case STEPS -> value.whole(1L, 1L << 53);
      case TIME, RHO, VELOCITY -> value.positive();
      case LOG_TIME, LOG_RISK -> value.number();
    };
  }
}
