package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.study.ArmResult;
import gradus.study.RunRecord;
import gradus.study.RunResult;
import gradus.study.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyReportTest {
  private static final List<String> COLUMNS =
      List.of("step", "log10_time", "log10_risk", "train_error", "test_error", "rho_1", "rho_2");

  private static ArmResult arm(String name, long seed, String outcome, String reason) {
    return new ArmResult(
        seed == 0 ? name : name + "-s" + seed,
        name,
        seed,
        "standard",
        "descent",
        outcome,
        reason,
        5000,
        5001,
        3,
        -7,
        0,
        Double.NaN,
        2,
        0.25,
        0.2,
        1.5,
        0);
  }

  private static RunRecord run(RunResult.Status status, ArmResult... arms) {
    double nan = Double.NaN;
    Trace trace =
        new Trace(
            COLUMNS,
            List.of(
                new double[] {0, Double.NEGATIVE_INFINITY, 0, 0.5, nan, 1, 1},
                new double[] {10, 0, -1, 0.1, nan, 2, 2},
                new double[] {5000, 3, -3, 0, nan, 3, 3}));
    Map<String, Trace> traces = new java.util.LinkedHashMap<>();
    for (ArmResult arm : arms) {
      traces.put(arm.name(), trace);
    }
    return new RunRecord(
        Path.of("nowhere"),
        "name: x\n",
        Map.of("network", "2-5 relu-1"),
        new RunResult("x", status, List.of(), List.of(arms)),
        traces,
        Map.of(),
        Map.of());
  }

  @Test
  void page_ofFinishedRun_hasFiguresOnlyOfWhatWasRead() {
    Page page = StudyReport.page(run(RunResult.Status.FINISHED, arm("a", 0, "Reached", "steps")));
    assertThat(page.figures())
        .extracting(Figure::id)
        .containsExactly("risk-by-steps", "risk-by-time", "error", "norms");
    // Test errors are NaN throughout: there is one series and not an empty second one.
    assertThat(page.figures().get(2).series()).hasSize(1);
    assertThat(page.figures().get(3).series()).hasSize(2);
    assertThat(callouts(page)).isEmpty();
    assertThat(page.tiles()).extracting(Tile::label).doesNotContain("Test error");
  }

  @Test
  void page_ofFailedArm_saysSoFirst() {
    Page page =
        StudyReport.page(
            run(
                RunResult.Status.INTERRUPTED,
                arm("a", 0, "Reached", "steps"),
                arm("b", 0, "Failed", "the risk became NaN at step 7")));
    assertThat(callouts(page))
        .extracting(Block.Callout::title)
        .containsExactly("Not all arms have ended", "b failed");
    assertThat(callouts(page).get(1).text()).contains("the risk became NaN at step 7");
  }

  @Test
  void page_ofSeveralSeeds_sharesColoursAndSumsUp() {
    Page page =
        StudyReport.page(
            run(
                RunResult.Status.FINISHED,
                arm("a", 1, "Reached", "steps"),
                arm("a", 2, "Reached", "steps"),
                arm("b", 1, "Reached", "steps"),
                arm("b", 2, "Reached", "steps")));
    assertThat(page.figures().getFirst().series())
        .extracting(Series::colour)
        .containsExactly(0, 0, 1, 1);
    long tables =
        page.sections().getFirst().blocks().stream().filter(Block.Table.class::isInstance).count();
    assertThat(tables).isEqualTo(2);
  }

  private static List<Block.Callout> callouts(Page page) {
    return page.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Block.Callout.class::isInstance)
        .map(Block.Callout.class::cast)
        .toList();
  }
}
