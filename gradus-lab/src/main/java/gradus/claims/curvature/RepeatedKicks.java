package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.Arrays;

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
    OverfitProblem.Pool pool = OverfitProblem.Pool.of(budget);
    int runs = budget.of(6, 12, 12);
    int rounds = budget.of(4, 10, 12);
    double[] losses = new double[runs];
    double[] norms = new double[runs];
    double[] falls = new double[runs];
    double wrong = 0;
    double returned = 0;
    double highest = 0;
    double thrown = 0;
    double[] x = new double[rounds];
    double[] test = new double[rounds];
    double[] train = new double[rounds];
    for (int run = 0; run < runs; run++) {
      PerturbedTraining seen = PerturbedTraining.run(pool, rounds, true, seed.child(run));
      losses[run] = PerturbedTraining.slope(seen.testLoss());
      norms[run] = PerturbedTraining.slope(seen.norm());
      wrong = Math.max(wrong, seen.wrong());
      double[] logs = Arrays.stream(seen.trainLoss()).map(Math::log).toArray();
      falls[run] = -PerturbedTraining.slope(logs);
      returned += seen.trainLoss()[rounds - 1] / seen.before() / runs;
      highest = Math.max(highest, Vectors.max(seen.trainLoss()) / seen.before());
      for (int k = 0; k < rounds; k++) {
        double was = k == 0 ? seen.before() : seen.trainLoss()[k - 1];
        thrown += Math.log(seen.kicked()[k] / was) / runs / rounds;
      }
      for (int k = 0; k < rounds; k++) {
        x[k] = k + 1;
        test[k] += seen.testLoss()[k] / runs;
        train[k] += seen.trainLoss()[k] / runs;
      }
    }
    return Judgement.of(
            Evidence.near("largest training error after any round", wrong, 0, 0),
            Evidence.atMost(
                "mean training loss after the last round over that before the first kick",
                returned,
                1),
            PerturbedTraining.rises("minus the logarithm of the training loss", falls),
            PerturbedTraining.rises("the test loss", losses),
            PerturbedTraining.rises("the norm of the weights", norms))
        .with(
            Figure.of(
                    "repeated-kicks",
                    "Loss over rounds of kicks",
                    Axis.linear("round"),
                    Axis.log10("loss"))
                .captioned("Means over runs, at the end of each round.")
                .with(Series.line("training", x, train))
                .with(Series.line("test", x, test)))
        .noting(
            ("Data: %s; %d runs. Kicks threw the training loss to %.2g times what it was, in the"
                    + " geometric mean; the highest after any round of any run was %.2g times"
                    + " that before the first kick.")
                .formatted(pool.words(), runs, Math.exp(thrown), highest))
        .noting(
            "Dense networks stand in for the document's convolutional one on CIFAR-10; kicks are"
                + " its own, a quarter of each layer's deviation. The signs of the trends are"
                + " judged.");
  }
}
