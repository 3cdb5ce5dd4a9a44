package gradus.flow;

/**
 * How the direction V of one layer W = ρV turns: part of a {@link PolarMotion}.
 *
 * <p>The layer is the n entries from {@code from} of y, g, v and next.
 */
interface Turn {
  /** The norm in which directions are one. */
  PNorm norm();

  /** The same turn with a norm that a flow can follow: {@link PNorm#rounded}. */
  default Turn rounded() {
    return this;
  }

  /** Whether the update needs what {@link #lift} returns, so that the state must carry it. */
  default boolean carries() {
    return false;
  }

  /** v ← V̇, linear in g; returns what the constraint takes off the motion along ν, times ‖V‖. */
  double lift(int n, int from, double[] y, double rho, double[] g, double[] v);

  /**
   * next ← V moved by factor · v.
   *
   * @param taken factor times what {@link #lift} returned, where it is carried
   * @throws StepTooLong if there is no such update
   */
  default void step(
      int n, int from, double[] y, double[] v, double factor, double taken, double[] next) {
    for (int i = from; i < from + n; i++) {
      next[i] = y[i] + factor * v[i];
    }
  }
}
