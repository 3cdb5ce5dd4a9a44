package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Slide;
import gradus.study.Angles;
import gradus.study.ArmResult;
import gradus.study.RunRecord;
import gradus.study.RunResult;
import gradus.study.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyReportTest {
  private static final List<String> COLUMNS =
      List.of(
          "step",
          "log10_time",
          "evaluations",
          "log10_risk",
          "train_error",
          "test_error",
          "rho_1",
          "rho_2");

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
        0,
        0);
  }

  private static ArmResult flow(String name, double logTime, long slides) {
    return new ArmResult(
        name,
        name,
        1,
        "weight-norm",
        "flow",
        "Reached",
        "log-time",
        5000,
        9000,
        logTime,
        -7,
        0,
        Double.NaN,
        2,
        0.25,
        0.2,
        1.5,
        slides,
        0);
  }

  private static RunRecord with(
      RunRecord run, Map<String, List<Slide>> slides, Map<String, Angles> angles) {
    return new RunRecord(
        run.directory(), run.study(), run.manifest(), run.result(), run.traces(), slides, angles);
  }

  private static Angles angles(double... degrees) {
    double[] radians = java.util.Arrays.stream(degrees).map(Math::toRadians).toArray();
    double[] logTime = {Double.NEGATIVE_INFINITY, 0, Math.log(1000)};
    return new Angles(java.util.Arrays.copyOf(logTime, degrees.length), radians, radians);
  }

  private static RunRecord run(RunResult.Status status, ArmResult... arms) {
    double nan = Double.NaN;
    Trace trace =
        new Trace(
            COLUMNS,
            List.of(
                new double[] {0, Double.NEGATIVE_INFINITY, 1, 0, 0.5, nan, 1, 1},
                new double[] {10, 0, 20, -1, 0.1, nan, 2, 2},
                new double[] {5000, 3, 9001, -3, 0, nan, 3, 3}));
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
        .containsExactly("Not all arms have ended", "b failed", "Directions were not kept");
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

  @Test
  void page_withAFlow_isDrawnAgainstTimeAndCost() {
    Page page =
        StudyReport.page(
            run(
                RunResult.Status.FINISHED,
                flow("a", Math.log(1000), 0),
                arm("b", 0, "Reached", "steps")));
    assertThat(page.figures())
        .extracting(Figure::id)
        .containsExactly("risk-by-time", "error", "norms", "risk-by-evaluations");
    assertThat(page.figures().get(1).x().label()).isEqualTo("\\(\\log_{10}t\\)");
    assertThat(page.figures().get(1).series().getFirst().x()).endsWith(0, 3);
    assertThat(page.figures().get(3).series().getFirst().x()).endsWith(20, 9001);
    Block.Table table = (Block.Table) page.sections().getFirst().blocks().getFirst();
    assertThat(table.columns())
        .extracting(Column::title)
        .contains("dynamics", "solver", "gradients", "slides");
  }

  @Test
  void page_ofDescentsWithDifferentHorizons_alsoComparesThemAtEqualTime() {
    ArmResult near = arm("a", 0, "Reached", "steps");
    ArmResult far =
        new ArmResult(
            "b",
            "b",
            0,
            "standard",
            "descent",
            "Reached",
            "steps",
            9,
            9,
            30,
            -7,
            0,
            0,
            2,
            0.2,
            0.2,
            1,
            0,
            0);
    assertThat(headings(run(RunResult.Status.FINISHED, near, far))).contains("At equal time");
    assertThat(headings(run(RunResult.Status.FINISHED, near, near)))
        .doesNotContain("At equal time");
  }

  private static List<String> headings(RunRecord run) {
    // Traces that have what is compared.
    Trace trace =
        new Trace(
            List.of("step", "log10_time", "rho"),
            List.of(new double[] {0, Double.NEGATIVE_INFINITY, 1}, new double[] {9, 3, 2}));
    Map<String, Trace> traces = new java.util.LinkedHashMap<>();
    run.traces().keySet().forEach(name -> traces.put(name, trace));
    RunRecord compared =
        new RunRecord(
            run.directory(), run.study(), run.manifest(), run.result(), traces, Map.of(), Map.of());
    return StudyReport.page(compared).sections().stream().map(Section::heading).toList();
  }

  @Test
  void page_withDirections_hasTheAnglesToTheFirstArm() {
    RunRecord run =
        run(RunResult.Status.FINISHED, flow("a", Math.log(1000), 0), flow("b", Math.log(1000), 0));
    Page page = StudyReport.page(with(run, Map.of(), Map.of("b", angles(0, 30, 90))));
    Figure angle =
        page.figures().stream().filter(f -> f.id().equals("angle")).findFirst().orElseThrow();
    assertThat(angle.title()).isEqualTo("Angle to a");
    assertThat(angle.series()).hasSize(1);
    Series series = angle.series().getFirst();
    // The second arm has the second colour here too; an angle of 0 has no place on a log axis.
    assertThat(series.colour()).isEqualTo(1);
    assertThat(series.y()[0]).isNaN();
    assertThat(series.y()[1]).isCloseTo(30, within(1e-13));
    assertThat(series.x()[2]).isCloseTo(3, within(1e-15));
    assertThat(callouts(page)).isEmpty();
  }

  @Test
  void page_withoutAllDirections_saysSo() {
    RunRecord run = run(RunResult.Status.FINISHED, flow("a", 6, 0), flow("b", 6, 0));
    assertThat(callouts(StudyReport.page(run)))
        .extracting(Block.Callout::title)
        .containsExactly("Directions were not kept");
    Page part = StudyReport.page(with(run, Map.of(), Map.of("b", angles(0, 30))));
    assertThat(callouts(part))
        .extracting(Block.Callout::title)
        .containsExactly("Directions were not kept to the end");
  }

  @Test
  void page_withSlides_hasARowForEachUnit() {
    double nan = Double.NaN;
    double ten = Math.log(10);
    List<Slide> slides =
        List.of(
            new Slide(1, 7, 0, Double.NEGATIVE_INFINITY, ten),
            new Slide(1, 2, 5, ten, 2 * ten),
            new Slide(1, 7, 3, 2 * ten, nan));
    RunRecord run = run(RunResult.Status.FINISHED, flow("a", 3 * ten, 3));
    Block.Strips strips = strips(StudyReport.page(with(run, Map.of("a", slides), Map.of())));
    assertThat(strips.rows())
        .extracting(Block.Strips.Strip::label)
        .containsExactly("layer 1, unit 2", "layer 1, unit 7");
    assertThat(strips.low()).isZero();
    assertThat(strips.high()).isCloseTo(3, within(1e-15));
    List<Block.Strips.Span> spans = strips.rows().get(1).spans();
    // From the start of the trace, and to its end.
    assertThat(spans.get(0).from()).isZero();
    assertThat(spans.get(1).to()).isCloseTo(3, within(1e-15));
    assertThat(spans.get(1).text()).isEqualTo("example 3: log10 t from 2 to the end");
    assertThat(strips.caption()).isEqualTo("3 stretches of 2 units.");
  }

  @Test
  void page_ofAnArmThatNeverSeparated_saysWhenItGaveUp() {
    ArmResult stuck =
        new ArmResult(
            "a",
            "a",
            0,
            "fixed-rho",
            "flow",
            "Reached",
            "log-time",
            9,
            9,
            3 * Math.log(10),
            -1,
            0.25,
            0,
            -2,
            -0.2,
            -0.3,
            1,
            0,
            0);
    List<Block.Callout> said = callouts(StudyReport.page(run(RunResult.Status.FINISHED, stuck)));
    assertThat(said).hasSize(1);
    assertThat(said.getFirst().text())
        .startsWith("`a` ended by log-time at \\(\\log_{10}t=3\\) with 25\u202f% of its examples");
  }

  @Test
  void page_ofAnArmWithoutATime_isWritten() {
    // A first step shorter than round-off leaves log t at -∞, which result.json holds as null.
    ArmResult still =
        new ArmResult(
            "a",
            "a",
            0,
            "standard",
            "flow",
            "Reached",
            "steps",
            1,
            1,
            Double.NaN,
            0,
            0.5,
            0,
            -1,
            -0.1,
            -0.1,
            1,
            1,
            0);
    Map<String, List<Slide>> slides =
        Map.of("a", List.of(new Slide(1, 0, 0, Double.NEGATIVE_INFINITY, Double.NaN)));
    Page page = StudyReport.page(with(run(RunResult.Status.FINISHED, still), slides, Map.of()));
    assertThat(callouts(page).getFirst().text()).contains("\\(\\log_{10}t=–\\)");
    assertThat(page.sections()).extracting(Section::heading).doesNotContain("Sliding");
  }

  @Test
  void html_ofStrips_hasABarForEachStretch_andIsNoChart() {
    Block.Strips.Span span = new Block.Strips.Span(1, 2, "example <3>");
    Block.Strips.Span rest = new Block.Strips.Span(3, 4, "then");
    Block.Strips strips =
        new Block.Strips(
            "Sliding",
            "",
            "t",
            0,
            4,
            9,
            List.of(new Block.Strips.Strip("unit 1", List.of(span, rest))));
    StringBuilder html = new StringBuilder();
    StripsHtml.write(strips, html);
    // The scale is [0, 4] with a margin of 0.012 of its length at both ends: 1.048 / 4.096.
    assertThat(html)
        .contains(
            "<rect class=\"s1\" x=\"25.5859%\" y=\"20%\" width=\"24.4141%\" height=\"60%\">"
                + "<title>example &lt;3&gt;</title></rect>");
    assertThat(html.toString().split("<rect", -1)).hasSize(3);
    // The page's script makes a chart of every card, from data that strips have not.
    assertThat(html).doesNotContain("card");
  }

  @Test
  void page_withManySlides_showsTheLongestAndSaysWhereAllAre() {
    List<Slide> slides =
        IntStream.range(0, 100).mapToObj(i -> new Slide(1, i, 0, 0, 1 + 0.01 * i)).toList();
    RunRecord run = run(RunResult.Status.FINISHED, flow("a", 6, 100));
    Page page = StudyReport.page(with(run, Map.of("a", slides), Map.of()));
    Block.Strips strips = strips(page);
    assertThat(strips.rows()).hasSize(40);
    assertThat(strips.rows().getFirst().label()).isEqualTo("layer 1, unit 60");
    assertThat(strips.caption()).contains("100 units", "`slides-a.csv` holds all");
  }

  private static Block.Strips strips(Page page) {
    return page.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Block.Strips.class::isInstance)
        .map(Block.Strips.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Block.Callout> callouts(Page page) {
    return page.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Block.Callout.class::isInstance)
        .map(Block.Callout.class::cast)
        .toList();
  }
}
