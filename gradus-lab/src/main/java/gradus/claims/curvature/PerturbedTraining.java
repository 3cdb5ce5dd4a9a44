package gradus.claims.curvature;

import gradus.claims.Evidence;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Interval;
import gradus.num.Matrix;
import gradus.num.Seed;

/**
 * A dense ReLU network trained on noisy labels to zero training error, and then trained on in
 * rounds, each begun by a random kick of norm one or by none.
 *
 * @param trainLoss at the end of each round
 * @param testLoss on a thousand other examples
 * @param testError the share of these on the wrong side
 * @param norm ‖W‖
 * @param separated whether every training example was right after the last round
 */
record PerturbedTraining(
    double[] trainLoss, double[] testLoss, double[] testError, double[] norm, boolean separated) {
  private static final int EXAMPLES = 40;
  private static final int INPUTS = 8;
  private static final int BEFORE = 6000;
  private static final int ROUND = 600;
  private static final double ETA = 0.2;

  static PerturbedTraining run(int rounds, boolean kicked, Seed seed) {
    Network network = NetworkOnData.dense(INPUTS, Nonlinearity.relu(), 30, 1);
    Risk train = risk(network, EXAMPLES, seed.child("train"));
    Risk test = risk(network, 1000, seed.child("test"));
    double[] w = SquareFits.start(network, 1, seed.child("start"));
    descend(train, w, BEFORE);
    double[][] read = new double[4][rounds];
    for (int k = 0; k < rounds; k++) {
      if (kicked) {
        double[] kick = Vectors.gaussian(w.length, seed.child("kick").child(k).random());
        w = Vectors.plus(w, 1, Vectors.unit(kick));
      }
      descend(train, w, ROUND);
      read[0][k] = SquareFits.value(train, w);
      read[1][k] = SquareFits.value(test, w);
      read[2][k] = test.classificationError();
      read[3][k] = Vectors.norm(w);
    }
    train.at(w);
    return new PerturbedTraining(
        read[0], read[1], read[2], read[3], train.classificationError() == 0);
  }

  /** Labels of one direction, one in ten turned, under the logistic loss. */
  private static Risk risk(Network network, int n, Seed seed) {
    Matrix x = Vectors.gaussian(n, INPUTS, seed.child("x").random());
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double sign = seed.child("noise").uniform(i) < 0.1 ? -1 : 1;
      y[i] = sign * Math.signum(x.at(i, 0) + 0.5 * x.at(i, 1));
    }
    return new NetworkOnData(network, x).risk("logistic", y);
  }

  private static void descend(Risk risk, double[] w, int steps) {
    for (int t = 0; t < steps; t++) {
      double[] g = SquareFits.gradient(risk, w);
      for (int i = 0; i < w.length; i++) {
        w[i] -= ETA * g[i];
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
