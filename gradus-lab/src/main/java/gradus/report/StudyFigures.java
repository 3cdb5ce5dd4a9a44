package gradus.report;

import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.study.ArmResult;
import gradus.study.RunRecord;
import gradus.study.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The figures of a study: what the traces hold, arm by arm, with what theory says about it.
 *
 * <p>A figure for which no trace has a finite number is left out. Seeds of one arm share its
 * colour.
 */
final class StudyFigures {
  private static final int MOST_ARMS_BY_LAYER = 4;
  private static final int MOST_MARKS = 12;
  private static final double LONG = 1000;

  private final RunRecord run;
  private final List<String> arms;
  private final Axis steps;

  StudyFigures(RunRecord run) {
    this.run = run;
    this.arms = run.result().arms().stream().map(ArmResult::arm).distinct().toList();
    double last =
        run.traces().values().stream()
            .filter(trace -> trace.size() > 0)
            .mapToDouble(trace -> trace.column("step")[trace.size() - 1])
            .max()
            .orElse(0);
    this.steps = last > LONG ? Axis.log10("steps") : Axis.linear("steps");
  }

  List<Figure> risk() {
    List<Figure> figures = new ArrayList<>();
    Axis logRisk = Axis.linear("\\(\\log_{10}\\hat R\\)");
    add(
        figures,
        Figure.of("risk-by-steps", "Risk", steps, logRisk)
            .captioned(
                "Mean loss by steps; dashed on the test examples. With constant steps the logarithm"
                    + " of an exponential-type loss falls like \\(-\\log t\\), so that steps soon"
                    + " change little; rescaled steps \\(\\eta/\\hat R\\) make it fall in"
                    + " proportion to the steps."),
        List.of(
            new Line("log10_risk", "", Dash.SOLID),
            new Line("test_log10_risk", " (test)", Dash.DASHED)));
    addOverTime(
        figures,
        Figure.of("risk-by-time", "Risk over time", Axis.linear("\\(\\log_{10}t\\)"), logRisk)
            .captioned(
                "The same by \\(t=\\sum\\eta_t\\). Once all examples are on their side, an"
                    + " exponential-type loss of a homogeneous network tends to a line of slope"
                    + " \\(-1\\): \\(\\hat R\\sim 1/t\\) up to powers of \\(\\log t\\)."),
        "log10_risk");
    add(
        figures,
        Figure.of("error", "Classification error", steps, Axis.linear("share of examples"))
            .captioned(
                "The share of examples on the wrong side; dashed on the test examples. It reaches"
                    + " its end long before the risk and the margin do."),
        List.of(
            new Line("train_error", "", Dash.SOLID),
            new Line("test_error", " (test)", Dash.DASHED)));
    add(
        figures,
        Figure.of(
                "gradient",
                "Gradient",
                steps,
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
                    steps,
                    Axis.linear("\\(\\min_n z_n/\\prod_k\\rho_k^{d_k}\\)"))
                .captioned(
                    "The least margin with each layer divided by its norm; dashed the smoothed"
                        + " margin \\(\\psi=\\ell^{-1}(\\sum_n\\ell(z_n))\\), which lies below it"
                        + " and joins it as the risk goes to zero. Thin lines mark where another"
                        + " example becomes the one of least margin.")),
        List.of(
            new Line("margin_over_rho", "", Dash.SOLID),
            new Line("smoothed_over_rho", " (smoothed)", Dash.DASHED, StudyFigures::positive)));
    add(
        figures,
        Figure.of(
                "margin-over-norm",
                "Margin over the norm",
                steps,
                Axis.linear("\\(\\min_n z_n/\\lVert w\\rVert^L\\)"))
            .captioned(
                "The least margin over \\(\\lVert w\\r"
                    + "Vert^L\\), \\(L\\) the degree of the network; dashed the smoothed margin."
                    + " Along the gradient flow the smoothed one never falls once \\(\\hat"
                    + " R<1/N\\), and a limit direction is a stationary point of the largest"
                    + " margin."),
        List.of(
            new Line("margin_over_norm", "", Dash.SOLID),
            new Line("smoothed_over_norm", " (smoothed)", Dash.DASHED, StudyFigures::positive)));
    add(
        figures,
        Figure.of("margins", "Margins", steps, Axis.linear("\\(z_n\\)"))
            .captioned(
                "The least margin, dotted the median. An example counts as learnt where its margin"
                    + " is positive."),
        List.of(
            new Line("margin_min", "", Dash.SOLID),
            new Line("margin_q50", " (median)", Dash.DOTTED)));
    add(
        figures,
        Figure.of("support", "Changes of the support vector", steps, Axis.linear("changes so far"))
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
                steps,
                Axis.linear("\\(\\log_{10}\\prod_k\\rho_k^{d_k}\\)"))
            .captioned(
                "Under an exponential-type loss it grows without bound, like \\(\\log t\\) divided"
                    + " by the margin: the margin of the data is met by growing norms."),
        List.of(new Line("rho", "", Dash.SOLID, Math::log10)));
    add(
        figures,
        Figure.of("norms", "Norms of the layers", steps, Axis.linear("\\(\\rho_k\\)"))
            .captioned(
                "The norm of each layer's weights. Along the flow the squares of all grow at the"
                    + " same rate, so that layers that start alike stay alike."),
        layers("rho_", 1));
    add(
        figures,
        Figure.of("balance", "Balance", steps, Axis.linear("\\(\\rho_k^2/d_k-\\rho_1^2/d_1\\)"))
            .captioned(
                "The gradient flow conserves these differences exactly. What drifts is the work of"
                    + " steps of finite length: in proportion to \\(\\eta\\) for descent; momentum,"
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
                steps,
                Axis.linear("\\(\\cos\\angle(w,-\\nabla\\hat R)\\)"))
            .captioned(
                "The cosine of the weights and the direction of descent. Under exponential-type"
                    + " losses it tends to 1: in the end the weights only grow along their own"
                    + " direction."),
        List.of(new Line("alignment", "", Dash.SOLID)));
    add(
        figures,
        Figure.of(
                "direction",
                "Change of direction",
                steps,
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
                steps,
                Axis.linear("\\(-\\sum_n q_n\\log q_n\\)"))
            .captioned(
                "The weights \\(q_n\\propto-\\ell'(z_n)\\) say which examples pull. They begin"
                    + " spread, \\(\\log N\\), and gather on the support vectors: \\(\\log m\\)"
                    + " when \\(m\\) of them pull alike."),
        List.of(new Line("q_entropy", "", Dash.SOLID)));
    return figures;
  }

  /** One curve of each arm: a column, what its name says besides the arm, how it is drawn. */
  private record Line(String column, String suffix, Dash dash, DoubleUnaryOperator map) {
    Line(String column, String suffix, Dash dash) {
      this(column, suffix, dash, DoubleUnaryOperator.identity());
    }
  }

  /** Before the examples are separated the smoothed margin is far below zero and says nothing. */
  private static double positive(double v) {
    return v > 0 ? v : Double.NaN;
  }

  /** One line for each layer, dashes telling layers apart; the first layer alone with many arms. */
  private List<Line> layers(String prefix, int first) {
    List<Line> lines = new ArrayList<>();
    Dash[] dashes = Dash.values();
    for (Trace trace : run.traces().values()) {
      for (int k = first; trace.has(prefix + k); k++) {
        boolean room = arms.size() <= MOST_ARMS_BY_LAYER || k == first;
        if (room && lines.size() < k - first + 1) {
          Dash dash = dashes[Math.min(k - first, dashes.length - 1)];
          lines.add(new Line(prefix + k, ", \\(k=%d\\)".formatted(k), dash));
        }
      }
    }
    return lines;
  }

  private void add(List<Figure> figures, Figure empty, List<Line> lines) {
    Figure figure = empty;
    for (ArmResult arm : run.result().arms()) {
      Trace trace = trace(arm);
      for (Line line : lines) {
        if (trace.has(line.column())) {
          double[] y = Arrays.stream(trace.column(line.column())).map(line.map()).toArray();
          figure = withSeries(figure, arm, line.suffix(), x(trace.column("step")), y, line.dash());
        }
      }
    }
    addIfDrawn(figures, figure);
  }

  private void addOverTime(List<Figure> figures, Figure empty, String column) {
    Figure figure = empty;
    for (ArmResult arm : run.result().arms()) {
      Trace trace = trace(arm);
      if (trace.has(column)) {
        figure =
            withSeries(
                figure, arm, "", trace.column("log10_time"), trace.column(column), Dash.SOLID);
      }
    }
    addIfDrawn(figures, figure);
  }

  private Figure withSeries(
      Figure figure, ArmResult arm, String suffix, double[] x, double[] y, Dash dash) {
    if (Arrays.stream(y).noneMatch(Double::isFinite)) {
      return figure;
    }
    return figure.with(
        Series.line(arm.arm() + suffix, x, y).coloured(arms.indexOf(arm.arm())).dashed(dash));
  }

  private static void addIfDrawn(List<Figure> figures, Figure figure) {
    if (!figure.series().isEmpty()) {
      figures.add(figure);
    }
  }

  /**
   * On a logarithmic axis step 0 has no place; it is left out without a remark in every caption.
   */
  private double[] x(double[] step) {
    double[] x = step.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = steps.scale().shows(x[i]) ? x[i] : Double.NaN;
    }
    return x;
  }

  /** Marks where the support vector changed, where one arm changes it a few times. */
  private Figure withSwitches(Figure figure) {
    if (run.result().arms().size() != 1) {
      return figure;
    }
    Trace trace = trace(run.result().arms().getFirst());
    if (!trace.has("support_vector")) {
      return figure;
    }
    double[] vector = trace.column("support_vector");
    double[] step = x(trace.column("step"));
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

  private Trace trace(ArmResult arm) {
    return run.trace(arm.name());
  }
}
