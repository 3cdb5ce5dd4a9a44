package gradus.report;

/**
 * Round values evenly spaced along an axis, from just below a figure's extent to just above it.
 *
 * <p>A linear axis has steps of 1, 2 or 5 times a power of ten. A logarithmic one has powers of
 * ten, or of two where the figure spans less than {@value #FEW_DECADES} decades.
 *
 * @param low the place of the first tick, in steps from the origin of the scale
 * @param count how many steps there are
 * @param step the distance of two ticks, in places of the scale
 * @param scale of the axis
 */
record Ticks(double low, int count, double step, Scale scale) {
  private static final double FEW_DECADES = 1.7;
  private static final double LOG10_OF_2 = Math.log10(2);

  /** The ticks of the horizontal axis. */
  static Ticks ofX(Figure figure) {
    return of(Extent.ofX(figure), figure.x().scale(), 6);
  }

  /** The ticks of the vertical axis. */
  static Ticks ofY(Figure figure) {
    return of(Extent.ofY(figure), figure.y().scale(), 5);
  }

  /** Some {@code wanted} ticks for an extent. */
  static Ticks of(Extent extent, Scale scale, int wanted) {
    double span = extent.high() - extent.low();
    double step = scale == Scale.LINEAR ? roundStep(span / wanted) : logStep(span, wanted);
    // What misses a tick by round-off only stands on it.
    double low = Math.floor(extent.low() / step + 1e-9);
    double high = Math.ceil(extent.high() / step - 1e-9);
    return new Ticks(low, (int) Math.max(1, high - low), step, scale);
  }

  private static double logStep(double span, int wanted) {
    double unit = span < FEW_DECADES ? LOG10_OF_2 : 1;
    return unit * Math.max(1, Math.rint(roundStep(span / unit / wanted)));
  }

  /** The step of 1, 2 or 5 times a power of ten nearest to {@code ideal} by ratio. */
  private static double roundStep(double ideal) {
    double power = Math.pow(10, Math.floor(Math.log10(ideal)));
    double mantissa = ideal / power;
    if (mantissa < Math.sqrt(2)) {
      return power;
    }
    if (mantissa < Math.sqrt(10)) {
      return 2 * power;
    }
    return mantissa < Math.sqrt(50) ? 5 * power : 10 * power;
  }

  /** How many steps the value {@code v} lies above the first tick. */
  double steps(double v) {
    return scale.place(v) / step - low;
  }

  /** The place of the first tick. */
  double lowest() {
    return low * step;
  }

  /** The place of the last tick. */
  double highest() {
    return (low + count) * step;
  }

  /** The text of the tick {@code index} steps above the first. */
  String label(double index) {
    double place = (low + Math.rint(index)) * step;
    if (scale == Scale.LINEAR) {
      return NumberText.tick(place);
    }
    double power = Math.rint(place);
    boolean round = Math.abs(place - power) < 1e-9 && (power < -2 || power > 3);
    return round
        ? "10" + NumberText.superscript(Integer.toString((int) power))
        : NumberText.tick(scale.value(place));
  }
}
