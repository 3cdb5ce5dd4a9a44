package gradus.flow;

/**
 * A run under way. {@link #evaluate} looks at the present weights, {@link #advance} moves on;
 * neither allocates.
 */
public interface Course {
  /** Reads the risk and the velocity at the present state. */
  void evaluate();

  /** Moves on by one step along what {@link #evaluate} read. */
  void advance();

  /** Where the course stands; belongs to the state of the last evaluation. */
  Position position();

  /**
   * Steps back to the state before the last {@link #advance}: the last good one after a divergence.
   */
  void retreat();

  /** Writes all that is needed to go on. */
  void save(Snapshot snapshot);

  /** Goes to where a snapshot was taken. */
  void restore(Snapshot snapshot);
}
