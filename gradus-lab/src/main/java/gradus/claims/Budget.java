package gradus.claims;

import gradus.num.BadInput;
import java.util.Locale;
import java.util.stream.Stream;

/** How much work a claim may make; a claim asks it for its sizes. */
public enum Budget {
  /** A second or so: does it run, and come out as it should? */
  SMOKE,
  /** At most some 20 seconds on two cores. */
  QUICK,
  /** The sizes of the documents. */
  FULL;

  /** The name a user types. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The size for this budget. */
  public int of(int smoke, int quick, int full) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case FULL -> full;
    };
  }

  /** The value for this budget. */
  public double of(double smoke, double quick, double full) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case FULL -> full;
    };
  }

  /**
   * The budget of a name.
   *
   * @throws BadInput if there is none
   */
  public static Budget named(String label) {
    return Stream.of(values())
        .filter(budget -> budget.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput("unknown preset '%s'; there are smoke, quick, full".formatted(label)));
  }
}
