package gradus.figure;

/**
 * A shaded strip between two curves, such as the range over seeds.
 *
 * <p>A band with the name of a series takes that series' colour and entry of the legend. A point
 * with a value that is not finite is a gap.
 *
 * @param name shown in the legend; may hold TeX
 * @param x (n) abscissas
 * @param lower (n) lower edge
 * @param upper (n) upper edge
 */
public record Band(String name, double[] x, double[] lower, double[] upper) {
  public Band {
    if (x.length != lower.length || x.length != upper.length) {
      throw new IllegalArgumentException(
          "band '%s' has %d abscissas, %d lower and %d upper values"
              .formatted(name, x.length, lower.length, upper.length));
    }
  }
}
