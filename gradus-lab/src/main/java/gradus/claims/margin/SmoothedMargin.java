package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.Vectors;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** J-E8: the smoothed margin lies within log n below the least margin. */
record SmoothedMargin() implements Claim {
  @Override
  public String id() {
    return "J-E8";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "equation 8");
  }

  @Override
  public String statement() {
    return "The smoothed margin of the exponential loss approximates the least margin to"
        + " \\(\\ln n\\), from below.";
  }

  @Override
  public String formula() {
    return "\\psi(w)\\le\\min_iy_i\\langle w,x_i\\rangle\\le\\psi(w)+\\ln n,\\qquad"
        + "\\psi(w)=-\\ln\\sum_ie^{-y_i\\langle w,x_i\\rangle}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double below = Double.NEGATIVE_INFINITY;
    double above = Double.NEGATIVE_INFINITY;
    int draws = budget.of(300, 3_000, 30_000);
    for (int draw = 0; draw < draws; draw++) {
      double[] z = margins(draw % 4, seed.child(draw).random());
      double least = Vectors.min(z);
      double psi = -LogSum.of(Vectors.times(-1, z));
      double unit = 1 + Math.abs(least);
      below = Math.max(below, (psi - least) / unit);
      above = Math.max(above, (least - psi - Math.log(z.length)) / unit);
    }
    double network = 0;
    LinearProblem problem = LinearProblem.random(50, 6, seed.child("network"));
    Risk risk =
        new Risk(
            problem.network(), Loss.named("exponential"), Examples.of(Flows.turned(problem.z())));
    RandomGenerator random = seed.child("weights").random();
    for (int draw = 0; draw < 50; draw++) {
      double[] w = Vectors.times(Math.pow(10, draw / 10.0 - 2), Vectors.gaussian(6, random));
      risk.at(w);
      double unit = 1 + Math.abs(problem.psi(w));
      network = Math.max(network, Math.abs(risk.smoothedMargin() - problem.psi(w)) / unit);
    }
    double[] equal = new double[1000];
    Arrays.fill(equal, 3);
    double[] alone = equal.clone();
    alone[0] = -1e4;
    double logistic = -Math.log(Math.expm1(10 * Math.log(2)));
    // One rounding of a sum, a logarithm and a difference, in units of 1 + |min z|.
    double rounding = 4 * Math.ulp(1.0);
    return Judgement.of(
            Evidence.atMost(
                "largest \\((\\psi-\\min z)/(1+|\\min z|)\\) over %,d draws".formatted(draws),
                below,
                rounding),
            Evidence.atMost("largest \\((\\min z-\\psi-\\ln n)/(1+|\\min z|)\\)", above, rounding),
            Evidence.near(
                "equal margins: \\(\\psi+\\ln n-\\min z\\), the upper bound attained",
                -LogSum.of(Vectors.times(-1, equal)) + Math.log(1000) - 3,
                0,
                1e-14),
            Evidence.near(
                "one margin far below the others: \\(\\min z-\\psi\\), the lower bound attained",
                -1e4 + LogSum.of(Vectors.times(-1, alone)),
                0,
                1e-11),
            Evidence.near(
                "largest relative difference of \\(\\ell^{-1}(n\\hat R(w))\\), from the risk of a"
                    + " network, to \\(\\psi(w)\\)",
                network,
                0,
                1e-13))
        .noting(
            "It is a statement about the exponential loss: with the logistic one the upper bound"
                + " fails away from separation. Ten margins of zero have \\(\\psi=-\\ln(2^{10}-1)"
                + "=%.3f\\), below \\(-\\ln10=%.3f\\).".formatted(logistic, -Math.log(10)));
  }

  /** Gaussian, all equal, one alone, or tied at the bottom, of sizes 1e-3 to 1e4. */
  private static double[] margins(int kind, RandomGenerator random) {
    int n = 1 + (int) Math.pow(10, 3 * random.nextDouble());
    double size = Math.pow(10, 7 * random.nextDouble() - 3);
    double[] z = Vectors.times(size, Vectors.gaussian(n, random));
    switch (kind) {
      case 1 -> Arrays.fill(z, z[0]);
      case 2 -> z[random.nextInt(n)] = -10 * size;
      case 3 -> {
        double least = Vectors.min(z);
        Arrays.fill(z, 0, (n + 1) / 2, least);
      }
      default -> {
        // As drawn.
      }
    }
    return z;
  }
}
