package gradus.flow;

/** How a run ended; its course stands at the last good state. */
public sealed interface Outcome {
  /** Why, in the user's words: {@code steps}, {@code log-risk}, or what went wrong. */
  String reason();

  /**
   * A limit was reached, or the state came to rest.
   *
   * @param reason the limit's name, or {@code rest}
   */
  record Reached(String reason) implements Outcome {}

  /**
   * The observer asked to stop; the run can be resumed.
   *
   * @param reason who asked
   */
  record Stopped(String reason) implements Outcome {}

  /**
   * The computation failed.
   *
   * @param reason what was seen, and where
   */
  record Failed(String reason) implements Outcome {}
}
