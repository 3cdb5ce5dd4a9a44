package gradus.kernel;

import gradus.num.Matrix;
import gradus.num.SymmetricEigen;
import java.util.function.DoubleUnaryOperator;

/**
 * Training under the square loss R̂ = (1/2n) Σ (f(x_i) - y_i)² where the tangent kernel stays what
 * it is, as in a linearised or infinitely wide network, in closed form.
 *
 * <p>Flow: f_t - y = e^{-Kt/n}(f_0 - y) on the examples, and elsewhere f_t(z) = f_0(z) + k(z)ᵀ
 * K⁻¹(I - e^{-Kt/n})(y - f_0), each for t up to ∞. Descent with step η: (I - ηK/n)^t in the place
 * of the exponential. An eigenvalue λ enters as (1 - e^{-λt/n})/λ, which is t/n at λ = 0; at t = ∞
 * modes below n ε λ_max count as null and do not move.
 *
 * <p>f is one vector of n numbers; several outputs train each on its own.
 */
public final class KernelDynamics {
  private final SymmetricEigen modes;
  private final double[] y;
  private final double[] start;
  private final int n;

  /**
   * The dynamics from f_0 towards y under the kernel matrix K of the examples.
   *
   * @param kernel K, n x n
   * @param targets y
   * @param start f_0 on the examples
   */
  public KernelDynamics(SymmetricHalf kernel, double[] targets, double[] start) {
    n = kernel.order();
    if (targets.length != n || start.length != n) {
      throw new IllegalArgumentException(
          "a kernel of %d examples needs as many targets and outputs, but %d and %d came"
              .formatted(n, targets.length, start.length));
    }
    this.modes = SymmetricEigen.of(kernel.full());
    this.y = targets.clone();
    this.start = start.clone();
  }

  /** The eigenvalues of K, ascending. */
  public double[] eigenvalues() {
    return modes.values().clone();
  }

  /** The largest step with which descent does not grow: 2n/λ_max (infinite for a zero kernel). */
  public double maxStableStep() {
    return 2.0 * n / modes.values()[n - 1];
  }

  /** f_t on the examples under the flow; t may be infinite. */
  public double[] flow(double t) {
    return onExamples(flowFilter(t));
  }

  /** f_t at other inputs with the m x n matrix k(z_i, x_j) and outputs f_0(z_i). */
  public double[] flow(double t, Matrix between, double[] startThere) {
    return elsewhere(flowFilter(t), between, startThere);
  }

  /** f on the examples after {@code steps} steps of descent of size η. */
  public double[] descent(double eta, long steps) {
    return onExamples(descentFilter(eta, steps));
  }

  /** The same at other inputs. */
  public double[] descent(double eta, long steps, Matrix between, double[] startThere) {
    return elsewhere(descentFilter(eta, steps), between, startThere);
  }

  /** R̂ of outputs f on the examples. */
  public double risk(double[] f) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (f[i] - y[i]) * (f[i] - y[i]);
    }
    return sum / (2 * n);
  }

  private double nullLevel() {
    return n * Math.ulp(1.0) * Math.max(modes.values()[n - 1], 0);
  }

  private DoubleUnaryOperator flowFilter(double t) {
    if (!(t >= 0)) {
      throw new IllegalArgumentException("a time of at least 0 is needed, not " + t);
    }
    double least = nullLevel();
    return lambda -> {
      if (Double.isInfinite(t)) {
        return lambda > least ? 1 / lambda : 0;
      }
      double rate = lambda * t / n;
      return Math.abs(rate) < 1e-300 ? t / n : -Math.expm1(-rate) / lambda;
    };
  }

  private DoubleUnaryOperator descentFilter(double eta, long steps) {
    if (!(eta > 0) || steps < 0) {
      throw new IllegalArgumentException(
          "descent needs a positive step and no fewer than 0 steps, not %s and %d"
              .formatted(eta, steps));
    }
    return lambda -> {
      double rate = eta * lambda / n;
      if (Math.abs(rate) < 1e-300) {
        return eta * steps / n;
      }
      return rate < 1
          ? -Math.expm1(steps * Math.log1p(-rate)) / lambda
          : (1 - Math.pow(1 - rate, (double) steps)) / lambda;
    };
  }

  /** V φ(λ) Vᵀ (y - f_0). */
  private double[] coefficients(DoubleUnaryOperator filter) {
    double[] v = modes.vectors().data();
    double[] alpha = new double[n];
    for (int k = 0; k < n; k++) {
      double along = 0;
      for (int i = 0; i < n; i++) {
        along += v[i * n + k] * (y[i] - start[i]);
      }
      along *= filter.applyAsDouble(modes.values()[k]);
      for (int i = 0; i < n; i++) {
        alpha[i] += v[i * n + k] * along;
      }
    }
    return alpha;
  }

  private double[] onExamples(DoubleUnaryOperator filter) {
    double[] f = coefficients(lambda -> lambda * filter.applyAsDouble(lambda));
    for (int i = 0; i < n; i++) {
      f[i] += start[i];
    }
    return f;
  }

  private double[] elsewhere(DoubleUnaryOperator filter, Matrix between, double[] startThere) {
    Matrix alpha = Matrix.wrap(n, 1, coefficients(filter));
    double[] f = between.times(alpha).data();
    for (int i = 0; i < f.length; i++) {
      f[i] += startThere[i];
    }
    return f;
  }
}
