package gradus.flow;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * When to stop: the first of some limits to be reached ends the run and is its reason.
 *
 * @param limits at least one limit
 */
public record Limits(List<Limit> limits) {
  /** Checks that there is a limit. */
  public Limits {
    limits = List.copyOf(limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("a run needs at least one limit");
    }
  }

  /** A number of steps. */
  public static Limits steps(long n) {
    return new Limits(List.of(new Limit(Limit.Quantity.STEPS, n)));
  }

  /** The first limit a course has reached. */
  @Nullable Limit reached(Position at) {
    for (int i = 0; i < limits.size(); i++) {
      if (limits.get(i).reached(at)) {
        return limits.get(i);
      }
    }
    return null;
  }

  /** The bound on a quantity, where there is one. */
  public OptionalDouble bound(Limit.Quantity quantity) {
    return limits.stream().filter(l -> l.quantity() == quantity).mapToDouble(Limit::value).min();
  }
}
