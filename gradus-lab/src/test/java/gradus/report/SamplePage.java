package gradus.report;

import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.figure.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** A page of invented numbers with every kind of block, to be looked at. */
final class SamplePage {
  private static final int RECORDS = 240;
  private static final List<String> ARMS = List.of("flow", "weight-norm", "descent");
  private static final double[] SPEED = {1, 1.35, 0.8};

  private SamplePage() {}

  /** Writes the page and its figures to {@code target/sample}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/sample");
    Page page = page();
    HtmlReport.write(page, folder.resolve("report.html"));
    for (Figure figure : page.figures()) {
      StaticFigure.writeSvg(figure, folder.resolve("figures/" + figure.id() + ".svg"));
      StaticFigure.writePng(figure, folder.resolve("figures/" + figure.id() + ".png"));
    }
  }

  static Page page() {
    return new Page(
        "Study · sample of invented numbers",
        "iris-two-classes",
        "Setosa against versicolor, a ReLU network of 50 hidden units, exponential loss",
        "Three ways to descend reach zero error early and go on: the margin \\(\\tilde\\gamma\\) of"
            + " the normalised network grows with \\(\\log t\\) while the norms \\(\\rho_k\\) of"
            + " all layers grow at the same rate. **All numbers on this page are invented**; they"
            + " only show how a report looks.",
        List.of(
            new Tile("Best margin \\(\\tilde\\gamma\\)", "0.4127", "arm `weight-norm`"),
            new Tile("\\(\\log_{10}\\) risk reached", "−3 912", "from −0.3"),
            new Tile("Train / test error", "0 / 2.0 %", "100 / 50 examples"),
            new Tile("Balance drift", "3·10⁻⁹", "\\(\\max_t|\\rho_2^2-\\rho_1^2|\\)"),
            new Tile("Wall time", "41.2 s", "3 arms, 57 000 steps/s")),
        List.of(
            Section.of("Results", results(), failure()),
            Section.of(
                "Risk and margin",
                new Block.Prose(
                    "For a network that is homogeneous of degree \\(L\\) the margin of the"
                        + " normalised weights is bounded from below by the smoothed margin, which"
                        + " never falls along the flow once the risk is below \\(1/N\\):"),
                new Block.Formula(
                    "\\tilde\\gamma(t)=\\frac{\\min_n y_n f(w(t);x_n)}{\\lVert w(t)\\rVert^{L}}"
                        + "\\;\\ge\\;\\frac{-\\log\\bigl(N\\,\\hat R(w(t))\\bigr)}"
                        + "{\\lVert w(t)\\rVert^{L}},\\qquad \\hat R(w)=\\frac1N\\sum_{n=1}^N"
                        + " e^{-y_n f(w;x_n)}"),
                new Block.Grid(List.of(risk(), margin()))),
            Section.of(
                "Norms and balance",
                new Block.Grid(List.of(norms(), balance(), entropy(), plane()))),
            Section.of("Over the seeds", new Block.Chart(seeds())),
            Section.of(
                "The study as run",
                new Block.Code("study.yaml", "yaml", STUDY),
                new Block.KeyValues(KEYS_OF_MANIFEST))),
        "Gradus 0.1.0 · sample · 22 November 2026");
  }

  private static final List<Block.KeyValues.Entry> KEYS_OF_MANIFEST =
      Block.KeyValues.of(manifest()).entries();

  private static Map<String, String> manifest() {
    Map<String, String> manifest = new LinkedHashMap<>();
    manifest.put("version", "0.1.0-SNAPSHOT");
    manifest.put("seed", "1");
    manifest.put("data sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    manifest.put("JVM", "Temurin 25.0.1+8");
    manifest.put("CPU", "x86-64, 2 cores");
    manifest.put("BLAS", "OpenBLAS 0.3.31, 1 thread");
    manifest.put("started", "2026-11-22T18:00:00Z");
    manifest.put("wall time", "41.2 s");
    return manifest;
  }

  private static Block results() {
    List<Column> columns =
        List.of(
            Column.words("arm"),
            Column.words("outcome"),
            Column.numbers("steps", Column.Format.INTEGER),
            Column.numbers("\\(\\log t\\)"),
            Column.numbers("risk \\(\\hat R\\)", Column.Format.POWER_OF_TEN),
            Column.numbers("margin \\(\\tilde\\gamma\\)"),
            Column.numbers("test error", Column.Format.PERCENT),
            Column.numbers("time", Column.Format.SECONDS));
    return new Block.Table(
        "One row for each arm; a click on a head sorts. Margins are those of the normalised"
            + " weights, \\(y_nf(w;x_n)/\\lVert w\\rVert^L\\).",
        columns,
        List.of(
            row("flow", Tone.GOOD, "reached", 18_412, 300.0, -3120.4, 0.4019, 0.02, 21.7),
            row("weight-norm", Tone.GOOD, "reached", 17_905, 300.0, -3911.8, 0.4127, 0.02, 18.2),
            row("descent", Tone.WARNING, "stopped", 20_000, 7.6, -4.2133, 0.3391, 0.04, 1.28),
            row("big-step", Tone.FAILURE, "failed", 312, 3.44, Double.NaN, Double.NaN, 0.5, 0.02)));
  }

  private static List<Cell> row(
      String arm,
      Tone tone,
      String outcome,
      double steps,
      double logTime,
      double risk,
      double margin,
      double error,
      double seconds) {
    return List.of(
        Cell.of(arm),
        Cell.badge(tone, outcome),
        Cell.of(steps),
        Cell.of(logTime),
        Cell.of(risk),
        Cell.of(margin),
        Cell.of(error),
        Cell.of(seconds));
  }

  private static Block failure() {
    return new Block.Callout(
        Tone.FAILURE,
        "Arm big-step diverged",
        "The risk was not finite after step 312 (step length `0.9`). The last good state is kept in"
            + " `weights-big-step.json`; a smaller `step` is the usual remedy.");
  }

  private static Figure risk() {
    Figure figure =
        Figure.of(
                "risk",
                "Risk falls without an end",
                Axis.linear("\\(\\log_{10} t\\)"),
                Axis.linear("\\(\\log_{10}\\hat R\\)"))
            .captioned(
                "Logarithm of the risk against logarithmic time. Far below the least positive"
                    + " `double` the flow goes on: the risk is carried by its logarithm.");
    for (int a = 0; a < ARMS.size(); a++) {
      double speed = SPEED[a];
      figure =
          figure.with(line(ARMS.get(a), 0, a == 2 ? 60 : 130, t -> -0.3 - 0.23 * speed * t * t, 0));
    }
    return figure.with(Mark.atY(-307.65, "least normal double"));
  }

  private static Figure margin() {
    Figure figure =
        Figure.of(
                "margin",
                "Normalised margin \\(\\tilde\\gamma\\)",
                Axis.linear("\\(\\log_{10} t\\)"),
                Axis.linear("\\(\\tilde\\gamma=\\min_n y_nf_n/\\lVert w\\rVert^L\\)"))
            .captioned(
                "The margin rises towards the largest one, \\(\\gamma^*\\). Dotted: the smoothed"
                    + " margin \\(\\psi\\), which bounds it from below.");
    for (int a = 0; a < ARMS.size(); a++) {
      double speed = SPEED[a];
      DoubleUnaryOperator gamma = t -> 0.43 - 0.5 / (1 + 0.28 * speed * t);
      double end = a == 2 ? 60 : 130;
      figure =
          figure
              .with(line(ARMS.get(a), 0, end, gamma, 0.002).coloured(a))
              .with(
                  line(ARMS.get(a), 0, end, t -> gamma.applyAsDouble(t) - 0.6 / (3 + t), 0)
                      .coloured(a)
                      .dashed(Dash.DOTTED));
    }
    return figure
        .with(Mark.atY(0.43, "\\(\\gamma^*\\)"))
        .with(Mark.atX(9, "support vector switches"))
        .with(Mark.atX(31, "support vector switches"));
  }

  private static Figure norms() {
    Figure figure =
        Figure.of(
                "norms",
                "Norms of the layers",
                Axis.log10("step"),
                Axis.log10("\\(\\rho_k=\\lVert W_k\\rVert\\)"))
            .captioned("Both layers grow at the same rate; layer 2 is dashed.");
    for (int a = 0; a < ARMS.size(); a++) {
      double speed = SPEED[a];
      double[] steps = new double[RECORDS];
      double[] first = new double[RECORDS];
      double[] second = new double[RECORDS];
      for (int i = 0; i < RECORDS; i++) {
        steps[i] = Math.rint(Math.pow(10, 6.0 * i / (RECORDS - 1)));
        first[i] = Math.sqrt(0.5 + speed * Math.log1p(steps[i]));
        second[i] = Math.sqrt(0.2 + speed * Math.log1p(steps[i]));
      }
      figure =
          figure
              .with(Series.line(ARMS.get(a), steps, first).coloured(a))
              .with(Series.line(ARMS.get(a), steps, second).coloured(a).dashed(Dash.DASHED));
    }
    return figure;
  }

  private static Figure balance() {
    double[] t = new double[RECORDS];
    double[] v = new double[RECORDS];
    double[] w = new double[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      t[i] = i * 1000.0;
      v[i] = 1e-9 * (1 + i / 60.0) * (1 + 0.4 * Math.sin(i));
      w[i] = i == 0 ? 0 : 2e-4 * (1 - Math.exp(-i / 50.0)) * (1 + 0.1 * Math.cos(3 * i));
    }
    return Figure.of(
            "balance",
            "Balance of the layers",
            Axis.linear("step"),
            Axis.log10("\\(|\\rho_2^2-\\rho_1^2-c|\\)"))
        .captioned("The flow keeps the difference; descent lets it drift by its step length.")
        .with(Series.line("flow", t, v))
        .with(Series.line("descent", t, w).coloured(2));
  }

  private static Figure entropy() {
    Figure figure =
        Figure.of(
                "entropy",
                "Entropy of the weights of the examples",
                Axis.linear("\\(\\log_{10} t\\)"),
                Axis.linear("entropy").in("nat"))
            .captioned("\\(H(q)=-\\sum_n q_n\\log q_n\\) with \\(q_n\\propto e^{-y_nf_n}\\).");
    for (int a = 0; a < ARMS.size(); a++) {
      double speed = SPEED[a];
      Series s = line(ARMS.get(a), 0, a == 2 ? 60 : 130, t -> 4.6 * Math.exp(-speed * t / 25), 0);
      figure = figure.with(new Series(s.name(), s.x(), s.y(), Style.STEPS, a, Dash.SOLID));
    }
    return figure;
  }

  private static Figure plane() {
    double[][] xs = new double[2][60];
    double[][] ys = new double[2][60];
    for (int i = 0; i < 60; i++) {
      for (int c = 0; c < 2; c++) {
        double angle = i * 2.399963 + c;
        double radius = 0.12 * Math.sqrt(i);
        xs[c][i] = (c == 0 ? 1 : -1) + radius * Math.cos(angle);
        ys[c][i] = (c == 0 ? 0.6 : -0.6) + radius * Math.sin(angle);
      }
    }
    return Figure.of(
            "plane", "The data in the plane", Axis.linear("\\(x_1\\)"), Axis.linear("\\(x_2\\)"))
        .captioned("First two principal components.")
        .with(Series.points("setosa", xs[0], ys[0]))
        .with(Series.points("versicolor", xs[1], ys[1]));
  }

  private static Figure seeds() {
    Figure figure =
        Figure.of(
                "seeds",
                "Test error over ten seeds",
                Axis.log10("epoch"),
                Axis.linear("test error").in("%"))
            .captioned("Line: median. Band: from the second lowest to the second highest.");
    for (int a = 0; a < ARMS.size(); a++) {
      double[] x = new double[80];
      double[] low = new double[80];
      double[] mid = new double[80];
      double[] high = new double[80];
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.pow(10, 3.0 * i / (x.length - 1));
        mid[i] = 2 + a + 45 * Math.exp(-SPEED[a] * i / 14.0) + 0.3 * Math.sin(i + a);
        low[i] = mid[i] - 1 - 0.4 * Math.cos(i / 3.0);
        high[i] = mid[i] + 1.6 + 0.5 * Math.sin(i / 2.0);
      }
      figure =
          figure.with(Series.line(ARMS.get(a), x, mid)).with(new Band(ARMS.get(a), x, low, high));
    }
    return figure;
  }

  private static Series line(
      String name, double from, double to, DoubleUnaryOperator f, double wiggle) {
    double[] x = new double[RECORDS];
    double[] y = new double[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      x[i] = from + (to - from) * i / (RECORDS - 1);
      y[i] = f.applyAsDouble(x[i]) + wiggle * Math.sin(7.3 * i);
    }
    return Series.line(name, x, y);
  }

  private static final String STUDY =
      """
      # Sample: invented numbers, see the text above.
      name: iris-two-classes
      data: {file: sklearn/iris.csv, label: class, positive: [setosa], negative: [versicolor], bias: true}
      network: [dense 50 relu, dense 1]
      init: {scheme: gaussian, scale: 0.1}
      loss: exponential
      seed: 1
      arms:
        - {name: flow,        dynamics: standard,    solver: flow,    until: {log-time: 300}}
        - {name: weight-norm, dynamics: weight-norm, solver: flow,    until: {log-time: 300}}
        - {name: descent,     dynamics: standard,    solver: descent, step: 0.1, until: {steps: 20000}}
      probes: [loss, margins, norms, balance, alignment, support-vectors]
      record: {log-spaced: 240}   # "log-spaced" from the first step on
      """;
}
