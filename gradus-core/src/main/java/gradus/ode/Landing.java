package gradus.ode;

/**
 * A component that a solution must not pass: the step that would is shortened to end there.
 *
 * @param component the component of y, which grows
 * @param value where it is to stop
 */
public record Landing(int component, double value) {
  /** Round-off of a value that was met. */
  private static final double MET = 1e-14;

  /** How far y is before the landing. */
  double miss(double[] y) {
    return value - y[component];
  }

  /** Whether y, moving with velocity f, is off by more than round-off, and a step can mend it. */
  boolean missed(double[] y, double[] f) {
    return Math.abs(miss(y)) > MET * (1 + Math.abs(value)) && f[component] > 0;
  }
}
