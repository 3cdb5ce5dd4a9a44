package gradus.flow;

/** How strongly a step is pulled back to zero: λ_t, t counting from 0. */
public sealed interface Anchoring {
  /** λ_t. */
  double at(long t);

  /**
   * λ_t = 1/(t + 2), Halpern's: the limit is the minimum of least norm, with an error of order
   * λ_t/(ησ²) where σ is the least positive singular value.
   */
  record Halpern() implements Anchoring {
    @Override
    public double at(long t) {
      return 1.0 / (t + 2.0);
    }
  }

  /**
   * λ_t = λ for the first steps and 0 from then on: what the start had off the span of the examples
   * shrinks by (1 - λ)^steps, and plain steps then reach the minimum at their own rate.
   *
   * @param lambda λ in (0, 1)
   * @param steps how many steps are anchored
   */
  record ThenNone(double lambda, long steps) implements Anchoring {
    /** Checks the constants. */
    public ThenNone {
      if (!(lambda > 0 && lambda < 1) || steps < 1) {
        throw new IllegalArgumentException(
            "anchoring needs λ in (0, 1) and at least 1 step, not λ = %s for %d steps"
                .formatted(lambda, steps));
      }
    }

    @Override
    public double at(long t) {
      return t < steps ? lambda : 0;
    }
  }
}
