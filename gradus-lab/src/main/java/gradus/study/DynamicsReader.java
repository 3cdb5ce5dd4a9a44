package gradus.study;

import gradus.flow.Dynamics;
import gradus.flow.DynamicsKind;
import gradus.flow.RadiusSchedule;
import gradus.flow.Rule;
import gradus.num.BadInput;
import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the {@code dynamics} of an arm: a label, as {@code tangent-gradient(1.5)}, or keys, as
 * {@code {name: tangent-gradient, p: 1.5}}.
 */
final class DynamicsReader {
  private static final String NAME = "name";
  private static final Pattern CALL = Pattern.compile("([A-Za-z-]+)\\s*\\((.*)\\)");

  /** The keys of each schedule of ρ. */
  private static final Map<String, List<String>> SCHEDULES =
      Map.of(
          "log", List.of("a", "t0"),
          "linear", List.of("c"),
          "power", List.of("beta", "t0"),
          "entropy", List.of("target", "gain"));

  private DynamicsReader() {}

  /**
   * What a value says.
   *
   * @param dynamics what moves
   * @param rule how steps become updates, where the name stands for that
   */
  record Read(Dynamics dynamics, Optional<Rule> rule) {
    /** The name of it. */
    String label() {
      return rule.flatMap(RuleReader::label).orElse(dynamics.label());
    }
  }

  static Read read(YamlValue value) {
    YamlValue name = name(value);
    Matcher call = CALL.matcher(name.text());
    String word = call.matches() ? call.group(1) : name.text();
    List<String> known =
        Stream.concat(
                Dynamics.all().stream().map(DynamicsKind::label),
                RuleReader.PARAMETERS.keySet().stream().sorted())
            .toList();
    if (!known.contains(word)) {
      throw name.error(
          "there is no dynamics '%s'%s; there are: %s"
              .formatted(word, Suggestion.didYouMean(word, known), String.join(", ", known)));
    }
    List<String> arguments =
        call.matches()
            ? Stream.of(call.group(2).split(",", -1)).map(String::strip).toList()
            : List.of();
    Optional<Rule> rule = RuleReader.read(value, word, arguments);
    return new Read(rule.isPresent() ? Dynamics.standard() : dynamics(value, name), rule);
  }

  private static YamlValue name(YamlValue value) {
    return switch (value.node()) {
      case YamlNode.Scalar _ -> value;
      case YamlNode.Mapping map -> {
        YamlNode name = map.entries().get(NAME);
        if (name == null) {
          throw value.error("the key 'name' is missing; write {name: tangent-gradient, p: 2}");
        }
        yield new YamlValue(name, value.path() + "." + NAME);
      }
      case YamlNode.Sequence _ -> throw value.error("one dynamics for each arm, not a list");
    };
  }

  private static Dynamics dynamics(YamlValue value, YamlValue name) {
    return value.node() instanceof YamlNode.Mapping map
        ? keyed(value, name, map)
        : said(value, () -> Dynamics.named(value.text()));
  }

  /** What is known of a dynamics by the name its label begins with. */
  static DynamicsKind kind(Dynamics dynamics) {
    String label = dynamics.label();
    int end = label.indexOf('(');
    String name = end < 0 ? label : label.substring(0, end);
    return Dynamics.all().stream().filter(k -> k.label().equals(name)).findFirst().orElseThrow();
  }

  private static Dynamics keyed(YamlValue value, YamlValue name, YamlNode.Mapping map) {
    return switch (name.text()) {
      case "tangent-gradient" ->
          ofNorm(value, exponent(keys(value, "p")), Dynamics::tangentGradient);
      case "coefficient-normalization" ->
          ofNorm(value, exponent(keys(value, "p")), Dynamics::coefficientNormalization);
      case "weight-norm" -> {
        YamlMap keys = keys(value, "unit", "rows");
        yield Dynamics.weightNorm(yes(keys, "unit"), yes(keys, "rows"));
      }
      case "prescribed-rho" -> prescribed(value, map);
      case "rescaled" ->
          Dynamics.rescaled(
              keys(value, "of").at("of").map(DynamicsReader::inner).orElseGet(Dynamics::standard));
      default -> {
        Dynamics dynamics = said(name, () -> Dynamics.named(name.text()));
        refuseOthers(value);
        yield dynamics;
      }
    };
  }

  private static Dynamics inner(YamlValue value) {
    Read read = read(value);
    if (read.rule().isPresent()) {
      throw value.error("has no flow whose time could be rescaled");
    }
    return read.dynamics();
  }

  private static YamlMap keys(YamlValue value, String... parameters) {
    List<String> allowed = new ArrayList<>(List.of(parameters));
    allowed.addFirst(NAME);
    return value.map("{name: standard}", allowed);
  }

  /** A dynamics without parameters has no key but its name. */
  private static void refuseOthers(YamlValue value) {
    keys(value);
  }

  private static Dynamics ofNorm(YamlValue value, double p, DoubleFunction<Dynamics> make) {
    return said(value, () -> make.apply(p));
  }

  private static boolean yes(YamlMap keys, String key) {
    return keys.at(key).map(YamlValue::yesNo).orElse(false);
  }

  private static double exponent(YamlMap keys) {
    return keys.at("p")
        .map(
            p ->
                p.node() instanceof YamlNode.Scalar s && s.value().equals("inf")
                    ? Double.POSITIVE_INFINITY
                    : p.number())
        .orElse(2.0);
  }

  private static Dynamics prescribed(YamlValue value, YamlNode.Mapping map) {
    YamlNode node = map.entries().get("schedule");
    if (node == null) {
      throw value.error("the key 'schedule' is missing; write schedule: log, a: 1, t0: 10");
    }
    YamlValue schedule = new YamlValue(node, value.path() + ".schedule");
    List<String> parameters = SCHEDULES.get(schedule.text());
    if (parameters == null) {
      List<String> known = SCHEDULES.keySet().stream().sorted().toList();
      throw schedule.error(
          "there is no schedule '%s'%s; there are %s"
              .formatted(
                  schedule.text(),
                  Suggestion.didYouMean(schedule.text(), known),
                  String.join(", ", known)));
    }
    List<String> allowed = new ArrayList<>(List.of("schedule", "rescaled"));
    allowed.addAll(parameters);
    YamlMap keys = keys(value, allowed.toArray(String[]::new));
    double[] v =
        parameters.stream().mapToDouble(k -> keys.require(k, k + ": 1").positive()).toArray();
    boolean perRisk = yes(keys, "rescaled");
    return said(
        value,
        () -> {
          RadiusSchedule radius =
              switch (schedule.text()) {
                case "log" -> new RadiusSchedule.Logarithmic(v[0], v[1]);
                case "linear" -> new RadiusSchedule.Linear(v[0]);
                case "power" -> new RadiusSchedule.Power(v[0], v[1]);
                default -> new RadiusSchedule.Entropy(v[0], v[1]);
              };
          return perRisk ? Dynamics.prescribedRhoRescaled(radius) : Dynamics.prescribedRho(radius);
        });
  }

  /** What is made of a value; a complaint about it gets file, line and key. */
  static <T> T said(YamlValue value, Supplier<T> made) {
    try {
      return made.get();
    } catch (BadInput | IllegalArgumentException e) {
      throw value.error(String.valueOf(e.getMessage()));
    }
  }
}
