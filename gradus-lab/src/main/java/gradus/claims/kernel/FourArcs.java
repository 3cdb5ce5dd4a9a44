package gradus.claims.kernel;

import gradus.kernel.NtkMargin;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A law on the circle: uniform on four arcs about ±e_1 (label 1) and ±e_2 (label -1), which nearly
 * touch as the margin shrinks; and how networks of width m, first layer trained by the logistic
 * loss, learn it.
 *
 * @param half half the length of an arc, in radians, below π/4
 */
record FourArcs(double half) {
  private static final int CHECKS = 2000;

  /** The NTK margin of the law, by points on the arcs, their ends among them. */
  NtkMargin margin() {
    int each = 9;
    double[][] rows = new double[4 * each][];
    double[] y = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double place = i % each * 2.0 / (each - 1) - 1;
      rows[i] = point(i / each, place);
      y[i] = label(i / each);
    }
    return NtkMargin.exact(Matrix.ofRows(rows), y);
  }

  private double[] point(int arc, double place) {
    double angle = arc * Math.PI / 2 + place * half;
    return new double[] {Math.cos(angle), Math.sin(angle)};
  }

  private static double label(int arc) {
    return arc % 2 == 0 ? 1 : -1;
  }

  /**
   * Mistakes of one-pass stochastic descent, step 1, on each fresh example before it is used: their
   * share among the first n is, in the mean, the mean error of the first n iterates.
   *
   * @return the number of mistakes among the first 1, 2, … examples
   */
  int[] onePass(int m, int steps, Seed seed) {
    RandomGenerator random = seed.child("examples").random();
    TwoLayerRelu start = TwoLayerRelu.start(Matrix.zeros(1, 2), m, seed.child("start"));
    double[] w = start.w().data().clone();
    double[] a = start.a();
    int[] mistakes = new int[steps];
    for (int t = 0; t < steps; t++) {
      int arc = random.nextInt(4);
      double[] x = point(arc, 2 * random.nextDouble() - 1);
      double f = 0;
      for (int s = 0; s < m; s++) {
        f += a[s] * Math.max(w[2 * s] * x[0] + w[2 * s + 1] * x[1], 0);
      }
      double z = label(arc) * f / Math.sqrt(m);
      mistakes[t] = (t == 0 ? 0 : mistakes[t - 1]) + (z <= 0 ? 1 : 0);
      double pull = label(arc) / (1 + Math.exp(z)) / Math.sqrt(m);
      for (int s = 0; s < m; s++) {
        if (w[2 * s] * x[0] + w[2 * s + 1] * x[1] > 0) {
          w[2 * s] += pull * a[s] * x[0];
          w[2 * s + 1] += pull * a[s] * x[1];
        }
      }
    }
    return mistakes;
  }

  /** The error on the law of descent on n examples, step 1, at the iterate of least risk. */
  double descent(int n, int m, int steps, Seed seed) {
    RandomGenerator random = seed.child("examples").random();
    double[][] rows = new double[n][];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      int arc = random.nextInt(4);
      rows[i] = point(arc, 2 * random.nextDouble() - 1);
      y[i] = label(arc);
    }
    TwoLayerRelu network = TwoLayerRelu.start(Matrix.ofRows(rows), m, seed.child("start"));
    TwoLayerRelu best = network;
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t <= steps; t++) {
      Matrix z = network.preactivations();
      double[] f = TwoLayerRelu.outputs(z, network.a());
      double risk = 0;
      double[] pull = new double[n];
      for (int i = 0; i < n; i++) {
        risk += Math.log1p(Math.exp(-y[i] * f[i])) / n;
        pull[i] = y[i] / (1 + Math.exp(y[i] * f[i])) / n;
      }
      if (risk < least) {
        least = risk;
        best = network;
      }
      network = network.moved(1, network.gradient(z, pull));
    }
    return error(best);
  }

  private double error(TwoLayerRelu network) {
    List<double[]> rows = new ArrayList<>();
    int each = CHECKS / 4;
    for (int k = 0; k < CHECKS; k++) {
      int place = k / 4;
      rows.add(point(k % 4, (2 * place + 1.0) / each - 1));
    }
    TwoLayerRelu there =
        new TwoLayerRelu(Matrix.ofRows(rows.toArray(new double[0][])), network.w(), network.a());
    double[] f = TwoLayerRelu.outputs(there.preactivations(), network.a());
    int wrong = 0;
    for (int k = 0; k < CHECKS; k++) {
      wrong += label(k % 4) * f[k] <= 0 ? 1 : 0;
    }
    return wrong / (double) CHECKS;
  }
}
