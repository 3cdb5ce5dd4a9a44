package gradus.claims.model;

import gradus.num.LogSum;
import gradus.num.Matrix;
import java.util.Arrays;

/**
 * The minimiser of log Σ exp(-ρ⟨z_n, v⟩) over ‖v‖_p ≤ 1, p = 1, 2 or ∞, with its certificate.
 *
 * <p>Accelerated projected gradients (Beck and Teboulle 2009) with restarts where the value rises.
 * The function is convex, so that the largest decrease that its tangent allows within the ball
 * bounds how far the value lies above the least.
 *
 * @param v the minimiser
 * @param margin min_n ⟨v, z_n⟩
 * @param excess an upper bound of (value - least value) / ρ
 */
public record BallMinimum(double[] v, double margin, double excess) {
  /** Solves until the certificate is below {@code tolerance}, or for so many iterations. */
  public static BallMinimum of(Matrix z, double rho, double p, double tolerance, int iterations) {
    int d = z.cols();
    double size = 0;
    for (int n = 0; n < z.rows(); n++) {
      size = Math.max(size, Vectors.dot(z.row(n), z.row(n)));
    }
    double step = 1 / (rho * size);
    double[] v = new double[d];
    double[] ahead = v;
    double momentum = 1;
    double value = smooth(z, v, rho);
    for (int i = 0; i < iterations; i++) {
      double[] next = projected(Vectors.plus(ahead, step, pull(z, ahead, rho)), p);
      double nextValue = smooth(z, next, rho);
      if (nextValue > value) {
        momentum = 1;
        ahead = v;
        next = projected(Vectors.plus(v, step, pull(z, v, rho)), p);
        nextValue = smooth(z, next, rho);
      }
      double grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      ahead = Vectors.plus(next, (momentum - 1) / grown, Vectors.plus(next, -1, v));
      momentum = grown;
      v = next;
      value = nextValue;
      if (i % 100 == 99 && excess(z, v, rho, p) < tolerance) {
        break;
      }
    }
    return new BallMinimum(v, Vectors.min(Vectors.product(z, v)), excess(z, v, rho, p));
  }

  private static double smooth(Matrix z, double[] v, double rho) {
    return LogSum.of(Vectors.times(-rho, Vectors.product(z, v))) / rho;
  }

  /** Zᵀq, along which the value falls fastest. */
  private static double[] pull(Matrix z, double[] v, double rho) {
    double[] exponents = Vectors.times(-rho, Vectors.product(z, v));
    double s = LogSum.of(exponents);
    for (int n = 0; n < exponents.length; n++) {
      exponents[n] = Math.exp(exponents[n] - s);
    }
    return Vectors.transposedProduct(z, exponents);
  }

  private static double excess(Matrix z, double[] v, double rho, double p) {
    double[] pull = pull(z, v, rho);
    double support;
    if (p == 2) {
      support = Vectors.norm(pull);
    } else if (p == 1) {
      support = Arrays.stream(pull).map(Math::abs).max().orElse(0);
    } else {
      support = Arrays.stream(pull).map(Math::abs).sum();
    }
    return support - Vectors.dot(pull, v);
  }

  private static double[] projected(double[] x, double p) {
    if (p == 2) {
      double norm = Vectors.norm(x);
      return norm <= 1 ? x : Vectors.times(1 / norm, x);
    }
    double[] y = x.clone();
    if (p == 1) {
      double cut = threshold(x);
      for (int j = 0; j < y.length; j++) {
        y[j] = Math.copySign(Math.max(Math.abs(x[j]) - cut, 0), x[j]);
      }
      return y;
    }
    for (int j = 0; j < y.length; j++) {
      y[j] = Math.clamp(x[j], -1, 1);
    }
    return y;
  }

  /** The τ ≥ 0 with Σ max(|x_j| - τ, 0) = 1, or 0 inside the ball. */
  private static double threshold(double[] x) {
    double[] size = Arrays.stream(x).map(Math::abs).sorted().toArray();
    double sum = 0;
    double cut = 0;
    for (int j = size.length - 1; j >= 0; j--) {
      sum += size[j];
      double candidate = (sum - 1) / (size.length - j);
      if (candidate < size[j]) {
        cut = candidate;
      }
    }
    return Math.max(cut, 0);
  }
}
