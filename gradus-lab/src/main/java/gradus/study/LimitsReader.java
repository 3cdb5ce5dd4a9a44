package gradus.study;

import gradus.flow.Limit;
import gradus.flow.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the {@code until} of an arm. */
final class LimitsReader {
  /** Beyond it neighbouring doubles differ by a tenth and more, which steps in log t do not. */
  private static final double MOST_LOG_TIME = 1e15;

  private LimitsReader() {}

  static Limits read(YamlValue value) {
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
      case LOG_RISK -> value.number();
      case LOG_TIME -> logTime(value);
    };
  }

  private static double logTime(YamlValue value) {
    double logTime = value.number();
    if (Math.abs(logTime) > MOST_LOG_TIME) {
      throw value.error(
          "log t is a double, which beyond 1e15 no longer tells its steps apart; give at most 1e15"
              + " (it is the natural logarithm of t)");
    }
    return logTime;
  }
}
