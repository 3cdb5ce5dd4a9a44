package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.margin.ReluMargin;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.random.RandomGenerator;

/** J-2hom: wide two-layer ReLU networks reach the global largest margin. */
record GlobalReluMargin() implements Claim {
  @Override
  public String id() {
    return "J-2hom";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.3, two-homogeneous networks");
  }

  @Override
  public String statement() {
    return "Two-homogeneous networks that are wide enough maximise the margin globally.";
  }

  @Override
  public String formula() {
    return "\\min_n\\frac{y_nf(w_t;x_n)}{\\|w_t\\|^2}\\to\\max_{\\|w\\|\\le1}\\min_ny_nf(w;x_n)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Two ReLU layers whose units cover all directions at the start.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  private static final int EXAMPLES = 4;

  /** Times -∇R̂/(R̂‖w‖²): margins then move by order one, and ‖w‖² grows evenly. */
  private static final double STEP = 0.2;

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(15_000, 60_000, 400_000);
    int starts = budget.of(1, 5, 20);
    double[] widths = {2, 4, 10, 30, 100};
    double[] least = new double[widths.length];
    double[] mean = new double[widths.length];
    Dataset data = circle(seed.child("data"));
    ReluMargin best = ReluMargin.of(data, 1e-9);
    for (int i = 0; i < widths.length; i++) {
      least[i] = 1;
      for (int start = 0; start < starts; start++) {
        double share = share(data, best, (int) widths[i], steps, seed.child(i).child(start));
        least[i] = Math.min(least[i], share);
        mean[i] += Math.max(share, 0) / starts;
      }
    }
    Figure figure =
        Figure.of(
                "width",
                "Share of the certified largest margin",
                Axis.log10("width"),
                Axis.linear("share"))
            .with(Series.line("mean over starts", widths, mean))
            .with(Series.points("least", widths, least))
            .captioned(
                "Four examples of alternating labels on the circle; steps over the risk and the"
                    + " squared norm. Narrow networks stop at other stationary points, or do not"
                    + " separate.");
    return Judgement.of(
            Evidence.near(
                "relative gap of the certificate of the optimum",
                best.gap() / best.margin(),
                0,
                1e-7),
            Evidence.atLeast(
                    "optimum \\(\\gamma\\), large enough to be told from zero", best.margin(), 0.1)
                .ofHypothesis(),
            Evidence.atLeast("width 100: least share of the optimum", least[4], 0.995),
            Evidence.atLeast("width 30: mean share", mean[3], 0.95),
            Evidence.atMost("width 2: mean share, which is not enough", mean[0], 0.95),
            Evidence.atMost("largest share, which nothing exceeds", Vectors.max(mean), 1 + 1e-9))
        .with(figure);
  }

  /** Alternating labels at uneven angles. */
  private static Dataset circle(Seed seed) {
    RandomGenerator random = seed.random();
    Matrix x = Matrix.zeros(EXAMPLES, 2);
    double[] y = new double[EXAMPLES];
    for (int n = 0; n < EXAMPLES; n++) {
      double angle = 2 * Math.PI * (n + 0.4 * (random.nextDouble() - 0.5)) / EXAMPLES;
      x.set(n, 0, Math.cos(angle));
      x.set(n, 1, Math.sin(angle));
      y[n] = n % 2 == 0 ? 1 : -1;
    }
    return Dataset.of("circle", x, new Labels.Signs(y));
  }

  private static double share(Dataset data, ReluMargin best, int width, int steps, Seed seed) {
    Network network = NetworkOnData.dense(2, Nonlinearity.relu(), width, 1);
    double[] w = Flows.start(network, 0.1, seed);
    double[] at = w;
    double[] v = new double[w.length];
    Risk risk = new Risk(network, Loss.named("exponential"), Examples.of(data));
    for (int t = 0; t < steps; t++) {
      risk.at(at);
      risk.descent(v);
      double gain = Math.exp(risk.logScale() - risk.logRisk()) * STEP / Vectors.dot(at, at);
      at = Vectors.plus(at, gain, v);
    }
    double[] f = new NetworkOnData(network, data.inputs()).values(at);
    double[] y = ((Labels.Signs) data.labels()).y();
    double margin = Double.POSITIVE_INFINITY;
    for (int n = 0; n < y.length; n++) {
      margin = Math.min(margin, y[n] * f[n]);
    }
    return margin / Vectors.dot(at, at) / best.normalizedMargin();
  }
}
