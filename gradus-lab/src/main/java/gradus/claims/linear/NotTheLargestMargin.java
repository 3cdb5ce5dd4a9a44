package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.margin.Interpolation;
import gradus.margin.MarginSolution;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** N-3.2: is the least-norm solution of the square loss the one of largest margin? */
record NotTheLargestMargin() implements Claim {
  private static final int N = 10;
  private static final int[] DIMENSIONS = {12, 20, 40, 80, 200};

  @Override
  public String id() {
    return "N-3.2";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "§3.2, second paragraph");
  }

  @Override
  public String statement() {
    return "The minimum-norm solution (for the square loss the pseudo-inverse applied to the"
        + " labels) maximises the classification margin.";
  }

  @Override
  public String formula() {
    return "\\frac{w_\\dagger}{\\|w_\\dagger\\|}=\\arg\\max_{\\|v\\|=1}\\min_ny_n\\langle"
        + " x_n,v\\rangle,\\qquad w_\\dagger=X^\\top(XX^\\top)^{-1}y,\\ y_n=\\pm1";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int draws = budget.of(40, 200, 2000);
    double worst = 0;
    int disagreements = 0;
    double largestEqual = 0;
    double leastApart = Double.POSITIVE_INFINITY;
    double[] share = new double[DIMENSIONS.length];
    for (int k = 0; k < DIMENSIONS.length; k++) {
      RandomGenerator random = seed.child(DIMENSIONS[k]).random();
      for (int draw = 0; draw < draws; draw++) {
        Matrix z = Vectors.gaussian(N, DIMENSIONS[k], random);
        double[] ones = new double[N];
        Arrays.fill(ones, 1);
        Interpolation interpolation = Interpolation.of(z, ones);
        MarginSolution best = Margins.of(z);
        double margin = Vectors.min(Vectors.product(z, interpolation.w())) / interpolation.norm();
        double apart = Vectors.distance(Vectors.unit(interpolation.w()), best.direction());
        boolean positive = Vectors.min(interpolation.coefficients()) > 0;
        // Both are computed to round-off times a condition number below 1e5.
        boolean equal = apart < 1e-9;
        disagreements += positive == equal ? 0 : 1;
        largestEqual = positive ? Math.max(largestEqual, apart) : largestEqual;
        leastApart = positive ? leastApart : Math.min(leastApart, apart);
        worst = Math.max(worst, 1 - margin / best.margin());
        share[k] += positive ? 1.0 / draws : 0;
      }
    }
    Matrix pair = Matrix.ofRows(new double[] {1, 0}, new double[] {2, 1});
    Interpolation least = Interpolation.of(pair, new double[] {1, 1});
    return Judgement.of(
            Evidence.near(
                "largest shortfall of the margin of \\(w_\\dagger\\), relative, all draws",
                worst,
                0,
                1e-9),
            Evidence.near(
                    "draws where the directions are equal and some"
                        + " \\(y_n((XX^\\top)^{-1}y)_n\\le0\\), or the other way round",
                    disagreements,
                    0,
                    0)
                .ofCorrection(),
            Evidence.near(
                    "margin of \\(w_\\dagger\\) on the pair (1, 0), (2, 1), of which the largest is"
                        + " 1",
                    1 / least.norm(),
                    1 / Math.sqrt(2),
                    1e-14)
                .ofCorrection(),
            Evidence.near("the largest there", Margins.of(pair).margin(), 1, 1e-14).ofCorrection())
        .corrected(
            "The two directions are equal if and only if \\(y_n((XX^\\top)^{-1}y)_n\\ge0\\) for all"
                + " n: then \\(w_\\dagger\\), which meets every constraint \\(y_n\\langle"
                + " x_n,w\\rangle\\ge1\\) with equality, has non-negative multipliers and every"
                + " example is a support vector.")
        .refutedBy(
            Counterexample.study(
                    "Two examples of class 1, \\((1,0)\\) and \\((2,1)\\). Descent on the square"
                        + " loss ends at \\(w_\\dagger=(1,-1)\\) with normalised margin"
                        + " \\(1/\\sqrt2\\); the direction \\((1,0)\\) has margin 1. (The second"
                        + " example is written as its mirror image in the other class.)",
                    """
                    name: least-norm-is-not-largest-margin
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: square
                    arms:
                      - {name: descent, solver: descent, step: 0.3, until: {steps: 2000}}
                    """)
                .with("data.csv", "1,0,1\n-2,-1,-1\n")
                .with("weights.json", "[[[0, 0]]]\n"))
        .with(
            Figure.of(
                    "share",
                    "How often the two agree",
                    Axis.log10("dimension d"),
                    Axis.linear("share of draws"))
                .captioned(
                    "Gaussian data, n = 10. In high dimension the Gram matrix is nearly a multiple"
                        + " of the identity and every example becomes a support vector.")
                .with(
                    Series.line(
                        "least norm has the largest margin",
                        Arrays.stream(DIMENSIONS).asDoubleStream().toArray(),
                        share)))
        .noting(
            "Share of draws where it is true, n = 10: "
                + shares(share)
                + ". Where it is, the directions differ by at most %.1e, where not by at"
                    .formatted(largestEqual)
                + " least %.1e.".formatted(leastApart));
  }

  private static String shares(double[] share) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < share.length; k++) {
      text.append(k == 0 ? "" : ", ").append("%.3g at d = %d".formatted(share[k], DIMENSIONS[k]));
    }
    return text.toString();
  }
}
