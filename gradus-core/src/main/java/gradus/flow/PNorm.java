package gradus.flow;

import gradus.num.BadInput;
import gradus.num.Blas;

/**
 * ‖x‖_p = (Σ |x_j|^p)^{1/p} with its gradient ν = ∂‖x‖_p/∂x, for 1 ≤ p ≤ ∞.
 *
 * <p>ν_j = sign(x_j) (|x_j|/‖x‖_p)^{p-1}, so that ⟨ν, x⟩ = ‖x‖_p. At p = 1 a coordinate that is
 * zero, and at p = ∞ a tie for the maximum, leave a choice: zero and the first of the tied.
 *
 * @param p the exponent, {@code Double.POSITIVE_INFINITY} for the maximum norm
 * @param epsilon where it is positive, |x_j| is read as (x_j² + ε²)^½
 */
record PNorm(double p, double epsilon) {
  static final PNorm EUCLIDEAN = new PNorm(2);

  /** What rounding changes in a norm of order one, n coordinates taken together n times. */
  private static final double ROUNDING = 1e-12;

  /** The norm itself. */
  PNorm(double p) {
    this(p, 0);
  }

  PNorm {
    if (!(p >= 1)) {
      throw new BadInput(
          "a p-norm needs p of at least 1, or inf, but %s came: below 1 the triangle inequality fails"
              .formatted(p));
    }
  }

  /**
   * The same for 1 &lt; p &lt; 2 with its gradient rounded at zero, where ν_j =
   * sign(x_j)|x_j|^{p-1} has a root: a coordinate that settles there does so in finite time, and no
   * method of steps could follow it. Other norms as they are.
   */
  PNorm rounded() {
    return p > 1 && p < 2 ? new PNorm(p, Math.pow(ROUNDING, 1 / p)) : this;
  }

  /** The norm of x[from], …, x[from + n - 1]. */
  double of(int n, double[] x, int from) {
    if (p == 2) {
      return Blas.best().nrm2(n, x, from);
    }
    double most = Math.abs(x[from + largest(n, x, from)]);
    if (Double.isInfinite(p) || most == 0) {
      return most;
    }
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += power(size(x[i]) / most, p);
    }
    return most * Math.pow(sum, 1 / p);
  }

  /** nu[0], …, nu[n - 1] ← the gradient of the norm at x[from], …, which must not be zero. */
  void gradient(int n, double[] x, int from, double[] nu) {
    double norm = of(n, x, from);
    if (Double.isInfinite(p)) {
      int top = largest(n, x, from);
      for (int i = 0; i < n; i++) {
        nu[i] = i == top ? Math.signum(x[from + i]) : 0;
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      double z = x[from + i];
      double size = size(z);
      nu[i] = size == 0 ? 0 : z / size * power(size / norm, p - 1);
    }
  }

  private double size(double z) {
    return epsilon == 0 ? Math.abs(z) : Math.hypot(z, epsilon);
  }

  /** {@code 2}, {@code 1.5} or {@code inf}, as a user types it. */
  String text() {
    if (Double.isInfinite(p)) {
      return "inf";
    }
    return p == Math.rint(p) && p < 1e9 ? Long.toString((long) p) : Double.toString(p);
  }

  static int largest(int n, double[] x, int from) {
    int top = 0;
    for (int i = 1; i < n; i++) {
      if (Math.abs(x[from + i]) > Math.abs(x[from + top])) {
        top = i;
      }
    }
    return top;
  }

  private static double power(double base, double exponent) {
    if (exponent == 1) {
      return base;
    }
    return exponent == 2 ? base * base : Math.pow(base, exponent);
  }
}
