package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.EmpiricalNtk;
import gradus.loss.Risk;
import gradus.margin.MarginSolution;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-3.3c: do the gradients become better features in training? */
record FeaturesInTraining() implements Claim {
  private static final int D = 10;
  private static final int WIDTH = 40;

  @Override
  public String id() {
    return "J-3.3c";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3.3, beyond the initial phase");
  }

  @Override
  public String statement() {
    return "Can one show that the features \\(\\nabla f_i(W_t)\\) improve during training? Judged:"
        + " their margin and the alignment of their kernel with the labels grow, with both layers"
        + " trained from a small start.";
  }

  @Override
  public String formula() {
    return "\\frac{\\max_{\\|U\\|\\le1}\\min_iy_i\\langle U,\\nabla f_i(W_t)\\rangle}{\\sqrt{"
        + "\\operatorname{tr}K_t/n}},\\qquad\\frac{y^\\top K_ty}{n\\|K_t\\|_F}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  /** Margin and alignment at some times. */
  private record Path(double[] margin, double[] alignment, double gap) {}

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int[] times = {0, 10, 30, 100, 300, 1000, 3000};
    int seeds = budget.of(6, 10, 30);
    double[][] small = new double[2][times.length];
    double[][] large = new double[2][times.length];
    double[][] change = new double[4][seeds];
    double gap = 0;
    for (int s = 0; s < seeds; s++) {
      Path path = path(0.1, times, budget, seed.child("small").child(s));
      Path wide = path(3, times, budget, seed.child("large").child(s));
      gap = Math.max(gap, Math.max(path.gap(), wide.gap()));
      int end = times.length - 1;
      change[0][s] = path.margin()[end] - path.margin()[0];
      change[1][s] = path.alignment()[end] - path.alignment()[0];
      change[2][s] = wide.margin()[end] - wide.margin()[0];
      change[3][s] = wide.alignment()[end] - wide.alignment()[0];
      for (int k = 0; k < times.length; k++) {
        small[0][k] += path.margin()[k] / seeds;
        small[1][k] += path.alignment()[k] / seeds;
        large[0][k] += wide.margin()[k] / seeds;
        large[1][k] += wide.alignment()[k] / seeds;
      }
    }
    double[] at = Arrays.stream(times).mapToDouble(t -> Math.max(t, 1)).toArray();
    Figure figure =
        Figure.of(
                "features",
                "Gradients as features, along training",
                Axis.log10("steps (the start stands at 1)"),
                Axis.linear("margin, alignment"))
            .with(Series.line("margin, small start", at, small[0]))
            .with(Series.line("alignment, small start", at, small[1]))
            .with(Series.line("margin, large start", at, large[0]))
            .with(Series.line("alignment, large start", at, large[1]))
            .captioned(
                "2-XOR in ten dimensions, both layers of 40 units trained; means over seeds. The"
                    + " margin is over the root mean square norm of the features.");
    // One-sided t-tests at 1 %: the critical value is 3.37 for 6 seeds, less for more.
    return Judgement.of(
            Evidence.near("relative gap of the margins, largest", gap, 0, 1e-6),
            Evidence.atLeast(
                "small start: t of the change of the alignment", student(change[1]), 3.37),
            Evidence.atLeast(
                "small start: t of the change of the margin", student(change[0]), 3.37))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "Small start: alignment %.3f to %.3f, margin %.3f to %.3f. Large start (30 times as"
                    + " large): alignment %.3f to %.3f (t = %.1f), margin %.3f to %.3f (t = %.1f):"
                    + " near the tangent regime the features hardly move. One task, measured, not"
                    + " shown: the document's question stays open.",
                small[1][0],
                small[1][times.length - 1],
                small[0][0],
                small[0][times.length - 1],
                large[1][0],
                large[1][times.length - 1],
                student(change[3]),
                large[0][0],
                large[0][times.length - 1],
                student(change[2])));
  }

  private static Path path(double size, int[] times, Budget budget, Seed seed) {
    int n = budget.of(80, 100, 200);
    RandomGenerator random = seed.child("data").random();
    Matrix x = Matrix.zeros(n, D);
    for (int k = 0; k < x.data().length; k++) {
      x.data()[k] = (random.nextBoolean() ? 1 : -1) / Math.sqrt(D);
    }
    double[] y = XorMargin.labels(x);
    Network network = NetworkOnData.dense(D, Nonlinearity.relu(), WIDTH, 1);
    NetworkOnData onData = new NetworkOnData(network, x);
    Risk risk = onData.risk("logistic", y);
    double[] w = Vectors.gaussian(network.parameters(), seed.child("start").random());
    double outer = Math.sqrt((double) D / WIDTH);
    for (int k = 0; k < w.length; k++) {
      w[k] *= size * (k < D * WIDTH ? 1 / Math.sqrt(WIDTH) : outer);
    }
    double[] v = new double[w.length];
    double[] margin = new double[times.length];
    double[] alignment = new double[times.length];
    double gap = 0;
    int next = 0;
    double rate = 0.2;
    for (int t = 0; t <= times[times.length - 1]; t++) {
      if (t == times[next]) {
        Matrix k = EmpiricalNtk.of(network, w).gram(x).full();
        double trace = 0;
        for (int i = 0; i < n; i++) {
          trace += k.at(i, i) / n;
        }
        if (MarginSolver.in(Norm.TWO).solve(Points.ofKernel(k, new Labels.Signs(y)))
            instanceof MarginSolution solution) {
          margin[next] = solution.margin() / Math.sqrt(trace);
          gap = Math.max(gap, solution.relativeGap());
        }
        alignment[next] = Vectors.dot(y, Vectors.product(k, y)) / n / Vectors.norm(k.data());
        next++;
      }
      risk.at(w);
      risk.descent(v);
      double gain = Math.exp(risk.logScale() - risk.logRisk()) * rate / Vectors.dot(w, w);
      w = Vectors.plus(w, gain, v);
    }
    return new Path(margin, alignment, gap);
  }

  /** The mean over its standard error. */
  private static double student(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double square = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
    return mean / Math.sqrt(square / (x.length - 1.0) / x.length);
  }
}
