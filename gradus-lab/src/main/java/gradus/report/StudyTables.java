package gradus.report;

import gradus.study.ArmResult;
import gradus.study.SeedSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The results of a study as tiles and tables. */
final class StudyTables {
  private static final double LOG_10 = Math.log(10);

  private StudyTables() {}

  /** The results that one looks for first. */
  static List<Tile> tiles(List<ArmResult> arms) {
    List<Tile> tiles = new ArrayList<>();
    List<ArmResult> good = arms.stream().filter(arm -> !arm.failed()).toList();
    best(good, ArmResult::normalizedMargin)
        .ifPresent(
            arm ->
                tiles.add(
                    new Tile(
                        "Normalised margin",
                        NumberText.general(arm.normalizedMargin()),
                        "\\(\\min_n z_n/\\prod_k\\rho_k^{d_k}\\), " + arm.name())));
    best(good, arm -> -arm.logRisk())
        .ifPresent(
            arm ->
                tiles.add(
                    new Tile(
                        "\\(\\log_{10}\\) risk reached",
                        NumberText.general(arm.logRisk() / LOG_10),
                        arm.name())));
    best(good, arm -> -arm.trainError())
        .ifPresent(arm -> tiles.add(error("Training error", arm.trainError(), arm)));
    best(good, arm -> -arm.testError())
        .ifPresent(arm -> tiles.add(error("Test error", arm.testError(), arm)));
    double seconds = arms.stream().mapToDouble(ArmResult::wallSeconds).sum();
    long failed = arms.stream().filter(ArmResult::failed).count();
    tiles.add(
        new Tile(
            "Time",
            NumberText.html(seconds, Column.Format.SECONDS),
            "%d %s%s"
                .formatted(
                    arms.size(),
                    arms.size() == 1 ? "arm" : "arms",
                    failed == 0 ? "" : ", " + failed + " failed")));
    return tiles;
  }

  private static Tile error(String label, double share, ArmResult arm) {
    return new Tile(label, NumberText.html(share, Column.Format.PERCENT), arm.name());
  }

  private static Optional<ArmResult> best(
      List<ArmResult> arms, ToDoubleFunction<ArmResult> quantity) {
    return arms.stream()
        .filter(arm -> Double.isFinite(quantity.applyAsDouble(arm)))
        .max(Comparator.comparingDouble(quantity));
  }

  /** One row for each arm. */
  static Block arms(List<ArmResult> arms) {
    boolean named =
        arms.stream()
            .anyMatch(
                arm -> !arm.dynamics().equals("standard") && !arm.dynamics().equals(arm.arm()));
    boolean mixed = arms.stream().map(ArmResult::solver).distinct().count() > 1;
    boolean flows = arms.stream().anyMatch(ArmResult::flows);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("arm"));
    if (named) {
      columns.add(Column.words("dynamics"));
    }
    if (mixed) {
      columns.add(Column.words("solver"));
    }
    columns.add(Column.words("ended by"));
    columns.add(Column.numbers("steps", Column.Format.INTEGER));
    if (flows) {
      columns.add(Column.numbers("gradients", Column.Format.INTEGER));
      columns.add(Column.numbers("slides", Column.Format.INTEGER));
    }
    columns.add(Column.numbers("time \\(t\\)", Column.Format.POWER_OF_TEN));
    columns.add(Column.numbers("risk \\(\\hat R\\)", Column.Format.POWER_OF_TEN));
    columns.add(Column.numbers("train error", Column.Format.PERCENT));
    columns.add(Column.numbers("test error", Column.Format.PERCENT));
    columns.add(Column.numbers("margin"));
    columns.add(Column.numbers("\\(\\psi\\)"));
    columns.add(Column.numbers("took", Column.Format.SECONDS));
    columns.add(Column.numbers("steps/s", Column.Format.INTEGER));
    return new Block.Table(
        "One row for each arm, all at its last state; a click on a head sorts. The margin and the"
            + " smoothed margin \\(\\psi\\) are divided by \\(\\prod_k\\rho_k^{d_k}\\).",
        columns,
        arms.stream().map(arm -> row(arm, named, mixed, flows)).toList());
  }

  private static List<Cell> row(ArmResult arm, boolean named, boolean mixed, boolean flows) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(arm.name()));
    if (named) {
      row.add(Cell.of(arm.dynamics()));
    }
    if (mixed) {
      row.add(Cell.of(arm.solver()));
    }
    Tone tone = arm.failed() ? Tone.FAILURE : Tone.GOOD;
    row.add(Cell.badge(tone, arm.failed() ? "failed" : arm.reason()));
    row.add(Cell.of((double) arm.steps()));
    if (flows) {
      row.add(Cell.of((double) arm.evaluations()));
      row.add(Cell.of((double) arm.slides()));
    }
    row.add(Cell.of(arm.logTime() / LOG_10));
    row.add(Cell.of(arm.logRisk() / LOG_10));
    row.add(Cell.of(arm.trainError()));
    row.add(Cell.of(arm.testError()));
    row.add(Cell.of(arm.normalizedMargin()));
    row.add(Cell.of(arm.smoothedMargin()));
    row.add(Cell.of(arm.wallSeconds()));
    row.add(Cell.of(arm.stepsPerSecond()));
    return row;
  }

  /** Mean and range of each arm over its seeds, where there are several. */
  static Optional<Block> seeds(List<ArmResult> arms) {
    List<SeedSummary> summaries = SeedSummary.of(arms);
    if (summaries.isEmpty()) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("arm"));
    columns.add(Column.numbers("seeds", Column.Format.INTEGER));
    for (String name : List.of("\\(\\log_{10}\\) risk", "normalised margin", "test error")) {
      columns.add(Column.numbers(name + ": mean"));
      columns.add(Column.numbers("least"));
      columns.add(Column.numbers("largest"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (SeedSummary summary : summaries) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(summary.arm()));
      row.add(Cell.of(summary.runs().size()));
      addSpread(row, summary.spread(arm -> arm.logRisk() / LOG_10));
      addSpread(row, summary.spread(ArmResult::normalizedMargin));
      addSpread(row, summary.spread(ArmResult::testError));
      rows.add(row);
    }
    return Optional.of(
        new Block.Table("Over the seeds; runs that failed are left out.", columns, rows));
  }

  private static void addSpread(List<Cell> row, SeedSummary.Spread spread) {
    row.add(Cell.of(spread.mean()));
    row.add(Cell.of(spread.least()));
    row.add(Cell.of(spread.largest()));
  }
}
