package gradus.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One arm over its seeds: mean, least and largest of what came out. Failed runs are counted and
 * left out.
 *
 * @param arm the arm's name in the study
 * @param runs its ended runs, one per seed
 */
public record SeedSummary(String arm, List<ArmResult> runs) {
  /**
   * Mean, least and largest of a quantity.
   *
   * @param mean the mean over the runs that did not fail
   * @param least the least
   * @param largest the largest
   */
  public record Spread(double mean, double least, double largest) {}

  /** One summary per arm that has runs with different seeds; empty with a single seed. */
  public static List<SeedSummary> of(List<ArmResult> arms) {
    Map<String, List<ArmResult>> byArm =
        arms.stream()
            .collect(
                Collectors.groupingBy(
                    ArmResult::arm, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    return byArm.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> new SeedSummary(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The spread of a quantity over the runs that did not fail; NaN where none is left. */
  public Spread spread(ToDoubleFunction<ArmResult> quantity) {
    double[] values = runs.stream().filter(run -> !run.failed()).mapToDouble(quantity).toArray();
    double sum = 0;
    double least = values.length == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
    double largest = values.length == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
    for (double v : values) {
      sum += v;
      least = Math.min(least, v);
      largest = Math.max(largest, v);
    }
    return new Spread(sum / values.length, least, largest);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arm", arm);
    json.put("runs", runs.size());
    json.put("failed", runs.stream().filter(ArmResult::failed).count());
    json.put("logRisk", toJson(spread(ArmResult::logRisk)));
    json.put("trainError", toJson(spread(ArmResult::trainError)));
    json.put("testError", toJson(spread(ArmResult::testError)));
    json.put("normalizedMargin", toJson(spread(ArmResult::normalizedMargin)));
    return json;
  }

  private static Map<String, @Nullable Double> toJson(Spread spread) {
    Map<String, @Nullable Double> json = new LinkedHashMap<>();
    json.put("mean", JsonFile.number(spread.mean()));
    json.put("least", JsonFile.number(spread.least()));
    json.put("largest", JsonFile.number(spread.largest()));
    return json;
  }
}
