package gradus.claims.curvature;

import gradus.claims.Evidence;
import gradus.claims.model.Vectors;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Interval;
import gradus.num.Seed;

/**
 * A network trained to zero training error, and then trained on in rounds, each begun by a kick or
 * by none. A kick is normal noise on every weight with a quarter of the deviation of its layer.
 *
 * @param trainLoss at the end of each round
 * @param testLoss on other examples
 * @param testError the share of these that are wrong
 * @param norm ‖W‖
 * @param kicked the training loss at the begin of each round, after its kick
 * @param before the training loss before the first round
 * @param wrong the largest training error after any round
 */
record PerturbedTraining(
    double[] trainLoss,
    double[] testLoss,
    double[] testError,
    double[] norm,
    double[] kicked,
    double before,
    double wrong) {
  static PerturbedTraining run(OverfitProblem.Pool pool, int rounds, boolean kicked, Seed seed) {
    OverfitProblem problem = pool.draw().apply(seed);
    Risk train = problem.train();
    Risk test = problem.test();
    double[] w = SquareFits.start(train.network(), 2, seed.child("start"));
    descend(problem, w, problem.before());
    double before = SquareFits.value(train, w);
    double[][] read = new double[5][rounds];
    double wrong = 0;
    for (int k = 0; k < rounds; k++) {
      if (kicked) {
        kick(train.network(), w, seed.child("kick").child(k));
      }
      read[4][k] = SquareFits.value(train, w);
      descend(problem, w, problem.round());
      read[0][k] = SquareFits.value(train, w);
      wrong = Math.max(wrong, train.classificationError());
      read[1][k] = SquareFits.value(test, w);
      read[2][k] = test.classificationError();
      read[3][k] = Vectors.norm(w);
    }
    return new PerturbedTraining(read[0], read[1], read[2], read[3], read[4], before, wrong);
  }

  private static void kick(Network network, double[] w, Seed seed) {
    double[] noise = Vectors.gaussian(w.length, seed.random());
    for (Block block : network.blocks()) {
      double mean = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        mean += w[i] / block.size();
      }
      double square = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        square += (w[i] - mean) * (w[i] - mean) / block.size();
      }
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] += 0.25 * Math.sqrt(square) * noise[i];
      }
    }
  }

  private static void descend(OverfitProblem problem, double[] w, int steps) {
    double[] g = new double[w.length];
    for (int t = 0; t < steps; t++) {
      problem.train().at(w);
      problem.train().gradient(g);
      double step = problem.eta() * Math.exp(problem.train().logScale());
      for (int i = 0; i < w.length; i++) {
        w[i] -= step * g[i];
      }
    }
  }

  /** The slope of a reading over the rounds. */
  static double slope(double[] reading) {
    double[] rounds = new double[reading.length];
    for (int k = 0; k < rounds.length; k++) {
      rounds[k] = k;
    }
    return Vectors.slope(rounds, reading);
  }

  /** That a slope is positive with p ≤ 0.01, one-sided: the lower end of Student's interval. */
  static Evidence rises(String what, double[] slopes) {
    return Evidence.atLeast(
        "lower end of the 98 %% interval of the slope of %s".formatted(what),
        Interval.ofMean(slopes, 0.98).low(),
        0);
  }
}
