package gradus.kernel;

import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.NotPositiveDefinite;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.random.RandomGenerator;

/**
 * The least eigenvalue of a kernel matrix: all of them for small orders, and the Lanczos method on
 * the inverse with full reorthogonalisation for large ones.
 *
 * <p>The absolute error is that of round-off, n ε λ_max at most: a singular matrix has one of that
 * size, of either sign, or exactly 0 where it cannot be factored.
 */
public final class LeastEigenvalue {
  private static final int SMALL = 1_000;
  private static final int MOST_STEPS = 80;

  private LeastEigenvalue() {}

  /** λ_min; NaN for no rows. */
  public static double of(SymmetricHalf kernel) {
    int n = kernel.order();
    if (n == 0) {
      return Double.NaN;
    }
    return n <= SMALL ? SymmetricEigen.of(kernel.full()).values()[0] : byInverse(kernel);
  }

  /** The same by the inverse, at any order. */
  static double byInverse(SymmetricHalf kernel) {
    try {
      return 1 / greatestOfInverse(Cholesky.of(kernel.full()), kernel.order());
    } catch (NotPositiveDefinite e) {
      return 0;
    }
  }

  private static double greatestOfInverse(Cholesky factor, int n) {
    double[][] basis = new double[MOST_STEPS + 1][];
    double[] alpha = new double[MOST_STEPS];
    double[] beta = new double[MOST_STEPS];
    RandomGenerator random = new Seed(1).random();
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = random.nextGaussian();
    }
    basis[0] = scaled(v, 1 / norm(v));
    double last = 0;
    for (int k = 0; k < MOST_STEPS; k++) {
      double[] u = factor.solve(basis[k]);
      for (int j = 0; j <= k; j++) {
        double along = dot(u, basis[j]);
        if (j == k) {
          alpha[k] = along;
        }
        for (int i = 0; i < n; i++) {
          u[i] -= along * basis[j][i];
        }
      }
      beta[k] = norm(u);
      double ritz = greatest(alpha, beta, k + 1);
      if (Math.abs(ritz - last) <= 1e-13 * ritz || beta[k] == 0) {
        return ritz;
      }
      last = ritz;
      basis[k + 1] = scaled(u, 1 / beta[k]);
    }
    return last;
  }

  private static double greatest(double[] alpha, double[] beta, int k) {
    Matrix t = Matrix.zeros(k, k);
    for (int i = 0; i < k; i++) {
      t.set(i, i, alpha[i]);
      if (i + 1 < k) {
        t.set(i, i + 1, beta[i]);
        t.set(i + 1, i, beta[i]);
      }
    }
    return SymmetricEigen.of(t).values()[k - 1];
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  private static double[] scaled(double[] x, double factor) {
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= factor;
    }
    return y;
  }
}
