package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** B-E51: the factor that keeps a step on the sphere. */
record LagrangeAlpha() implements Claim {
  @Override
  public String id() {
    return "B-E51";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equation 51");
  }

  @Override
  public String statement() {
    return "After a step \\(g\\) the direction stays on the sphere if it is first "
        + "multiplied by \\(\\alpha\\).";
  }

  @Override
  public String formula() {
    return "\\|\\alpha V_k+g\\|=1,\\qquad\\alpha=\\sqrt{1-\\|g\\|^2+(V_k^\\top "
        + "g)^2}-V_k^\\top g";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double off = 0;
    double expansion = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(100, 1000, 10_000); draw++) {
      int d = 2 + random.nextInt(30);
      double[] v = Vectors.unit(Vectors.gaussian(d, random));
      double[] g = Vectors.times(random.nextDouble(), Vectors.unit(Vectors.gaussian(d, random)));
      double along = Vectors.dot(v, g);
      double alpha = alpha(v, g);
      off = Math.max(off, Math.abs(Vectors.norm(Vectors.plus(g, alpha, v)) - 1));
      double[] across = Vectors.plus(g, -along, v);
      // sqrt(1 - s) = 1 - s/2 - …, and s/2 ≤ 1 - sqrt(1 - s) ≤ s for s in [0, 1].
      double s = Vectors.dot(across, across);
      expansion = Math.max(expansion, (1 - along - alpha) / s);
      // Separated data push outwards: along ≥ 0, and the multiplier must then not be negative.
      least = Math.min(least, (1 - (along >= 0 ? alpha : alpha(v, Vectors.times(-1, g)))) / 2);
    }
    return Judgement.of(
            Evidence.near("largest \\(|\\,\\|\\alpha V+g\\|-1|\\)", off, 0, 1e-13),
            Evidence.atMost(
                "largest \\((1-V^\\top g-\\alpha)/\\|g_\\perp\\|^2\\): first order is \\(1-V^\\top"
                    + " g\\)",
                expansion,
                1 + 1e-9),
            Evidence.atLeast(
                    "least \\(\\lambda=(1-\\alpha)/2\\) where \\(V^\\top g\\ge0\\)", least, 0)
                .ofCorrection())
        .noting(
            "A real \\(\\alpha\\) needs \\(\\|g-(V^\\top g)V\\|\\le1\\). Equation 50 prints"
                + " \\(\\alpha=1+2\\lambda\\); with equation 48, and with \\(\\lambda\\ge0\\), it"
                + " is \\(\\alpha=1-2\\lambda\\).");
  }

  private static double alpha(double[] v, double[] g) {
    double along = Vectors.dot(v, g);
    return Math.sqrt(1 - Vectors.dot(g, g) + along * along) - along;
  }
}
