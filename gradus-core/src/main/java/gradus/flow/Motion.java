package gradus.flow;

/**
 * The equation of a dynamics for one risk, in the log domain: ẏ = exp(logSpeed) v with v of order
 * one.
 */
public interface Motion {
  /** The length of a state y. */
  int dimension();

  /** A state whose weights are w. */
  double[] state(double[] w);

  /** The weights of a state; y itself where the state is the weights. */
  double[] weights(double[] y);

  /** v ← exp(-logSpeed) F(y); returns log R̂ at y. */
  double velocity(double[] y, double[] v);

  /** logSpeed of the last {@link #velocity}. */
  double logSpeed();
}
