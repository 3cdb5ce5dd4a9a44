package gradus.num;

import java.util.random.RandomGenerator;

/** Symmetric matrices of known spectrum, for tests. */
final class Operators {
  private Operators() {}

  /** Q diag(λ) Qᵀ with a random orthogonal Q. */
  static Matrix withSpectrum(double[] lambda, Seed seed) {
    int n = lambda.length;
    Matrix q = Qr.of(gaussian(n, n, seed)).q();
    Matrix scaled = q.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled.set(i, j, q.at(i, j) * lambda[j]);
      }
    }
    Matrix a = scaled.times(q.transpose());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a.set(i, j, a.at(j, i));
      }
    }
    return a;
  }

  /** Independent normal entries. */
  static Matrix gaussian(int rows, int cols, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix a = Matrix.zeros(rows, cols);
    for (int i = 0; i < a.data().length; i++) {
      a.data()[i] = random.nextGaussian();
    }
    return a;
  }

  /** Like the Hessian of a trained network: few large eigenvalues, many near zero, some below. */
  static double[] likeANetwork(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] lambda = new double[n];
    for (int i = 0; i < n; i++) {
      lambda[i] = i < 5 ? 10.0 * (i + 1) : i < n / 2 ? 0.5 * Math.pow(random.nextDouble(), 3) : 0;
      lambda[i] -= i >= n - 8 ? 0.1 * (n - i) : 0;
    }
    return lambda;
  }
}
