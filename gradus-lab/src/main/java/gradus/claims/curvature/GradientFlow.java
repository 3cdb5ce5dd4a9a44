package gradus.claims.curvature;

import java.util.function.UnaryOperator;

/**
 * dw/dt = -F(w) by the classical method of order four with steps of one length.
 *
 * @param field F
 * @param step the length h, below 1/λ_max of the Jacobian
 */
record GradientFlow(UnaryOperator<double[]> field, double step) {
  /** The state after some steps from w. */
  double[] after(double[] w, int steps) {
    double[] at = w.clone();
    for (int t = 0; t < steps; t++) {
      double[] k1 = field.apply(at);
      double[] k2 = field.apply(moved(at, k1, step / 2));
      double[] k3 = field.apply(moved(at, k2, step / 2));
      double[] k4 = field.apply(moved(at, k3, step));
      for (int i = 0; i < at.length; i++) {
        at[i] -= step / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
    }
    return at;
  }

  private static double[] moved(double[] w, double[] k, double h) {
    double[] next = w.clone();
    for (int i = 0; i < w.length; i++) {
      next[i] -= h * k[i];
    }
    return next;
  }
}
