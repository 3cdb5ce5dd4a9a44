package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.LinearPath;
import gradus.claims.model.Margins;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.margin.MarginSolution;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** B-Fact1: a vanishing penalty on the squared norm gives the largest margin. */
record VanishingPenalty() implements Claim {
  @Override
  public String id() {
    return "B-Fact1";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Fact 1");
  }

  @Override
  public String statement() {
    return "Minimising the exponential loss with a penalty \\(\\lambda'\\|W\\|^2\\), "
        + "\\(\\lambda'\\to0\\), leads to the direction of largest margin.";
  }

  @Override
  public String formula() {
    return "\\arg\\min_W\\sum_ne^{-y_nf(W;x_n)}+\\lambda'\\|W\\|^2 \\;\\to\\; "
        + "\\text{largest margin}\\quad (\\lambda'\\to0)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double worst = Double.NEGATIVE_INFINITY;
    double residual = 0;
    double penalty = Double.NEGATIVE_INFINITY;
    List<Double> slopes = new ArrayList<>();
    int draws = budget.of(5, 11, 51);
    double[] rhos = {1e4, 2e4, 4e4, 8e4, 1.6e5, 3.2e5};
    double[] logRho = Arrays.stream(rhos).map(Math::log).toArray();
    double[] angles = new double[rhos.length];
    for (int draw = 0; draw < draws; draw++) {
      Matrix z = SeparablePoints.draw(N, 5, seed.child(draw));
      MarginSolution best = Margins.of(z);
      LinearPath at = LinearPath.start(z);
      double outside = 0;
      for (int i = 0; i < rhos.length; i++) {
        at = at.upTo(z, rhos[i] / best.margin());
        outside = i == 0 ? outside(at, best) : outside;
        double gap = best.margin() - Vectors.min(Vectors.product(z, at.direction()));
        worst = Math.max(worst, gap * at.rho() / Math.log(N));
        residual = Math.max(residual, at.residual());
        angles[i] = Math.log(Vectors.distance(at.direction(), best.direction()));
      }
      penalty = Math.max(penalty, at.logPenalty() / Math.log(10));
      // While an example that is no support vector still weighs, the law has not set in.
      if (outside < 1e-6) {
        slopes.add(Vectors.slope(logRho, angles));
      }
    }
    double[] all = slopes.stream().mapToDouble(Double::doubleValue).toArray();
    return Judgement.of(
            Evidence.atMost("largest relative residual of stationarity on the path", residual, 1e-9)
                .ofHypothesis(),
            Evidence.atMost("largest \\(\\log_{10}\\lambda'\\) at the end of a path", penalty, -300)
                .ofHypothesis(),
            Evidence.atMost("largest margin gap over \\(\\log N/\\rho\\)", worst, 1),
            Evidence.atLeast(
                    "share of draws where only support vectors weigh from "
                        + "\\(\\rho\\gamma=10^4\\) on",
                    all.length / (double) draws,
                    0.5)
                .ofHypothesis(),
            Evidence.near(
                "slope of log angle in \\(\\log\\rho\\), least over these draws",
                Vectors.min(all),
                -1,
                0.05),
            Evidence.near("the same, largest over these draws", Vectors.max(all), -1, 0.05))
        .noting(
            "Linear models. With \\(\\rho=\\|W\\|\\), the path in "
                + "\\(\\lambda'\\) and the path of constrained minimisers in "
                + "\\(\\rho\\) are one; \\(\\lambda'\\) is carried by its "
                + "logarithm.");
  }

  private static final int N = 20;

  /** The weight of the examples that are no support vectors. */
  private static double outside(LinearPath at, MarginSolution best) {
    double sum = 0;
    for (int n = 0; n < N; n++) {
      sum += best.dual()[n] == 0 ? at.dual()[n] : 0;
    }
    return sum;
  }
}
