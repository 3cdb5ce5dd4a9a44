package gradus.kernel;

/**
 * What an activation of infinite width does to a kernel: with (u, v) normal of variances q, q' and
 * correlation c, K = s E σ(u)σ(v) takes the place of the covariance, and a tangent kernel below is
 * multiplied by K̇ = s E σ'(u)σ'(v) (s the scale of {@link Scaling}).
 *
 * <p>A pair is carried as c, 1 - c and 1 + c, each accurate on its own: angles near 0 and π, where
 * kinks make a kernel singular, then lose nothing.
 */
sealed interface Dual permits LeakyReluDual, ReluPowerDual, PolynomialDual, ErfDual {
  /** The variance s E σ(u)² behind the activation. */
  double variance(double q);

  /** What the pairs of one example need to know of it besides q. */
  default double[] features(double q) {
    return new double[0];
  }

  /** The number of {@link #features}. */
  default int featureCount() {
    return 0;
  }

  /** Moves a row of pairs behind the activation: c, 1 - c, 1 + c, and K̇ as its slope. */
  void move(PairRow row);
}
