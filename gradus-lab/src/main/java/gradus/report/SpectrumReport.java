package gradus.report;

import gradus.curvature.LossSlice;
import gradus.curvature.NullSplit;
import gradus.curvature.SphereCurvature;
import gradus.curvature.Subspace;
import gradus.curvature.Survey;
import gradus.curvature.Triviality;
import gradus.figure.Figure;
import gradus.figure.Surface;
import gradus.net.Network;
import gradus.num.Blas;
import gradus.study.AtomicFile;
import gradus.study.Standpoint;
import gradus.study.SurveyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page of a survey of curvature: {@code spectrum-<arm>.html}, with its figures as SVG and PNG
 * in {@code figures/}.
 */
public final class SpectrumReport {
  private static final double LOG_10 = Math.log(10);
  private static final int SLICE = 41;

  /** How far a slice goes at most, of the norm of the weights. */
  private static final double FAR = 0.25;

  private final Standpoint from;
  private final Survey survey;
  private final boolean representable;
  private final double unit;

  private SpectrumReport(Standpoint from, Survey survey) {
    this.from = from;
    this.survey = survey;
    this.representable = Math.abs(survey.logScale()) < 600;
    this.unit = representable ? Math.exp(survey.logScale()) : 1;
  }

  /**
   * Renders a survey into a directory.
   *
   * @param version of the program, for the footer
   * @throws IOException if a file cannot be written; earlier ones stay as they were
   */
  public static StudyReport.Written write(
      Standpoint from, Survey survey, Path directory, String version) throws IOException {
    SpectrumReport report = new SpectrumReport(from, survey);
    Surface surface = report.surface();
    Page page = report.page(surface, version);
    Path html = directory.resolve(name(from, survey) + ".html");
    HtmlReport.write(page, html);
    Path figures = Files.createDirectories(directory.resolve("figures"));
    String arm = Figure.idOf(from.arm() + (survey.spheres().isPresent() ? "-spheres" : ""));
    AtomicFile.write(
        figures.resolve(surface.id() + "-" + arm + ".svg"), SurfaceSvg.of(surface, true));
    try {
      for (Figure figure : page.figures()) {
        StaticFigure.writeSvg(figure, figures.resolve(figure.id() + "-" + arm + ".svg"));
        StaticFigure.writePng(figure, figures.resolve(figure.id() + "-" + arm + ".png"));
      }
    } catch (FontsMissing e) {
      return new StudyReport.Written(html, Optional.ofNullable(e.getMessage()));
    }
    return new StudyReport.Written(html, Optional.empty());
  }

  /** What the files of a survey are called, without their ends. */
  public static String name(Standpoint from, Survey survey) {
    return "spectrum-" + from.arm() + (survey.spheres().isPresent() ? "-spheres" : "");
  }

  private Page page(Surface surface, String version) {
    Network network = from.risk().network();
    List<Section> sections = new ArrayList<>();
    survey.whole().ifPresent(whole -> sections.add(flat(whole)));
    sections.add(
        Section.of(
            "Spectrum",
            new Block.Grid(new SpectrumFigures(survey, unit).figures(network.blocks())),
            ends()));
    sections.add(Section.of("The loss around the point", new Block.Relief(surface)));
    return new Page(
        "Spectrum",
        from.study().name() + ", " + from.arm(),
        "%s, %s, %d examples, %s loss"
            .formatted(
                network,
                survey.spheres().isPresent()
                    ? "a product of spheres of dimension %,d".formatted(survey.parameters())
                    : "%,d trained weights".formatted(survey.parameters()),
                from.risk().examples().count(),
                from.risk().loss().label()),
        lead(),
        tiles(),
        sections,
        "Gradus " + version);
  }

  private String lead() {
    String units =
        representable
            ? ""
            : " Eigenvalues are in units of \\(10^{%s}\\), which no double holds."
                .formatted(NumberText.general(survey.logScale() / LOG_10));
    String kink =
        survey.kinks().layer() == 0
            ? ""
            : " The nearest kink is that of unit %d of layer %d on example %d, at an angle of sine %s%s."
                .formatted(
                    survey.kinks().unit() + 1,
                    survey.kinks().layer(),
                    survey.kinks().example() + 1,
                    NumberText.general(survey.kinks().clearance()),
                    survey.kinks().touching()
                        ? ": the point lies on it, and these are the second derivatives of one side"
                        : "");
    String which =
        survey
            .spheres()
            .map(
                s ->
                    ("The Hessian of the training risk at %%s, on the product of the spheres"
                            + " \\(\\|W_k\\|=\\rho_k\\): \\(E^{\\mathsf T}(\\nabla^2\\hat"
                            + " R+\\operatorname{diag}\\mu_k)E\\). The tangent part of the gradient"
                            + " is %s of it.")
                        .formatted(NumberText.general(s.residual())))
            .orElse("The Hessian of the training risk at %s.");
    return (which
            + " \\(\\log_{10}\\hat R = %s\\), \\(\\log_{10}\\|%s\\nabla\\hat R\\| = %s\\).%s%s")
        .formatted(
            from.where(),
            NumberText.general(survey.logRisk() / LOG_10),
            survey.spheres().isPresent() ? "E^{\\mathsf T}" : "",
            NumberText.general(survey.logGradient() / LOG_10),
            kink,
            units);
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "\\(\\lambda_{\\max}\\)",
            brief(unit * survey.largest().value()),
            "\\(2/\\lambda_{\\max}\\) = "
                + NumberText.general(2 / (unit * survey.largest().value()))));
    double least = survey.least().value();
    boolean zero = Math.abs(least) <= 1e-13 * Math.abs(survey.largest().value());
    tiles.add(
        new Tile(
            "\\(\\lambda_{\\min}\\)",
            zero ? "0" : brief(unit * least),
            zero ? "to round-off" : ""));
    survey
        .whole()
        .ifPresent(
            whole ->
                tiles.add(
                    new Tile(
                        "Nullity",
                        Integer.toString(whole.nullity().count()),
                        "%d positive, %d negative"
                            .formatted(
                                whole.signature().positive(), whole.signature().negative()))));
    tiles.add(new Tile("Trace", brief(unit * survey.trace().estimate()), spread(true)));
    tiles.add(
        new Tile("\\(\\|H\\|_F\\)", brief(unit * survey.frobenius().estimate()), spread(false)));
    return tiles;
  }

  /** Powers of ten have room for two digits. */
  private static String brief(double v) {
    String whole = NumberText.general(v);
    return whole.contains("10") && whole.length() > 8
        ? NumberText.general(Double.parseDouble(String.format(java.util.Locale.ROOT, "%.1e", v)))
        : whole;
  }

  private String spread(boolean trace) {
    var interval = trace ? survey.trace() : survey.frobenius();
    return interval.halfWidth() == 0
        ? "exact"
        : "95 %%: %s to %s"
            .formatted(
                NumberText.general(unit * interval.low()),
                NumberText.general(unit * interval.high()));
  }

  /** The flat directions by their reasons. */
  private Section flat(Survey.Whole whole) {
    List<List<Cell>> rows = new ArrayList<>();
    whole
        .split()
        .map(SurveyFile::ledger)
        .orElse(Map.of())
        .forEach((words, count) -> rows.add(List.of(Cell.of(words), Cell.of((double) count))));
    rows.add(List.of(Cell.of("**nullity**"), Cell.of((double) whole.nullity().count())));
    String caption =
        "\\(|\\lambda| \\le %s\\,\\max|\\lambda|\\) counts as zero; the largest that does is %s, the least that does not %s of \\(\\max|\\lambda|\\). Each kind counts the dimensions that it adds to those before it."
            .formatted(
                NumberText.general(whole.nullity().tolerance()),
                NumberText.general(whole.nullity().largest()),
                NumberText.general(whole.nullity().next()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Table(
            caption,
            List.of(
                Column.words("flat directions"), Column.numbers("how many", Column.Format.INTEGER)),
            rows));
    int broken = whole.split().map(NullSplit::broken).orElse(0);
    if (broken > 0) {
      blocks.add(
          new Block.Callout(
              Tone.NOTE,
              "Not a stationary point",
              "%d directions of symmetry are curved here, as they are where the gradient is not zero: \\(H\\xi = -(D\\xi)^{\\mathsf T}\\nabla\\hat R\\)."
                  .formatted(broken)));
    }
    if (survey.spheres().isEmpty()) {
      blocks.add(new Block.Prose(moved(whole)));
    }
    return new Section("Flat directions", blocks);
  }

  private static String moved(Survey.Whole whole) {
    return whole
        .triviality()
        .map(
            (Triviality t) ->
                "Moved along, **%d** of the null directions leave the network the same function (trivial) and **%d** change what it says of fresh inputs."
                    .formatted(t.trivial(), t.nontrivial()))
        .orElse("There are too many null directions to move along each on fresh inputs.");
  }

  private Block ends() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.numbers("\\(\\lambda\\)"));
    columns.add(Column.numbers("\\(\\|Hv-\\lambda v\\|\\)"));
    from.risk()
        .network()
        .blocks()
        .forEach(block -> columns.add(Column.numbers(block.name(), Column.Format.PERCENT)));
    List<List<Cell>> rows = new ArrayList<>();
    for (Survey.Pair pair : survey.ends()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(unit * pair.value()));
      row.add(Cell.of(unit * pair.residual()));
      for (double share : pair.shares()) {
        row.add(Cell.of(share));
      }
      rows.add(row);
    }
    String caption =
        survey.converged()
            ? "Eigenvalues at the ends, with the share of each layer in their vectors."
            : "Lanczos ran out of products: an eigenvalue lies within the residual of each value.";
    return new Block.Table(caption, columns, rows);
  }

  /** The risk over the direction of the largest curvature and the flattest one that is known. */
  private Surface surface() {
    Survey.Pair steep = survey.largest();
    double[] other = other();
    double norm = Blas.best().nrm2(from.weights().length, from.weights(), 0);
    double across = radius(steep.value(), norm);
    double deep = radius(quotient(other), norm);
    LossSlice slice =
        LossSlice.of(from.risk(), from.weights(), steep.vector(), across, other, deep, SLICE);
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : slice.logRisk()) {
      for (double v : row) {
        most = Double.isFinite(v) ? Math.max(most, v) : most;
      }
    }
    double[][] heights = new double[SLICE][SLICE];
    boolean plain = Math.abs(most) < 300;
    for (int i = 0; i < SLICE; i++) {
      for (int j = 0; j < SLICE; j++) {
        heights[i][j] = Math.exp(slice.logRisk()[i][j] - (plain ? 0 : most));
      }
    }
    return new Surface(
        "spectrum-surface",
        "A slice of the risk",
        "The training risk over the plane through the weights that the eigenvector of the largest"
            + " eigenvalue and a direction with as little curvature as is known span.",
        "along the eigenvector of λmax",
        survey.whole().map(w -> w.nullity().count() > 0).orElse(false)
            ? "along a null direction"
            : "along the least eigenvector",
        plain ? "risk" : "risk, of the highest here",
        slice.x(),
        slice.y(),
        heights);
  }

  /** A null direction that changes the function, if one is known; else the least eigenvector. */
  private double[] other() {
    Optional<double[]> moving =
        survey
            .whole()
            .flatMap(Survey.Whole::triviality)
            .filter(t -> t.nontrivial() > 0)
            .map(t -> t.directions().getFirst().vector());
    return moving.orElseGet(
        () -> {
          Survey.Pair flattest = survey.least();
          Optional<Survey.Whole> whole = survey.whole().filter(w -> w.nullity().count() > 0);
          return whole.map(this::someNull).orElse(flattest.vector());
        });
  }

  private double[] someNull(Survey.Whole whole) {
    double[] v = new double[from.weights().length];
    Subspace space =
        survey.spheres().isPresent()
            ? SphereCurvature.ofTrained(from.risk(), from.weights()).tangent()
            : Subspace.trained(from.risk().network());
    space.embed(whole.nullity().basis().col(0), v);
    return v;
  }

  private double quotient(double[] v) {
    double[] image = new double[v.length];
    from.risk().at(from.weights());
    from.risk().hessian(v, image);
    return Blas.best().dot(v.length, v, 0, image, 0);
  }

  /** As far as the quadratic model takes to raise the risk fourfold, but not too far. */
  private double radius(double lambda, double norm) {
    double logQuadratic =
        (Math.log(8) + survey.logRisk() - survey.logScale() - Math.log(Math.abs(lambda))) / 2;
    double natural = Math.exp(logQuadratic);
    double far = FAR * Math.max(norm, 1e-3);
    return survey.logRisk() < survey.logScale() - 20 || !(natural < far) ? far : natural;
  }
}
