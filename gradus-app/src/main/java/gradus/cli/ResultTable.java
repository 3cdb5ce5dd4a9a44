package gradus.cli;

import gradus.study.ArmResult;
import gradus.study.RunResult;
import gradus.study.SeedSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of a study as text, one line for each arm. */
final class ResultTable {
  private static final double LOG_10 = Math.log(10);
  private static final List<String> HEADS =
      List.of(
          "arm",
          "ended by",
          "steps",
          "log10 t",
          "log10 risk",
          "train err",
          "test err",
          "margin/rho",
          "seconds",
          "steps/s");

  private ResultTable() {}

  /** The table, with a line for each failure and each mean over seeds below it. */
  static String of(RunResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    result.arms().forEach(arm -> rows.add(row(arm)));
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(line(row, widths(rows)).stripTrailing()).append('\n');
    }
    for (SeedSummary summary : SeedSummary.of(result.arms())) {
      SeedSummary.Spread margin = summary.spread(ArmResult::normalizedMargin);
      text.append(
          "%s over %d seeds: log10 risk %s on average, margin/rho %s (%s to %s)%n"
              .formatted(
                  summary.arm(),
                  summary.runs().size(),
                  number(summary.spread(ArmResult::logRisk).mean() / LOG_10),
                  number(margin.mean()),
                  number(margin.least()),
                  number(margin.largest())));
    }
    result.arms().stream()
        .filter(ArmResult::failed)
        .forEach(
            arm -> text.append(arm.name()).append(" failed: ").append(arm.reason()).append('\n'));
    for (ArmResult arm : result.arms()) {
      arm.remark()
          .ifPresent(words -> text.append(arm.name()).append(": ").append(words).append('\n'));
    }
    return text.toString();
  }

  private static List<String> row(ArmResult arm) {
    return List.of(
        arm.name(),
        arm.failed() ? "FAILED" : arm.reason(),
        Long.toString(arm.steps()),
        number(arm.logTime() / LOG_10),
        number(arm.logRisk() / LOG_10),
        percent(arm.trainError()),
        percent(arm.testError()),
        number(arm.normalizedMargin()),
        String.format(Locale.ROOT, "%.2f", arm.wallSeconds()),
        String.format(Locale.ROOT, "%.0f", arm.stepsPerSecond()));
  }

  private static String number(double v) {
    return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, "%.5g", v);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEADS.size()];
    for (List<String> row : rows) {
      for (int j = 0; j < widths.length; j++) {
        widths[j] = Math.max(widths[j], row.get(j).length());
      }
    }
    return widths;
  }

  /** Words to the left, numbers to the right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < widths.length; j++) {
      String pad = " ".repeat(widths[j] - row.get(j).length());
      line.append(j < 2 ? row.get(j) + pad : pad + row.get(j)).append("  ");
    }
    return line.toString();
  }
}
