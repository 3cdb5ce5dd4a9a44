package gradus.claims.dynamics;

/** The weights that the exponential loss gives the examples. */
final class ExponentialWeights {
  private ExponentialWeights() {}

  /** y_n q_n with q = softmax(-ρ y f). */
  static double[] signed(double[] f, double[] y, double rho) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < f.length; n++) {
      least = Math.min(least, y[n] * f[n]);
    }
    double sum = 0;
    double[] q = new double[f.length];
    for (int n = 0; n < f.length; n++) {
      q[n] = Math.exp(-rho * (y[n] * f[n] - least));
      sum += q[n];
    }
    for (int n = 0; n < f.length; n++) {
      q[n] *= y[n] / sum;
    }
    return q;
  }
}
