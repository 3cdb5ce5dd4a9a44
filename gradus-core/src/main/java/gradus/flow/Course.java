package gradus.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Asks a method that can choose its steps not to step past this log t. */
  default void aim(double logTime) {
    // A method with given steps goes where they lead.
  }

  /** What stopped the course from going on, in the user's words; null while nothing did. */
  default @Nullable String failure() {
    return null;
  }

  /** Whether the state will never change any more: the velocity is zero to round-off. */
  default boolean resting() {
    return false;
  }

  /** The stretches of sliding so far, in the order in which they began. */
  default List<Slide> slides() {
    return List.of();
  }

  /**
   * How often kinks met for which a flow found no sides, and it passed the place by short steps,
   * each time with an error of about 1e-6.
   */
  default long shortStretches() {
    return 0;
  }

  /** Writes all that is needed to go on. */
  void save(Snapshot snapshot);

  /** Goes to where a snapshot was taken. */
  void restore(Snapshot snapshot);
}
