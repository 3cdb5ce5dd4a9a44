package gradus.flow;

/**
 * A bound that ends a run once reached.
 *
 * @param quantity what is bounded
 * @param value the bound, in the quantity's unit
 */
public record Limit(Quantity quantity, double value) {
  /** What can be bounded. */
  public enum Quantity {
    /** The number of steps, from below. */
    STEPS("steps"),
    /** t = Σ η_t, from below. */
    TIME("time"),
    /** log t, from below. */
    LOG_TIME("log-time"),
    /** log R̂, from above. */
    LOG_RISK("log-risk"),
    /** ρ = Π ρ_k, from below. */
    RHO("rho"),
    /** ‖dw/dτ‖, from above ({@link Position#logVelocity}). */
    VELOCITY("velocity");

    private final String label;

    Quantity(String label) {
      this.label = label;
    }

    /** The name a user types. */
    public String label() {
      return label;
    }
  }

  /** Checks the value. */
  public Limit {
    boolean positive =
        switch (quantity) {
          case STEPS, TIME, RHO, VELOCITY -> true;
          case LOG_TIME, LOG_RISK -> false;
        };
    if (!Double.isFinite(value) || (positive && !(value > 0))) {
      throw new IllegalArgumentException(
          "a limit on %s must be a finite%s number, not %s"
              .formatted(quantity.label(), positive ? " positive" : "", value));
    }
    if (quantity == Quantity.STEPS && value != Math.rint(value)) {
      throw new IllegalArgumentException("a limit on steps must be a whole number, not " + value);
    }
  }

  /** Whether a course has come this far. */
  public boolean reached(Position at) {
    return switch (quantity) {
      case STEPS -> at.steps() >= value;
      case TIME -> at.logTime() >= Math.log(value);
      case LOG_TIME -> at.logTime() >= value;
      case LOG_RISK -> at.logRisk() <= value;
      case RHO -> at.rho() >= value;
      case VELOCITY -> at.logVelocity() <= Math.log(value);
    };
  }
}
