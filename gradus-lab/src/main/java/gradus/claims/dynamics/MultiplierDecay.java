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

/** B-6λ: how fast the Lagrange multiplier vanishes. */
record MultiplierDecay() implements Claim {
  @Override
  public String id() {
    return "B-6λ";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§6; Fact 1");
  }

  @Override
  public String statement() {
    return "The multipliers \\(\\lambda_k\\) vanish fast enough that "
        + "\\(\\lambda_k\\rho_k\\to0\\); they are proportional to \\(e^{-\\rho}\\).";
  }

  @Override
  public String formula() {
    return "\\lambda=\\tfrac12\\rho\\sum_ne^{-\\rho\\tilde f(x_n)}\\tilde f(x_n)\\propto "
        + "e^{-\\rho},\\qquad\\lambda\\rho\\to0";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double printed = 0;
    double corrected = 0;
    double product = Double.NEGATIVE_INFINITY;
    double leading = 0;
    for (int draw = 0; draw < budget.of(2, 10, 50); draw++) {
      Matrix z = SeparablePoints.draw(20, 5, seed.child(draw));
      MarginSolution best = Margins.of(z);
      double eta = best.margin();
      LinearPath near = LinearPath.start(z).upTo(z, 300 / eta);
      LinearPath far = near.upTo(z, 600 / eta);
      double slope = (logMultiplier(far) - logMultiplier(near)) / (far.rho() - near.rho());
      printed = Math.max(printed, Math.abs(slope + 1));
      corrected = Math.max(corrected, Math.abs(slope / eta + 1));
      product = Math.max(product, logMultiplier(far) + Math.log(far.rho()));
      LinearPath late = far.upTo(z, 1e5 / eta);
      double low = Vectors.min(Vectors.product(z, late.w()));
      double predicted = Math.log(0.5) + Math.log(low) - low - Math.log(Vectors.max(best.dual()));
      leading = Math.max(leading, Math.abs(logMultiplier(late) - predicted));
    }
    // Between ρη = 300 and 600 the factor ρ before the exponential adds log 2 / 300 = 0.0023 to the
    // slope in ρη. The weights are within c/(ρη) of their limits, c a hundred where an example
    // nearly supports: hence the constant only at ρη = 10⁵.
    return Judgement.of(
            Evidence.near("largest \\(|d\\log\\lambda/d\\rho+1|\\)", printed, 0, 0.01),
            Evidence.near(
                    "largest \\(|\\frac1\\eta d\\log\\lambda/d\\rho+1|\\)", corrected, 0, 0.01)
                .ofCorrection(),
            Evidence.near(
                    "largest error of \\(\\log\\lambda\\approx\\log\\frac{\\rho"
                        + "\\eta e^{-\\rho\\eta}}{2\\max\\bar q}\\) at \\(\\rho"
                        + "\\eta=10^5\\)",
                    leading,
                    0,
                    0.05)
                .ofCorrection(),
            Evidence.atMost(
                "largest \\(\\log(\\lambda\\rho)\\) at \\(\\rho\\eta=600\\)", product, -500))
        .corrected(
            "\\(\\lambda\\sim\\frac12\\rho\\eta\\,e^{-\\rho\\eta}/\\max"
                + "\\bar q\\): it falls with the rate \\(\\eta\\) of the "
                + "margin, and not with 1. \\(\\lambda\\rho\\to0\\) is right.");
  }

  /** log λ at a point of the path: Σ e^{-z} z = e^s ⟨Zᵀq, w⟩, and Zᵀq = μ w. */
  private static double logMultiplier(LinearPath at) {
    return Math.log(0.5 * at.mu()) + 2 * Math.log(at.rho()) + at.logSum();
  }
}
