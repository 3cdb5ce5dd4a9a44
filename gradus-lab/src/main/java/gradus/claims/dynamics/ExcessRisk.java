package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** B-fn3: the excess classification risk is bounded by that of a surrogate. */
record ExcessRisk() implements Claim {
  @Override
  public String id() {
    return "B-fn3";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "footnote 3");
  }

  @Override
  public String statement() {
    return "The excess classification risk is at most an increasing function of the "
        + "excess risk under the exponential or the logistic loss.";
  }

  @Override
  public String formula() {
    return "\\psi\\bigl(R(f)-R^*\\bigr)\\le R_\\phi(f)-R_\\phi^*,"
        + "\\qquad\\psi_{\\exp}(\\theta)=1-\\sqrt{1-\\theta^2}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double[] worst = new double[2];
    double[] tightest = new double[2];
    Arrays.fill(worst, Double.NEGATIVE_INFINITY);
    for (int draw = 0; draw < budget.of(200, 5000, 50_000); draw++) {
      int atoms = 1 + random.nextInt(8);
      double[] mass = new double[atoms];
      double[] eta = new double[atoms];
      double[] score = new double[atoms];
      double total = 0;
      double spread = Math.exp(2 * random.nextGaussian());
      for (int i = 0; i < atoms; i++) {
        mass[i] = random.nextDouble();
        total += mass[i];
        eta[i] = random.nextDouble();
        score[i] = spread * random.nextGaussian();
      }
      for (int t = 0; t < atoms; t++) {
        for (int loss = 0; loss < 2; loss++) {
          double zeroOne = 0;
          double surrogate = 0;
          for (int i = 0; i < atoms; i++) {
            double f = score[i] - score[t] + 1e-3;
            double p = mass[i] / total;
            zeroOne += f > 0 == eta[i] > 0.5 ? 0 : p * Math.abs(2 * eta[i] - 1);
            surrogate += p * (risk(loss, f, eta[i]) - least(loss, eta[i]));
          }
          worst[loss] = Math.max(worst[loss], psi(loss, zeroOne) - surrogate);
        }
      }
      // Equality: scores zero (on the wrong side by a hair), one atom.
      double theta = random.nextDouble();
      for (int loss = 0; loss < 2; loss++) {
        double gap = risk(loss, 0, (1 + theta) / 2) - least(loss, (1 + theta) / 2);
        tightest[loss] = Math.max(tightest[loss], Math.abs(psi(loss, theta) - gap));
      }
    }
    return Judgement.of(
        Evidence.atMost(
            "most that \\(\\psi(\\)excess\\()\\) exceeds, exponential loss", worst[0], 1e-12),
        Evidence.atMost(
            "most that \\(\\psi(\\)excess\\()\\) exceeds, logistic loss", worst[1], 1e-12),
        Evidence.near("defect of equality at score 0, exponential loss", tightest[0], 0, 1e-12),
        Evidence.near("defect of equality at score 0, logistic loss", tightest[1], 0, 1e-12));
  }

  private static double risk(int loss, double f, double eta) {
    return loss == 0
        ? eta * Math.exp(-f) + (1 - eta) * Math.exp(f)
        : eta * LogSum.softplus(-f) + (1 - eta) * LogSum.softplus(f);
  }

  private static double least(int loss, double eta) {
    return loss == 0 ? 2 * Math.sqrt(eta * (1 - eta)) : entropy(eta) + entropy(1 - eta);
  }

  private static double entropy(double p) {
    return p == 0 ? 0 : -p * Math.log(p);
  }

  /** ψ(θ) = least risk at η = ½ less that at η = (1 + θ)/2. */
  private static double psi(int loss, double theta) {
    return least(loss, 0.5) - least(loss, (1 + theta) / 2);
  }
}
