package gradus.report;

import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Scale;
import gradus.report.StudyCurves.Line;
import gradus.study.RunRecord;
import gradus.study.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a study: what the traces hold, arm by arm, with what theory says about it.
 *
 * <p>A figure for which no trace has a finite number is left out. Seeds of one arm share its
 * colour.
 */
final class StudyFigures {
  private static final int MOST_ARMS_IN_DETAIL = 4;
  private static final int MOST_LAYERS = 4;
  private static final int MOST_MARKS = 12;
  private static final double WIDE = 3;

  private final RunRecord run;
  private final StudyCurves curves;
  private final Clock clock;

  StudyFigures(RunRecord run, Clock clock) {
    this.run = run;
    this.curves = new StudyCurves(run);
    this.clock = clock;
  }

  List<Figure> risk() {
    List<Figure> figures = new ArrayList<>();
    Axis logRisk = Axis.linear("\\(\\log_{10}\\hat R\\)");
    List<Line> lines = withDetail("log10_risk", "test_log10_risk", " (test)", Dash.DASHED);
    if (clock.kind() == Clock.Kind.STEPS) {
      add(
          figures,
          Figure.of("risk-by-steps", "Risk", clock.axis(), logRisk)
              .captioned(
                  "Mean loss by steps"
                      + (detailed() ? "; dashed on the test examples." : ".")
                      + " With constant steps the"
                      + " logarithm of an exponential-type loss falls like \\(-\\log t\\), so that"
                      + " steps soon change little; rescaled steps \\(\\eta/\\hat R\\) make it fall"
                      + " in proportion to the steps."),
          lines);
    }
    Clock time = Clock.of(Clock.Kind.TIME, run);
    add(
        figures,
        Figure.of("risk-by-time", "Risk over time", time.axis(), logRisk)
            .captioned(
                "Mean loss by the time \\(t\\), for steps \\(\\sum\\eta_t\\). Once all examples are"
                    + " on their side, an exponential-type loss of a homogeneous network tends to a"
                    + " line of slope \\(-1\\): \\(\\hat R\\sim 1/t\\) up to powers of"
                    + " \\(\\log t\\)."),
        time,
        clock.kind() == Clock.Kind.STEPS ? lines.subList(0, 1) : lines);
    add(
        figures,
        Figure.of("error", "Classification error", clock.axis(), Axis.linear("share of examples"))
            .captioned(
                "The share of examples on the wrong side"
                    + (detailed() ? "; dashed on the test examples." : ".")
                    + " It reaches its end long before the risk and the margin do."),
        withDetail("train_error", "test_error", " (test)", Dash.DASHED));
    add(
        figures,
        Figure.of(
                "gradient",
                "Gradient",
                clock.axis(),
                Axis.linear("\\(\\log_{10}\\lVert\\nabla\\hat R\\rVert\\)"))
            .captioned("The norm of the gradient; it follows the risk."),
        List.of(new Line("log10_gradient_norm", "", Dash.SOLID)));
    return figures;
  }

  List<Figure> margins() {
    List<Figure> figures = new ArrayList<>();
    add(
        figures,
        withSwitches(
            Figure.of(
                    "margin-over-rho",
                    "Margin of the normalised network",
                    clock.axis(),
                    Axis.linear("\\(\\min_n z_n/\\prod_k\\rho_k^{d_k}\\)"))
                .captioned(
                    "The least margin with each layer divided by its norm"
                        + (detailed()
                            ? "; dashed the smoothed margin"
                                + " \\(\\psi=\\ell^{-1}(\\sum_n\\ell(z_n))\\), which lies below"
                                + " it and joins it as the risk goes to zero."
                            : ".")
                        + (run.result().arms().size() == 1
                            ? " Thin lines mark where another example becomes the one of least"
                                + " margin."
                            : ""))),
        margin("margin_over_rho", "smoothed_over_rho"));
    if (!detailed()) {
      add(
          figures,
          Figure.of(
                  "smoothed-over-rho",
                  "Smoothed margin of the normalised network",
                  clock.axis(),
                  Axis.linear("\\(\\psi/\\prod_k\\rho_k^{d_k}\\)"))
              .captioned(
                  "\\(\\psi=\\ell^{-1}(\\sum_n\\ell(z_n))\\) instead of the least margin, which it"
                      + " joins from below as the risk goes to zero; shown where it is positive."),
          List.of(new Line("smoothed_over_rho", "", Dash.SOLID, StudyFigures::positive)));
    }
    add(
        figures,
        Figure.of(
                "margin-over-norm",
                "Margin over the norm",
                clock.axis(),
                Axis.linear("\\(\\min_n z_n/\\lVert w\\rVert^L\\)"))
            .captioned(
                "The least margin over \\(\\lVert w\\rVert^L\\), \\(L\\) the degree of the network"
                    + (detailed() ? "; dashed the smoothed margin." : ".")
                    + " Along the gradient flow the smoothed one never falls once \\(\\hat"
                    + " R<1/N\\), and a limit direction is a stationary point of the largest"
                    + " margin."),
        margin("margin_over_norm", "smoothed_over_norm"));
    add(
        figures,
        Figure.of("margins", "Margins", clock.axis(), Axis.linear("\\(z_n\\)"))
            .captioned(
                "The least margin"
                    + (detailed() ? ", dotted the median." : ".")
                    + " An example counts as learnt where its margin"
                    + " is positive."),
        withDetail("margin_min", "margin_q50", " (median)", Dash.DOTTED));
    add(
        figures,
        Figure.of(
                "support",
                "Changes of the support vector",
                clock.axis(),
                Axis.linear("changes so far"))
            .captioned(
                "How often another example became the one of least margin. The direction of the"
                    + " weights bends there."),
        List.of(new Line("support_switches", "", Dash.SOLID)));
    return figures;
  }

  List<Figure> norms() {
    List<Figure> figures = new ArrayList<>();
    add(
        figures,
        Figure.of(
                "norm",
                "Product of the norms",
                clock.axis(),
                Axis.linear("\\(\\log_{10}\\prod_k\\rho_k^{d_k}\\)"))
            .captioned(
                "Under an exponential-type loss it grows without bound, like \\(\\log t\\) divided"
                    + " by the margin: the margin of the data is met by growing norms."),
        List.of(new Line("rho", "", Dash.SOLID, Math::log10)));
    addNorms(figures);
    add(
        figures,
        Figure.of(
                "balance",
                "Balance",
                clock.axis(),
                Axis.linear("\\(\\rho_k^2/d_k-\\rho_1^2/d_1\\)"))
            .captioned(
                "The gradient flow conserves these differences exactly; dynamics that split norms"
                    + " from directions in another way need not. In descent what drifts is the"
                    + " work of steps of finite length: in proportion to \\(\\eta\\); momentum,"
                    + " Adam and small batches add their own."),
        layers("balance_", 2));
    return figures;
  }

  List<Figure> directions() {
    List<Figure> figures = new ArrayList<>();
    add(
        figures,
        Figure.of(
                "alignment",
                "Alignment",
                clock.axis(),
                Axis.linear("\\(\\cos\\angle(w,-\\nabla\\hat R)\\)"))
            .captioned(
                "The cosine of the weights and the direction of descent. Under exponential-type"
                    + " losses it tends to 1: in the end the weights only grow along their own"
                    + " direction."
                    + (clock.kind() == Clock.Kind.TIME
                        ? " Where a unit slides, the gradient is that of one side of its kink,"
                            + " which shows as a spike."
                        : "")),
        List.of(new Line("alignment", "", Dash.SOLID)));
    add(
        figures,
        Figure.of(
                "direction",
                "Change of direction",
                clock.axis(),
                Axis.linear("\\(\\log_{10}\\lVert\\hat w-\\hat w'\\rVert\\)"))
            .captioned(
                "How far the direction \\(\\hat w=w/\\lVert w\\rVert\\) went since the last record;"
                    + " it slows down as the direction converges."),
        List.of(new Line("direction_change", "", Dash.SOLID, Math::log10)));
    add(
        figures,
        Figure.of(
                "entropy",
                "Entropy of the dual weights",
                clock.axis(),
                Axis.linear("\\(-\\sum_n q_n\\log q_n\\)"))
            .captioned(
                "The weights \\(q_n\\propto-\\ell'(z_n)\\) say which examples pull. They begin"
                    + " spread, \\(\\log N\\), and gather on the support vectors: \\(\\log m\\)"
                    + " when \\(m\\) of them pull alike."),
        List.of(new Line("q_entropy", "", Dash.SOLID)));
    return figures;
  }

  /** Before the examples are separated the smoothed margin is far below zero and says nothing. */
  private static double positive(double v) {
    return v > 0 ? v : Double.NaN;
  }

  /** The least margin and, where there is room for two curves of each arm, the smoothed one. */
  private List<Line> margin(String least, String smoothed) {
    Line solid = new Line(least, "", Dash.SOLID);
    return detailed()
        ? List.of(solid, new Line(smoothed, " (smoothed)", Dash.DASHED, StudyFigures::positive))
        : List.of(solid);
  }

  /** A curve and, where there is room for two of each arm, another one beside it. */
  private List<Line> withDetail(String column, String other, String suffix, Dash dash) {
    Line solid = new Line(column, "", Dash.SOLID);
    return detailed() ? List.of(solid, new Line(other, suffix, dash)) : List.of(solid);
  }

  private boolean detailed() {
    return curves.arms() <= MOST_ARMS_IN_DETAIL;
  }

  /** All layers in one figure, or, with many arms, a figure for each layer. */
  private void addNorms(List<Figure> figures) {
    int layers = curves.layers("rho_");
    boolean wide = false;
    for (int k = 1; k <= layers; k++) {
      wide |= curves.spans("rho_" + k, WIDE);
    }
    Scale scale = wide ? Scale.LOG10 : Scale.LINEAR;
    String caption =
        "Along the flow the squares of all norms grow at the same rate, so that layers that start"
            + " alike stay alike; other dynamics hold or prescribe them.";
    if (detailed()) {
      add(
          figures,
          Figure.of(
                  "norms",
                  "Norms of the layers",
                  clock.axis(),
                  new Axis("\\(\\rho_k\\)", "", scale))
              .captioned("The norm of each layer's weights. " + caption),
          layers("rho_", 1));
      return;
    }
    for (int k = 1; k <= Math.min(layers, MOST_LAYERS); k++) {
      Axis axis = new Axis("\\(\\rho_%d\\)".formatted(k), "", scale);
      add(
          figures,
          Figure.of("norm-" + k, "Norm of layer " + k, clock.axis(), axis).captioned(caption),
          List.of(new Line("rho_" + k, "", Dash.SOLID)));
    }
  }

  /** One line for each layer, dashes telling layers apart; the first layer alone with many arms. */
  private List<Line> layers(String prefix, int first) {
    List<Line> lines = new ArrayList<>();
    Dash[] dashes = Dash.values();
    int last = detailed() ? first + curves.layers(prefix) - 1 : first;
    for (int k = first; k <= last; k++) {
      Dash dash = dashes[Math.min(k - first, dashes.length - 1)];
      lines.add(new Line(prefix + k, ", \\(k=%d\\)".formatted(k), dash));
    }
    return lines;
  }

  private void add(List<Figure> figures, Figure empty, List<Line> lines) {
    add(figures, empty, clock, lines);
  }

  private void add(List<Figure> figures, Figure empty, Clock by, List<Line> lines) {
    curves.drawn(empty, by, lines).ifPresent(figures::add);
  }

  /** Marks where the support vector changed, where one arm changes it a few times. */
  private Figure withSwitches(Figure figure) {
    if (run.result().arms().size() != 1) {
      return figure;
    }
    Trace trace = curves.trace(run.result().arms().getFirst());
    if (!trace.has("support_vector")) {
      return figure;
    }
    double[] vector = trace.column("support_vector");
    double[] step = clock.x(trace);
    List<Mark> marks = new ArrayList<>();
    for (int i = 1; i < vector.length; i++) {
      if (vector[i] != vector[i - 1] && Double.isFinite(step[i])) {
        marks.add(Mark.atX(step[i], ""));
      }
    }
    Figure marked = figure;
    for (Mark mark : marks.size() <= MOST_MARKS ? marks : List.<Mark>of()) {
      marked = marked.with(mark);
    }
    return marked;
  }
}
