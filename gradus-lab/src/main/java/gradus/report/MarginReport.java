package gradus.report;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Figure;
import gradus.margin.MarginAnswer;
import gradus.margin.MarginSolution;
import gradus.margin.NotSeparable;
import gradus.margin.Points;
import gradus.margin.SeparableSplit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The report of what {@code gradus margin} found: {@code report.html} and, in {@code figures/},
 * each figure as SVG and PNG.
 */
public final class MarginReport {
  /** Longer lists of rows are cut. */
  private static final int MOST_ROWS = 200;

  private final Dataset data;
  private final MarginAnswer answer;
  private final double[] y;

  private MarginReport(Dataset data, MarginAnswer answer) {
    this.data = data;
    this.answer = answer;
    if (!(data.labels() instanceof Labels.Signs(double[] signs))) {
      throw new IllegalArgumentException("a margin is of two classes");
    }
    this.y = signs;
  }

  /**
   * Renders the report into a directory.
   *
   * @param origin names and values that say where the answer comes from
   * @param version of the program, for the footer
   * @return the page, and why figures were left out, if they were
   * @throws IOException if a file cannot be written
   */
  public static StudyReport.Written write(
      Dataset data, MarginAnswer answer, Path directory, Map<String, String> origin, String version)
      throws IOException {
    Page page = new MarginReport(data, answer).page(origin, version);
    Path html = directory.resolve("report.html");
    HtmlReport.write(page, html);
    Path figures = Files.createDirectories(directory.resolve("figures"));
    try {
      for (Figure figure : page.figures()) {
        StaticFigure.writeSvg(figure, figures.resolve(figure.id() + ".svg"));
        StaticFigure.writePng(figure, figures.resolve(figure.id() + ".png"));
      }
    } catch (FontsMissing e) {
      return new StudyReport.Written(html, Optional.ofNullable(e.getMessage()));
    }
    return new StudyReport.Written(html, Optional.empty());
  }

  private Page page(Map<String, String> origin, String version) {
    MarginFigures figures = new MarginFigures(data, y, answer);
    List<Section> sections = new ArrayList<>();
    figures.plane().ifPresent(f -> sections.add(Section.of("The plane", new Block.Chart(f))));
    List<Figure> distribution = figures.distribution();
    if (!distribution.isEmpty()) {
      sections.add(Section.of("Margins", new Block.Grid(distribution)));
    }
    switch (answer.separation()) {
      case MarginSolution solution -> sections.add(support(solution));
      case NotSeparable not -> {
        sections.add(split());
        sections.add(witness(not));
      }
    }
    answer.forecast().ifPresent(f -> sections.add(forecast()));
    sections.add(Section.of("Where it comes from", Block.KeyValues.of(origin)));
    return new Page(
        "Margin",
        data.name(),
        "%,d examples of dimension %,d".formatted(data.size(), data.dimension()),
        lead(),
        tiles(),
        sections,
        "Gradus " + version);
  }

  private String lead() {
    return switch (answer.separation()) {
      case MarginSolution solution ->
          "The examples are separable: \\(\\gamma=\\max_{\\|v\\|_{%s}\\le1}\\min_n y_n\\langle v,x_n\\rangle\\) is positive, and the direction found attains it to the gap shown, which is the difference of a primal and a dual value, both recomputed in twice the working precision."
              .formatted(solution.norm().label().replace("inf", "\\infty"));
      case NotSeparable _ ->
          "The examples are not separable: some non-negative weights cancel them,"
              + " \\(\\sum_n\\alpha_ny_nx_n=0\\), so that no direction has all of them on its"
              + " positive side. They split in one way only into examples that a direction can"
              + " separate without putting any on the wrong side, and the rest, on whose span the"
              + " risk has a minimiser (ji2020 §4.2).";
    };
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(new Tile("Separable", answer.isSeparable() ? "yes" : "no", ""));
    if (answer.separation() instanceof MarginSolution solution) {
      tiles.add(
          new Tile(
              "Margin", NumberText.general(solution.margin()), "norm " + solution.norm().label()));
      tiles.add(
          new Tile(
              "Relative gap",
              NumberText.general(oneDigit(solution.relativeGap())),
              "dual less primal"));
      tiles.add(new Tile("Support vectors", Integer.toString(solution.support().length), ""));
    } else {
      SeparableSplit split = answer.split();
      tiles.add(new Tile("Separable part", Integer.toString(split.separable().length), "examples"));
      tiles.add(new Tile("The rest", Integer.toString(split.rest().length), "examples"));
      tiles.add(new Tile("Dimension of its span", Integer.toString(split.basis().rows()), ""));
    }
    answer
        .forecast()
        .ifPresent(
            f ->
                tiles.add(
                    new Tile(
                        "Steps to 1 %",
                        NumberText.html(
                            oneDigitOfPower(f.log10Steps()), Column.Format.POWER_OF_TEN),
                        "of gradient descent, predicted")));
    return tiles;
  }

  /** Enough for a tile, and short enough. */
  private static double oneDigit(double v) {
    return BigDecimal.valueOf(v).round(new MathContext(1)).doubleValue();
  }

  private static double oneDigitOfPower(double log10) {
    double whole = Math.floor(log10);
    return whole + Math.log10(Math.rint(Math.pow(10, log10 - whole)));
  }

  private Section support(MarginSolution solution) {
    int[] support = solution.support();
    double[] margins = Points.of(data).margins(solution.direction());
    List<List<Cell>> rows =
        IntStream.of(support)
            .limit(MOST_ROWS)
            .mapToObj(
                n ->
                    List.of(
                        Cell.of((double) n),
                        Cell.of(y[n] > 0 ? "+1" : "−1"),
                        Cell.of(solution.dual()[n]),
                        Cell.of(margins[n])))
            .toList();
    return Section.of(
        "Support vectors",
        new Block.Table(
            "Rows count from 0 among the examples used. The weights \\(q_n\\) add up to one, and"
                + " \\(\\sum_nq_ny_nx_n\\) has the dual norm \\(\\gamma\\)."
                + cut(support.length),
            List.of(
                Column.numbers("row", Column.Format.INTEGER),
                Column.words("label"),
                Column.numbers("weight \\(q_n\\)"),
                Column.numbers("margin")),
            rows));
  }

  private Section witness(NotSeparable not) {
    int[] rows = IntStream.range(0, y.length).filter(n -> not.witness()[n] > 0).toArray();
    return Section.of(
        "Weights that cancel",
        new Block.Table(
            "With these weights \\(\\|\\sum_n\\alpha_ny_nx_n\\|=\\) "
                + NumberText.general(not.residual())
                + ", zero to round-off."
                + cut(rows.length),
            List.of(
                Column.numbers("row", Column.Format.INTEGER),
                Column.words("label"),
                Column.numbers("weight \\(\\alpha_n\\)")),
            IntStream.of(rows)
                .limit(MOST_ROWS)
                .mapToObj(
                    n ->
                        List.of(
                            Cell.of((double) n),
                            Cell.of(y[n] > 0 ? "+1" : "−1"),
                            Cell.of(not.witness()[n])))
                .toList()));
  }

  private Section split() {
    SeparableSplit split = answer.split();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "%,d examples are in the separable part and %,d in the rest, whose span \\(H\\) has dimension %d of %d. Gradient descent tends to the minimiser of the rest on \\(H\\), and its direction to that of largest margin of the separable part on \\(H^\\perp\\)."
                .formatted(
                    split.separable().length,
                    split.rest().length,
                    split.basis().rows(),
                    data.dimension())));
    split
        .perp()
        .ifPresent(
            perp ->
                blocks.add(
                    new Block.Prose(
                        "On \\(H^\\perp\\) the separable part has the margin %s, with a relative gap of %s."
                            .formatted(
                                NumberText.general(perp.margin()),
                                NumberText.general(Math.max(perp.relativeGap(), 0))))));
    blocks.add(coordinates(split));
    return new Section("The split", blocks);
  }

  private Block coordinates(SeparableSplit split) {
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.words("coordinate"), Column.numbers("minimiser on \\(H\\)")));
    split.perp().ifPresent(perp -> columns.add(Column.numbers("direction on \\(H^\\perp\\)")));
    List<List<Cell>> rows = new ArrayList<>();
    for (int j = 0; j < Math.min(data.dimension(), MOST_ROWS); j++) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of("`" + data.features().get(j) + "`"));
      row.add(Cell.of(answer.minimum().w()[j]));
      if (split.perp().isPresent()) {
        row.add(Cell.of(split.perp().get().direction()[j]));
      }
      rows.add(row);
    }
    return new Block.Table(cut(data.dimension()).strip(), columns, rows);
  }

  private Section forecast() {
    return Section.of(
        "How long descent takes",
        new Block.Prose(
            "Descent with a constant step on the exponential loss follows \\(w(t)=\\hat w\\log t+\\tilde w+o(1)\\) (Soudry et al. 2018), with \\(\\hat w=v/\\gamma=\\sum_n\\alpha_ny_nx_n\\) and \\(y_n\\langle x_n,\\tilde w\\rangle=-\\log(N\\alpha_n)\\) on the support vectors. Its margin is then \\(\\gamma(1-c/\\log t+\\dots)\\) with \\(c=\\) %s, and within one per cent of the largest from \\(\\log_{10}t=\\) %s on; the number of steps is counted for \\(\\eta=1/\\max_n\\|x_n\\|^2\\)."
                .formatted(
                    NumberText.general(answer.forecast().orElseThrow().coefficient()),
                    NumberText.general(answer.forecast().orElseThrow().logTime() / Math.log(10)))));
  }

  private static String cut(int rows) {
    return rows <= MOST_ROWS ? "" : " The first %d of %,d are shown.".formatted(MOST_ROWS, rows);
  }
}
