package gradus.flow;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.net.Draws;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small data sets for tests of flows and probes. */
public final class Problems {
  private Problems() {}

  /** n Gaussian points of dimension d with random signs. */
  public static Dataset noise(int n, int d, Seed seed) {
    RandomGenerator random = seed.child("labels").random();
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return dataset(Draws.matrix(n, d, seed.child("inputs")), new Labels.Signs(y));
  }

  /**
   * Points in the unit ball that a plane through the origin separates with margin exactly γ: γe_1 ±
   * te_j times the sign, so that ½ of each pair makes γe_1 and no direction does better.
   */
  public static Dataset separable(double gamma, int d) {
    int pairs = d - 1;
    double t = Math.sqrt(1 - gamma * gamma);
    double[][] x = new double[2 * pairs][d];
    double[] y = new double[2 * pairs];
    for (int j = 0; j < pairs; j++) {
      for (int side = 0; side < 2; side++) {
        int i = 2 * j + side;
        y[i] = j % 2 == 0 ? 1 : -1;
        x[i][0] = y[i] * gamma;
        x[i][j + 1] = side == 0 ? t : -t;
      }
    }
    return dataset(Matrix.ofRows(x), new Labels.Signs(y));
  }

  /** A data set of given parts. */
  public static Dataset dataset(Matrix x, Labels labels) {
    return new Dataset("test", x, labels, Collections.nCopies(x.cols(), "x"), List.of(x.cols()));
  }

  /** An observer that records nothing. */
  public static Observer silent() {
    return new Observer() {
      @Override
      public boolean pause(Course course) {
        return false;
      }

      @Override
      public long record(Position at) {
        return Long.MAX_VALUE;
      }
    };
  }
}
