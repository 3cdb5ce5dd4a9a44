package gradus.data;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is known exactly of a law.
 *
 * @param bayesError the least classification error any classifier can reach
 * @param margin γ̄ = max over ‖u‖ = 1 of the least y⟨u, x⟩ over every sample, where the law fixes
 *     it
 * @param direction the unit vector that attains the margin
 */
public record Truth(
    OptionalDouble bayesError, OptionalDouble margin, double @Nullable [] direction) {

  /** Nothing is known in closed form. */
  static Truth unknown() {
    return new Truth(OptionalDouble.empty(), OptionalDouble.empty(), null);
  }

  /** The least error alone. */
  static Truth bayes(double error) {
    return new Truth(OptionalDouble.of(error), OptionalDouble.empty(), null);
  }
}
