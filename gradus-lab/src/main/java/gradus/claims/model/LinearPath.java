package gradus.claims.model;

import gradus.num.Cholesky;
import gradus.num.LogSum;
import gradus.num.Matrix;

/**
 * The path of constrained minimisers of the exponential loss of a linear model.
 *
 * <p>The minimiser of log Σ exp(-⟨z_n, w⟩) + μ‖w‖²/2 satisfies Zᵀq = μ w with q the softmax of the
 * negative margins: with ρ = ‖w‖ and v = w/ρ it is the minimiser of Σ exp(-ρ⟨z_n, v⟩) on the unit
 * sphere, where the flow at fixed ρ stands still, and the minimiser of Σ exp(-⟨z_n, w⟩) + λ'‖w‖²
 * with 2λ' = μ Σ exp(-⟨z_n, w⟩).
 *
 * @param w the minimiser
 * @param mu μ
 * @param dual q
 * @param logSum log Σ exp(-⟨z_n, w⟩)
 * @param residual ‖Zᵀq - μ w‖ / ‖Zᵀq‖
 */
public record LinearPath(double[] w, double mu, double[] dual, double logSum, double residual) {
  private static final int ITERATIONS = 200;

  /** The point at μ = 1. */
  public static LinearPath start(Matrix z) {
    return minimise(z, new double[z.cols()], 1);
  }

  /** The point further along the path whose μ is {@code factor} &lt; 1 times this one's. */
  public LinearPath next(Matrix z, double factor) {
    return minimise(z, Vectors.times(1 / factor, w), mu * factor);
  }

  /** The first point with ρ ≥ {@code rho}, in steps of at most a factor of two. */
  public LinearPath upTo(Matrix z, double rho) {
    LinearPath at = this;
    while (at.rho() < rho * (1 - 1e-12)) {
      at = at.next(z, Math.max(0.5, Math.min(at.rho() / rho, 0.999999)));
    }
    return at;
  }

  /** ρ = ‖w‖. */
  public double rho() {
    return Vectors.norm(w);
  }

  /** v = w / ρ. */
  public double[] direction() {
    return Vectors.unit(w);
  }

  /** log λ' of the equivalent penalty λ'‖w‖². */
  public double logPenalty() {
    return Math.log(mu / 2) + logSum;
  }

  private static LinearPath minimise(Matrix z, double[] start, double mu) {
    double[] w = start;
    LinearPath at = at(z, w, mu);
    for (int i = 0; i < ITERATIONS && at.residual > 1e-14; i++) {
      double[] gradient = at.gradient(z);
      double[] step = Cholesky.of(at.hessian(z)).solve(gradient);
      double slope = Vectors.dot(gradient, step);
      double length = 1;
      LinearPath ahead = at(z, Vectors.plus(w, -1, step), mu);
      // Where round-off hides the fall of the value, the residual still tells.
      while (ahead.value() > at.value() - 1e-4 * length * slope
          && ahead.residual >= at.residual
          && length > 1e-8) {
        length /= 2;
        ahead = at(z, Vectors.plus(w, -length, step), mu);
      }
      if (length <= 1e-8) {
        break;
      }
      at = ahead;
      w = at.w;
    }
    return at;
  }

  private static LinearPath at(Matrix z, double[] w, double mu) {
    double[] exponents = Vectors.times(-1, Vectors.product(z, w));
    double s = LogSum.of(exponents);
    double[] q = new double[exponents.length];
    for (int n = 0; n < q.length; n++) {
      q[n] = Math.exp(exponents[n] - s);
    }
    double[] pull = Vectors.transposedProduct(z, q);
    double residual = Vectors.norm(Vectors.plus(pull, -mu, w)) / Vectors.norm(pull);
    return new LinearPath(w, mu, q, s, residual);
  }

  private double value() {
    return logSum + mu / 2 * Vectors.dot(w, w);
  }

  private double[] gradient(Matrix z) {
    return Vectors.plus(Vectors.times(mu, w), -1, Vectors.transposedProduct(z, dual));
  }

  private Matrix hessian(Matrix z) {
    int d = z.cols();
    double[] mean = Vectors.transposedProduct(z, dual);
    Matrix h = Matrix.zeros(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double sum = i == j ? mu : 0;
        for (int n = 0; n < z.rows(); n++) {
          sum += dual[n] * (z.at(n, i) - mean[i]) * (z.at(n, j) - mean[j]);
        }
        h.set(i, j, sum);
      }
    }
    return h;
  }
}
