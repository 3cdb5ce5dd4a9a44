package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.NtkMargin;
import gradus.margin.ReluMargin;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-gap: the largest margin of two-layer networks against that of the tangent kernel. */
record GapOfMargins() implements Claim {
  private static final int EXAMPLES = 200;

  @Override
  public String id() {
    return "J-gap";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§1, §4");
  }

  @Override
  public String statement() {
    return "The NTK margin is usually not the global largest margin of the network, and can be much"
        + " smaller.";
  }

  @Override
  public String formula() {
    return "\\max_{\\sum_s|a_s|\\|w_s\\|\\le1}\\min_iy_i\\sum_sa_s\\sigma(\\langle w_s,x_i\\rangle)"
        + "\\gg\\max_{\\|\\bar v(z)\\|\\le1}\\min_iy_i\\langle\\bar v,\\phi_i\\rangle";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] d = {10, 12, 14, 16, 18};
    double[] tangent = new double[d.length];
    double[] global = new double[d.length];
    double[] ratio = new double[d.length];
    int draws = budget.of(300, 4000, 40_000);
    double attained = 0;
    for (int k = 0; k < d.length; k++) {
      tangent[k] = XorMargin.drawn((int) d[k], draws, seed.child("corners").child(k)).gamma();
      global[k] = 1 / (2 * Math.sqrt(2 * d[k]));
      ratio[k] = global[k] / tangent[k];
      attained = Math.max(attained, Math.abs(fourUnits((int) d[k]) / global[k] - 1));
    }
    double solver = 0;
    for (int small = 2; small <= 3; small++) {
      Matrix x = XorMargin.corners(small);
      ReluMargin margin =
          ReluMargin.of(Dataset.of("2-XOR", x, new Labels.Signs(XorMargin.labels(x))), 1e-9);
      solver = Math.max(solver, Math.abs(margin.margin() * 2 * Math.sqrt(2 * small) - 1));
    }
    double exceeded = exceeded(12, budget.of(20, 2000, 20_000), seed.child("units").random());
    double[] dims = Arrays.copyOf(new double[] {4, 8, 16, 32}, budget.of(2, 4, 4));
    double[] oneUnit = new double[dims.length];
    double gap = 0;
    for (int k = 0; k < dims.length; k++) {
      NtkMargin margin = oneUnit((int) dims[k], budget, seed.child("one unit").child(k));
      gap = Math.max(gap, margin.gap() / margin.dual());
      oneUnit[k] = unitMargin(dims[k]) / margin.dual();
    }
    Figure figure =
        Figure.of(
                "gap",
                "Largest margin of networks over the NTK margin",
                Axis.log10("dimension d"),
                Axis.log10("ratio"))
            .with(Series.line("2-XOR on all corners", d, ratio))
            .with(Series.line("one unit (lower bound)", dims, oneUnit))
            .captioned("Inputs of unit norm; for 2-XOR the ratio tends to \\(\\sqrt{d/2}\\).");
    // Theory: √(d/8)/(1/2 + 7/(32 d)) has slope 0.53 over these d.
    return Judgement.of(
            Evidence.near("2-XOR: slope of the ratio in d", KernelLimit.slope(d, ratio), 0.5, 0.1),
            Evidence.atLeast("2-XOR, d = 18: the ratio", ratio[4], 2.5),
            Evidence.near(
                "2-XOR: margin of a network of four units over \\(1/(2\\sqrt{2d})\\), less 1,"
                    + " largest",
                attained,
                0,
                1e-12),
            Evidence.near("d = 2, 3: the same of the certified solver", solver, 0, 1e-6),
            Evidence.atMost(
                "d = 12: the bound of units drawn and climbed from over \\(1/(2\\sqrt{2d})\\),"
                    + " largest",
                exceeded,
                1 + 1e-12),
            Evidence.atMost("one unit: relative gap of the NTK margin, largest", gap, 1e-4))
        .with(figure)
        .noting(
            "2-XOR: equal weights are best in the dual of either margin, by symmetry. A unit"
                + " \\(\\theta\\) with \\(a=|\\theta_1|\\), \\(b=|\\theta_2|\\) then has mean"
                + " \\(\\mathbb E\\,y\\,\\sigma(\\langle\\theta,x\\rangle)\\) of at most"
                + " \\(\\min(a,b)/(2\\sqrt d)\\le1/(2\\sqrt{2d})\\): given the other coordinates,"
                + " of sum s, it is \\((|s+a+b|+|s-a-b|-|s+a-b|-|s-a+b|)/8\\). Four units along"
                + " \\(\\pm e_1\\pm e_2\\) attain it. A bound on both sides, so no gap.")
        .noting(
            String.format(
                Locale.ROOT,
                "Targets of one unit: %d points \\((x,1)/\\sqrt2\\), x on the sphere, labelled by"
                    + " the sign of \\(\\sigma(\\sqrt dx_1)-\\frac12\\), at least \\(\\frac14\\)"
                    + " from it. The margin of that unit and a constant one over the NTK margin is"
                    + " %.2f at d = 4 and %.2f at d = %d: no growth, since such a target is a half"
                    + " space, which the tangent features hold too (a constant field reaches half"
                    + " of it), and few points in many dimensions are easy for them.",
                EXAMPLES,
                oneUnit[0],
                oneUnit[oneUnit.length - 1],
                (int) dims[dims.length - 1]));
  }

  /** The margin of (σ(⟨e_1 - e_2, x⟩) + …)/4, four units on the first two coordinates. */
  private static double fourUnits(int d) {
    double least = Double.POSITIVE_INFINITY;
    for (int first = -1; first <= 1; first += 2) {
      for (int second = -1; second <= 1; second += 2) {
        double f = 0;
        for (int a = -1; a <= 1; a += 2) {
          for (int b = -1; b <= 1; b += 2) {
            double z = (a * first + b * second) / Math.sqrt(2.0 * d);
            f -= a * b * Math.max(z, 0) / 4;
          }
        }
        least = Math.min(least, -first * second * f);
      }
    }
    return least;
  }

  /** The largest E yσ(⟨θ, x⟩) that units climb to, over the bound. */
  private static double exceeded(int d, int starts, RandomGenerator random) {
    double most = 0;
    for (int start = 0; start < starts; start++) {
      double[] theta = Vectors.unit(Vectors.gaussian(d, random));
      for (int step = 0; step < 10; step++) {
        // The mean is convex and homogeneous in θ: moving to its gradient never lowers it.
        double[] gradient = XorMargin.mean(theta);
        most = Math.max(most, Vectors.dot(theta, gradient) * 2 * Math.sqrt(2.0 * d));
        theta = Vectors.unit(gradient);
      }
    }
    return most;
  }

  /** a(σ(x_1) - τ)/√2 with τ = ½/√d is at least a/(4√(2d)) away from zero; a(1 + τ) = 1. */
  private static double unitMargin(double d) {
    return 1 / (4 * Math.sqrt(2 * d) * (1 + 0.5 / Math.sqrt(d)));
  }

  private static NtkMargin oneUnit(int d, Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double[][] rows = new double[EXAMPLES][];
    double[] y = new double[EXAMPLES];
    for (int i = 0; i < EXAMPLES; ) {
      double[] x = Vectors.unit(Vectors.gaussian(d, random));
      double level = Math.max(x[0], 0) * Math.sqrt(d) - 0.5;
      if (Math.abs(level) >= 0.25) {
        double[] row = Arrays.copyOf(x, d + 1);
        row[d] = 1;
        rows[i] = Vectors.times(Math.sqrt(0.5), row);
        y[i] = Math.signum(level);
        i++;
      }
    }
    return NtkMargin.drawn(
        Matrix.ofRows(rows), y, budget.of(100, 600, 4000), 0.9, seed.child("directions"));
  }
}
