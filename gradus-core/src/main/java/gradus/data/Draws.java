package gradus.data;

import java.util.random.RandomGenerator;

/** Random signs and vectors. */
final class Draws {
  private Draws() {}

  /** -1 or +1 with equal chances. */
  static double sign(RandomGenerator random) {
    return random.nextBoolean() ? 1 : -1;
  }

  /** Fills part of an array with independent standard normal numbers. */
  static void gaussian(RandomGenerator random, double[] target, int offset, int count) {
    for (int j = 0; j < count; j++) {
      target[offset + j] = random.nextGaussian();
    }
  }

  /** A uniform point of the unit sphere in d dimensions. */
  static double[] direction(RandomGenerator random, int d) {
    double[] v = new double[d];
    double square = 0;
    while (square == 0) {
      gaussian(random, v, 0, d);
      square = dot(v, v);
    }
    scale(v, 1 / Math.sqrt(square));
    return v;
  }

  /** A uniform point of the unit sphere orthogonal to a unit vector u, for d ≥ 2. */
  static double[] orthogonal(RandomGenerator random, double[] u) {
    double norm = 0;
    double[] v = u;
    while (norm < 0.01) { // a draw along u would lose its digits
      v = direction(random, u.length);
      // Once is enough in exact arithmetic; the second time removes what round-off left.
      for (int twice = 0; twice < 2; twice++) {
        double along = dot(u, v);
        for (int j = 0; j < v.length; j++) {
          v[j] -= along * u[j];
        }
      }
      norm = Math.sqrt(dot(v, v));
    }
    scale(v, 1 / norm);
    return v;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void scale(double[] v, double factor) {
    for (int j = 0; j < v.length; j++) {
      v[j] *= factor;
    }
  }
}
