package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.num.Seed;

/** N-F14: the same network without kicks. */
record QuietTraining() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-F14";
  }

  @Override
  public String place() {
    return "Figure 14";
  }

  @Override
  public String statement() {
    return "Trained on without perturbations after zero training error, a network's test loss rises"
        + " slightly and its test error does not.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    OverfitProblem.Pool pool = OverfitProblem.Pool.of(budget);
    int runs = budget.of(6, 12, 12);
    int rounds = budget.of(4, 10, 12);
    double[] losses = new double[runs];
    double change = 0;
    double slope = 0;
    for (int run = 0; run < runs; run++) {
      PerturbedTraining seen = PerturbedTraining.run(pool, rounds, false, seed.child(run));
      losses[run] = PerturbedTraining.slope(seen.testLoss());
      change += (seen.testError()[rounds - 1] - seen.testError()[0]) / runs;
      slope += losses[run] / runs;
    }
    return Judgement.of(
            PerturbedTraining.rises("the test loss", losses),
            Evidence.near("mean change of the test error over the rounds", change, 0, 0.01))
        .noting(
            "Data: %s; %d runs. Mean slope of the test loss: %.2g a round."
                .formatted(pool.words(), runs, slope))
        .noting(
            "The control of N-F3, with its network, data and numbers of steps; the caption of the"
                + " figure names figure 4 where text and axes show figure 3.");
  }
}
