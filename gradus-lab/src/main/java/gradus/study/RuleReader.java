package gradus.study;

import gradus.flow.Anchoring;
import gradus.flow.Rule;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the dynamics that exist in steps alone, as rules: {@code norm-minimizing}, {@code
 * langevin}, {@code dual-acceleration} and {@code progressive-rescaling}.
 */
final class RuleReader {
  static final String ANCHORED = "norm-minimizing";
  static final String LANGEVIN = "langevin";
  static final String DUAL = "dual-acceleration";
  static final String PROGRESSIVE = "progressive-rescaling";

  /** Their names, and their parameters in the order in which they may stand in parentheses. */
  static final Map<String, List<String>> PARAMETERS =
      Map.of(
          ANCHORED, List.of("lambda", "anchored"),
          LANGEVIN, List.of("temperature"),
          DUAL, List.of(),
          PROGRESSIVE, List.of("factor", "every", "largest", "accelerated"));

  private RuleReader() {}

  /** The rule of a value of this name; none where the name is a dynamics in the proper sense. */
  static Optional<Rule> read(YamlValue value, String name, List<String> arguments) {
    List<String> parameters = PARAMETERS.get(name);
    if (parameters == null) {
      return Optional.empty();
    }
    YamlMap keys =
        value.node() instanceof YamlNode.Scalar
            ? called(value, name, parameters, arguments)
            : value.map("{name: " + name + "}", allowed(parameters));
    return Optional.of(
        DynamicsReader.said(
            value,
            () ->
                switch (name) {
                  case LANGEVIN -> langevin(keys);
                  case DUAL -> new Rule.DualAcceleration();
                  case PROGRESSIVE -> progressive(keys);
                  default -> anchored(keys);
                }));
  }

  /** What an arm is called whose steps have a rule; empty for the rules that are no dynamics. */
  static Optional<String> label(Rule rule) {
    return switch (rule) {
      case Rule.Anchored(Anchoring.Halpern _) -> Optional.of(ANCHORED);
      case Rule.Anchored(Anchoring.ThenNone(double lambda, long steps)) ->
          Optional.of("%s(%s, %d)".formatted(ANCHORED, lambda, steps));
      case Rule.Langevin langevin ->
          Optional.of("%s(%s)".formatted(LANGEVIN, langevin.temperature()));
      case Rule.DualAcceleration _ -> Optional.of(DUAL);
      case Rule.ProgressiveRescaling(
              double factor,
              long every,
              double largest,
              boolean accelerated) ->
          Optional.of(
              "%s(%s, %d, %s%s)"
                  .formatted(PROGRESSIVE, factor, every, largest, accelerated ? ", true" : ""));
      case Rule.Plain _, Rule.Momentum _, Rule.Adam _ -> Optional.empty();
    };
  }

  private static YamlMap called(
      YamlValue value, String name, List<String> parameters, List<String> arguments) {
    if (arguments.size() > parameters.size()) {
      throw value.error(
          "%s takes %s in parentheses, but %d values came"
              .formatted(name, String.join(", ", parameters), arguments.size()));
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Place place = value.node().place();
    for (int i = 0; i < arguments.size(); i++) {
      entries.put(parameters.get(i), new YamlNode.Scalar(arguments.get(i), true, place));
    }
    YamlNode.Mapping mapping = new YamlNode.Mapping(entries, Map.of(), place);
    return YamlMap.of(mapping, value.path(), allowed(parameters));
  }

  private static List<String> allowed(List<String> parameters) {
    List<String> allowed = new ArrayList<>(parameters);
    allowed.addFirst("name");
    return allowed;
  }

  /** The noise gets its seed when the arm is run. */
  private static Rule langevin(YamlMap keys) {
    return new Rule.Langevin(
        keys.require("temperature", "{name: langevin, temperature: 0.01}").positive(), new Seed(0));
  }

  /** With the usual constants where none are given. */
  private static Rule progressive(YamlMap keys) {
    return new Rule.ProgressiveRescaling(
        keys.at("factor").map(YamlValue::positive).orElse(2.0),
        keys.at("every").map(v -> v.whole(1L, Long.MAX_VALUE)).orElse(1000L),
        keys.at("largest").map(YamlValue::positive).orElse(1e12),
        keys.at("accelerated").map(YamlValue::yesNo).orElse(false));
  }

  /** Halpern's schedule, or a constant one for the first steps. */
  private static Rule anchored(YamlMap keys) {
    if (!keys.has("lambda") && !keys.has("anchored")) {
      return new Rule.Anchored(new Anchoring.Halpern());
    }
    return new Rule.Anchored(
        new Anchoring.ThenNone(
            keys.require("lambda", "lambda: 0.1 (or neither, for Halpern's schedule)")
                .between(0, 1),
            keys.require("anchored", "anchored: 100, the number of anchored steps")
                .whole(1L, Long.MAX_VALUE)));
  }
}
