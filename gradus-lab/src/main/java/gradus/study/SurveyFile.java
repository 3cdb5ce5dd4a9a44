package gradus.study;

import gradus.curvature.NullSplit;
import gradus.curvature.Survey;
import gradus.curvature.Triviality;
import gradus.num.Interval;
import gradus.num.SpectralDensity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A survey of curvature as JSON; eigenvalues are in units of exp(logScale). */
public final class SurveyFile {
  private SurveyFile() {}

  /** Writes it to a file. */
  public static void write(Standpoint from, String plan, Survey survey, Path file) {
    JsonFile.write(file, json(from, plan, survey));
  }

  /** The text that would be written. */
  public static String text(Standpoint from, String plan, Survey survey) {
    return JsonFile.text(json(from, plan, survey));
  }

  private static Map<String, Object> json(Standpoint from, String plan, Survey survey) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("study", from.study().name());
    json.put("arm", from.arm());
    json.put("where", from.where());
    json.put("network", from.risk().network().toString());
    json.put("examples", from.risk().examples().count());
    json.put("plan", plan);
    json.put("spheres", survey.spheres().isPresent());
    json.put("parameters", survey.parameters());
    json.put("logRisk", JsonFile.number(survey.logRisk()));
    json.put("logGradient", JsonFile.number(survey.logGradient()));
    json.put("logScale", JsonFile.number(survey.logScale()));
    Map<String, Object> kink = new LinkedHashMap<>();
    kink.put("sine", survey.kinks().clearance());
    kink.put("layer", survey.kinks().layer());
    kink.put("unit", survey.kinks().unit());
    kink.put("example", survey.kinks().example());
    json.put("nearestKink", kink);
    survey
        .spheres()
        .ifPresent(
            spheres -> {
              json.put("residual", JsonFile.number(spheres.residual()));
              json.put("mu", Arrays.stream(spheres.mu()).boxed().toList());
            });
    json.put("converged", survey.converged());
    json.put("trace", interval(survey.trace()));
    json.put("frobenius", interval(survey.frobenius()));
    json.put("ends", survey.ends().stream().map(pair -> pair(from, pair)).toList());
    survey.whole().ifPresent(whole -> put(whole, json));
    survey.density().ifPresent(density -> json.put("density", density(density)));
    return new LinkedHashMap<>(json);
  }

  private static Map<String, Object> pair(Standpoint from, Survey.Pair pair) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", pair.value());
    json.put("residual", pair.residual());
    Map<String, Object> shares = new LinkedHashMap<>();
    for (int k = 0; k < pair.shares().length; k++) {
      shares.put(from.risk().network().blocks().get(k).name(), pair.shares()[k]);
    }
    json.put("shares", shares);
    return json;
  }

  private static void put(Survey.Whole whole, Map<String, @Nullable Object> json) {
    json.put("eigenvalues", Arrays.stream(whole.spectrum().values()).boxed().toList());
    json.put("tolerance", whole.nullity().tolerance());
    json.put("positive", whole.signature().positive());
    json.put("negative", whole.signature().negative());
    json.put("nullity", whole.nullity().count());
    json.put("largestZero", JsonFile.number(whole.nullity().largest()));
    json.put("leastNonzero", JsonFile.number(whole.nullity().next()));
    whole.split().ifPresent(split -> json.put("ledger", ledger(split)));
    whole.triviality().map(Triviality::trivial).ifPresent(count -> json.put("trivial", count));
    whole
        .triviality()
        .map(Triviality::nontrivial)
        .ifPresent(count -> json.put("nontrivial", count));
  }

  /** The null directions by their reasons, in words, in the order in which they are counted. */
  public static Map<String, Integer> ledger(NullSplit split) {
    Map<String, Integer> ledger = new LinkedHashMap<>();
    if (!split.symmetries().isEmpty()) {
      new EnumMap<>(split.symmetries()).forEach((kind, count) -> ledger.put(kind.words(), count));
    }
    ledger.put("demanded by the rank bound", split.demanded());
    ledger.put("unexplained", split.rest());
    return ledger;
  }

  private static List<Double> interval(Interval interval) {
    return List.of(interval.estimate(), interval.low(), interval.high());
  }

  private static List<Map<String, Object>> density(SpectralDensity density) {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (SpectralDensity.Rule rule : density.rules()) {
      rules.add(Map.of("nodes", rule.nodes(), "weights", rule.weights()));
    }
    return rules;
  }
}
