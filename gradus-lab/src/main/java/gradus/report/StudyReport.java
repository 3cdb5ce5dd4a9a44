package gradus.report;

import gradus.figure.Figure;
import gradus.study.ArmResult;
import gradus.study.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The report of a study's run: {@code report.html} and, in {@code figures/}, each figure as SVG and
 * PNG. Made from the run directory alone, so that it can be made again at any time.
 */
public final class StudyReport {
  /**
   * What was written.
   *
   * @param page the page
   * @param remark why figures were left out, if they were
   */
  public record Written(Path page, Optional<String> remark) {}

  private StudyReport() {}

  /**
   * Renders a run into its directory.
   *
   * @throws IOException if a file cannot be written; earlier ones stay as they were
   */
  public static Written write(RunRecord run) throws IOException {
    Page page = page(run);
    Path html = run.directory().resolve("report.html");
    HtmlReport.write(page, html);
    Path figures = Files.createDirectories(run.directory().resolve("figures"));
    try {
      for (Figure figure : page.figures()) {
        StaticFigure.writeSvg(figure, figures.resolve(figure.id() + ".svg"));
        StaticFigure.writePng(figure, figures.resolve(figure.id() + ".png"));
      }
    } catch (FontsMissing e) {
      return new Written(html, Optional.ofNullable(e.getMessage()));
    }
    return new Written(html, Optional.empty());
  }

  /** The page of a run. */
  static Page page(RunRecord run) {
    ComparisonFigures comparison = new ComparisonFigures(run);
    StudyFigures figures = new StudyFigures(run, comparison.main());
    List<Section> sections = new ArrayList<>();
    sections.add(results(run));
    addFigures(sections, "Risk and error", figures.risk());
    addFigures(sections, "Margins", figures.margins());
    addFigures(sections, "Norms and balance", figures.norms());
    addFigures(sections, "Directions and dual weights", figures.directions());
    addFigures(sections, "Curvature", new SharpnessFigures(run, comparison.main()).figures());
    addAngles(sections, run, comparison.angles());
    addFigures(
        sections,
        comparison.main().kind() == Clock.Kind.TIME ? "At equal cost" : "At equal time",
        comparison.other());
    List<Block> slides = new SlideBlocks(run).blocks();
    if (!slides.isEmpty()) {
      sections.add(new Section("Sliding", slides));
    }
    sections.add(Section.of("The study as run", new Block.Code("study.yaml", "yaml", run.study())));
    sections.add(Section.of("Where it comes from", Block.KeyValues.of(run.manifest())));
    return new Page(
        "Study",
        run.result().study(),
        subtitle(run),
        lead(run),
        StudyTables.tiles(run.result().arms()),
        sections,
        "Gradus %s · %s"
            .formatted(
                said(run, "gradus"),
                run.manifest().getOrDefault("finished", said(run, "started"))));
  }

  private static Section results(RunRecord run) {
    List<ArmResult> arms = run.result().arms();
    List<Block> blocks = new ArrayList<>();
    switch (run.result().status()) {
      case RUNNING, INTERRUPTED ->
          blocks.add(
              new Block.Callout(
                  Tone.WARNING,
                  "Not all arms have ended",
                  "Those that have are shown; `gradus study … --resume` goes on with the others."));
      case FINISHED -> {}
    }
    arms.stream()
        .filter(ArmResult::failed)
        .forEach(
            arm ->
                blocks.add(
                    new Block.Callout(
                        Tone.FAILURE,
                        arm.name() + " failed",
                        arm.reason() + ". The weights and results are those of that state.")));
    unseparated(arms).ifPresent(blocks::add);
    for (ArmResult arm : arms) {
      arm.remark()
          .ifPresent(
              text -> blocks.add(new Block.Callout(Tone.WARNING, "About " + arm.name(), text)));
    }
    blocks.add(StudyTables.arms(arms));
    StudyTables.seeds(arms).ifPresent(blocks::add);
    return new Section("Results", blocks);
  }

  /** A word on arms that gave up before their examples were separated, which theory supposes. */
  private static Optional<Block> unseparated(List<ArmResult> arms) {
    List<String> which =
        arms.stream()
            .filter(arm -> !arm.failed() && arm.trainError() > 0)
            .map(
                arm ->
                    "`%s` ended by %s at \\(\\log_{10}t=%s\\) with %s of its examples on the wrong"
                            .formatted(
                                arm.name(),
                                arm.reason(),
                                NumberText.html(
                                    arm.logTime() / Math.log(10), Column.Format.GENERAL),
                                NumberText.html(arm.trainError(), Column.Format.PERCENT))
                        + " side")
            .toList();
    return which.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Block.Callout(
                Tone.NOTE,
                "Not all examples were separated",
                String.join("; ", which)
                    + ". What theory says of margins and growing norms begins where all examples"
                    + " are on their side."));
  }

  private static void addFigures(List<Section> sections, String heading, List<Figure> figures) {
    if (!figures.isEmpty()) {
      sections.add(Section.of(heading, new Block.Grid(figures)));
    }
  }

  /** The angles between arms, and a word where their directions were not kept to the end. */
  private static void addAngles(List<Section> sections, RunRecord run, List<Figure> figures) {
    List<Block> blocks = new ArrayList<>();
    if (!figures.isEmpty()) {
      blocks.add(new Block.Grid(figures));
    }
    boolean several = run.result().arms().stream().map(ArmResult::arm).distinct().count() > 1;
    boolean whole =
        run.angles().entrySet().stream()
            .allMatch(e -> e.getValue().logTime().length == run.trace(e.getKey()).size());
    if (several && (run.angles().isEmpty() || !whole)) {
      blocks.add(
          new Block.Callout(
              Tone.NOTE,
              "Directions were not kept" + (figures.isEmpty() ? "" : " to the end"),
              "An arm keeps at most 2,000,000 numbers, weights times records, to compare its"
                  + " directions with others'. Fewer records, as `record: {log-spaced: 50}`, leave"
                  + " room for all of them."));
    }
    if (!blocks.isEmpty()) {
      sections.add(new Section("How far arms are apart", blocks));
    }
  }

  private static String subtitle(RunRecord run) {
    return "%s, network %s, %s loss"
        .formatted(said(run, "data.name"), said(run, "network"), said(run, "loss"));
  }

  private static String lead(RunRecord run) {
    int arms = run.result().arms().size();
    String test = said(run, "data.testExamples");
    return String.format(
        Locale.ROOT,
        "%s on %s examples of dimension %s%s. Norms are Frobenius norms, %s the weights of layer"
            + " \\(k\\), \\(\\rho_k\\) their norm, \\(z_n\\) the margin of example \\(n\\);"
            + " normalised margins divide by \\(\\prod_k\\rho_k^{d_k}\\), with \\(d_k\\) the degree"
            + " of the network in \\(W_k\\).",
        arms == 1 ? "One arm" : arms + " arms",
        said(run, "data.examples"),
        said(run, "data.dimension"),
        test.equals("0") ? "" : ", with " + test + " more to test on",
        "\\(W_k\\)");
  }

  private static String said(RunRecord run, String key) {
    Map<String, String> manifest = run.manifest();
    return manifest.getOrDefault(key, "?");
  }
}
