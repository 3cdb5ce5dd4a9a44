package gradus.data;

/** The upper tail of the standard normal law. */
final class NormalTail {
  private static final int TERMS = 120;
  private static final double MEET = 2;

  private NormalTail() {}

  /**
   * Φ(-z) = P(N(0, 1) > z) for z ≥ 0, to a relative error of 1e-13.
   *
   * <p>Below 2 the series Φ(z) = ½ + φ(z) Σ z^(2k+1)/(1·3·5···(2k+1)); above it Laplace's continued
   * fraction Φ(-z) = φ(z)/(z + 1/(z + 2/(z + 3/(z + ...)))).
   */
  static double at(double z) {
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    if (z < MEET) {
      double term = z;
      double sum = 0;
      for (int k = 1; k <= TERMS; k++) {
        sum += term;
        term *= z * z / (2 * k + 1);
      }
      return 0.5 - density * sum;
    }
    double fraction = z;
    for (int k = TERMS; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return density / fraction;
  }
}
