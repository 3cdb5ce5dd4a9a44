package gradus.flow;

/**
 * An update has no solution because its step is too long: no multiplier brings the direction back
 * to its sphere. A course turns it into an {@link Outcome.Failed} at the state before the step.
 */
public final class StepTooLong extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that says which update, how long it was and how long it may be. */
  public StepTooLong(String message) {
    super(message);
  }
}
