package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** B-E28s: what the sum of exponentials tends to. */
record SmoothMinimum() implements Claim {
  @Override
  public String id() {
    return "B-E28s";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§5, after equation 28");
  }

  @Override
  public String statement() {
    return "The limit of \\(\\sum_ne^{-\\rho\\tilde f(x_n)}\\) for \\(\\rho\\to\\infty\\) "
        + "is the least \\(\\tilde f(x_n)\\), the margin.";
  }

  @Override
  public String formula() {
    return "\\lim_{\\rho\\to\\infty}\\sum_ne^{-\\rho\\tilde f(x_n)}=\\min_n\\tilde f(x_n)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double above = Double.NEGATIVE_INFINITY;
    double below = Double.NEGATIVE_INFINITY;
    double printed = 0;
    for (int draw = 0; draw < budget.of(100, 1000, 10_000); draw++) {
      int n = 1 + random.nextInt(50);
      double rho = Math.pow(10, 4 * random.nextDouble());
      double[] f = new double[n];
      double[] exponents = new double[n];
      for (int i = 0; i < n; i++) {
        f[i] = 0.1 + random.nextDouble();
        exponents[i] = -rho * f[i];
      }
      double least = Vectors.min(f);
      double smooth = -LogSum.of(exponents) / rho;
      above = Math.max(above, smooth - least);
      below = Math.max(below, least - Math.log(n) / rho - smooth);
      if (rho > 1000) {
        printed = Math.max(printed, Math.abs(Math.exp(LogSum.of(exponents)) - least));
      }
    }
    // One rounding of a sum of exponents, relative to values below 2.
    return Judgement.of(
            Evidence.near(
                "largest \\(|\\sum e^{-\\rho\\tilde f}-\\min\\tilde f|\\), \\(\\rho>1000\\)",
                printed,
                0,
                1e-3),
            Evidence.atMost(
                    "most that \\(-\\frac1\\rho\\log\\sum e^{-\\rho\\tilde "
                        + "f}\\) lies above \\(\\min\\tilde f\\)",
                    above,
                    1e-14)
                .ofCorrection(),
            Evidence.atMost(
                    "most that it lies below \\(\\min\\tilde f-\\log N/\\rho\\)", below, 1e-14)
                .ofCorrection())
        .corrected(
            "The sum tends to 0. With \\(-\\frac1\\rho\\log\\) before "
                + "it, it tends to the margin, from below and by no more "
                + "than \\(\\frac1\\rho\\log N\\).");
  }
}
