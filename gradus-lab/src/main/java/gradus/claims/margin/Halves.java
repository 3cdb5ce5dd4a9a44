package gradus.claims.margin;

import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Seed;

/**
 * Gaussian examples in R^{2d} with y = sign(Σ_{i≤d} x_i² - Σ_{i>d} x_i²), after Li, Zhang and Arora
 * 2020.
 *
 * @param x the examples, n x 2d
 * @param y their labels
 */
record Halves(Matrix x, double[] y) {
  static Halves draw(int d, int n, Seed seed) {
    Matrix x = Vectors.gaussian(n, 2 * d, seed.random());
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double difference = 0;
      for (int j = 0; j < d; j++) {
        difference += x.at(i, j) * x.at(i, j) - x.at(i, d + j) * x.at(i, d + j);
      }
      y[i] = Math.signum(difference);
    }
    return new Halves(x, y);
  }

  /** d. */
  int half() {
    return x.cols() / 2;
  }

  /** The share of labels that scores have the sign of. */
  double accuracy(double[] scores) {
    int right = 0;
    for (int i = 0; i < y.length; i++) {
      right += scores[i] * y[i] > 0 ? 1 : 0;
    }
    return right / (double) y.length;
  }
}
