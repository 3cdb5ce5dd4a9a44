package gradus.figure;

/**
 * One axis of a figure.
 *
 * <p>Quantities whose logarithm is itself far from zero, such as a risk of 10^-4000, are given by
 * their logarithm on a linear axis; {@link Scale#LOG10} is for values that a {@code double} holds.
 *
 * @param label what is measured; may hold TeX
 * @param unit its unit, or empty when it has none
 * @param scale linear or logarithmic
 */
public record Axis(String label, String unit, Scale scale) {
  /** A linear axis without a unit. */
  public static Axis linear(String label) {
    return new Axis(label, "", Scale.LINEAR);
  }

  /** A logarithmic axis without a unit. */
  public static Axis log10(String label) {
    return new Axis(label, "", Scale.LOG10);
  }

  /** The same axis in a unit. */
  public Axis in(String newUnit) {
    return new Axis(label, newUnit, scale);
  }

  /** The label with its unit, as it stands beside the axis. */
  public String caption() {
    return unit.isEmpty() ? label : label + " [" + unit + "]";
  }
}
