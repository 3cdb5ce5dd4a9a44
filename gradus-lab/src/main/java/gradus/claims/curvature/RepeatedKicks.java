package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;

/** N-F3: a trained network that is kicked again and again. */
record RepeatedKicks() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-F3";
  }

  @Override
  public String place() {
    return "Figure 3";
  }

  @Override
  public String statement() {
    return "Kicked repeatedly at zero training error and trained on, a network's training loss"
        + " returns, while its test loss and the norm of its weights grow.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int runs = budget.of(12, 24, 40);
    int rounds = budget.of(5, 10, 20);
    double[] losses = new double[runs];
    double[] norms = new double[runs];
    int separated = 0;
    double returned = 0;
    double[] x = new double[rounds];
    double[] test = new double[rounds];
    double[] train = new double[rounds];
    for (int run = 0; run < runs; run++) {
      PerturbedTraining seen = PerturbedTraining.run(rounds, true, seed.child(run));
      losses[run] = PerturbedTraining.slope(seen.testLoss());
      norms[run] = PerturbedTraining.slope(seen.norm());
      separated += seen.separated() ? 1 : 0;
      returned = Math.max(returned, seen.trainLoss()[rounds - 1] / seen.trainLoss()[0]);
      for (int k = 0; k < rounds; k++) {
        x[k] = k + 1;
        test[k] += seen.testLoss()[k] / runs;
        train[k] += seen.trainLoss()[k] / runs;
      }
    }
    return Judgement.of(
            Evidence.near("share of runs without training error", separated / (double) runs, 1, 0),
            Evidence.atMost(
                "largest training loss after the last round over the first", returned, 1.1),
            PerturbedTraining.rises("the test loss", losses),
            PerturbedTraining.rises("the norm of the weights", norms))
        .with(
            Figure.of(
                    "repeated-kicks",
                    "Loss over rounds of kicks",
                    Axis.linear("round"),
                    Axis.log10("logistic loss"))
                .captioned("Means over runs, at the end of each round.")
                .with(Series.line("training", x, train))
                .with(Series.line("test", x, test)))
        .noting(
            "A dense network on a law with noisy labels stands in for the document's convolutional"
                + " network on CIFAR-10; the signs of the trends are what is judged.");
  }
}
