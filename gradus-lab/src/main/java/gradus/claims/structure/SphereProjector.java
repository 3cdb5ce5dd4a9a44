package gradus.claims.structure;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.Blas;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** P-S: the projector that takes the weight out of a direction's derivative. */
record SphereProjector() implements Claim {
  @Override
  public String id() {
    return "P-S";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "§3.B, items 1 and 2 on S");
  }

  @Override
  public String statement() {
    return "With \\(w=\\rho v\\), \\(\\|v\\|=1\\), the derivative of the direction is"
        + " \\(S/\\rho\\) with the projector \\(S=I-vv^\\top\\), which kills \\(w\\).";
  }

  @Override
  public String formula() {
    return "\\frac{\\partial v}{\\partial w}=\\frac{S}{\\rho},\\qquad Sw=0,\\qquad S^2=S";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double kills = 0;
    double idempotent = 0;
    double derivative = 0;
    int draws = budget.of(20, 200, 2000);
    for (int i = 0; i < draws; i++) {
      int d = 1 + random.nextInt(40);
      double[] w = Vectors.gaussian(d, random);
      double[] u = Vectors.gaussian(d, random);
      double rho = Vectors.norm(w);
      kills = Math.max(kills, Vectors.norm(projected(w, w)) / rho);
      double[] su = projected(w, u);
      idempotent = Math.max(idempotent, Vectors.distance(projected(w, su), su) / Vectors.norm(u));
      double[] along = directionDifference(w, u);
      for (int j = 0; j < d; j++) {
        su[j] /= rho;
      }
      derivative = Math.max(derivative, Vectors.distance(along, su) * rho / Vectors.norm(u));
    }
    // Projections cost a few roundings of size 2e-16 each. The central difference has step
    // h = 1e-5 rho/|u|: truncation h² and round-off 2e-16/h, together below 1e-8 in units of 1/rho.
    return Judgement.of(
        Evidence.near("largest \\(\\|Sw\\|/\\|w\\|\\)", kills, 0, 1e-14),
        Evidence.near("largest \\(\\|S^2u-Su\\|/\\|u\\|\\)", idempotent, 0, 1e-14),
        Evidence.near(
            "largest \\(\\rho\\|\\partial v/\\partial w\\,u-Su/\\rho\\|/\\|u\\|\\), by differences",
            derivative,
            0,
            1e-8));
  }

  /** S u with S the projector at w. */
  private static double[] projected(double[] w, double[] u) {
    double[] v = w.clone();
    Blas.best().scal(w.length, 1 / Vectors.norm(w), v, 0);
    double[] su = u.clone();
    Blas.best().axpy(w.length, -Blas.best().dot(w.length, v, 0, u, 0), v, 0, su, 0);
    return su;
  }

  /** (v(w + hu) - v(w - hu)) / 2h. */
  private static double[] directionDifference(double[] w, double[] u) {
    double h = 1e-5 * Vectors.norm(w) / Vectors.norm(u);
    double[] ahead = w.clone();
    double[] behind = w.clone();
    Blas.best().axpy(w.length, h, u, 0, ahead, 0);
    Blas.best().axpy(w.length, -h, u, 0, behind, 0);
    double[] difference = new double[w.length];
    for (int j = 0; j < w.length; j++) {
      difference[j] = (ahead[j] / Vectors.norm(ahead) - behind[j] / Vectors.norm(behind)) / (2 * h);
    }
    return difference;
  }
}
