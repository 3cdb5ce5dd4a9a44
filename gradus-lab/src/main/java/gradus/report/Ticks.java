package gradus.report;

import gradus.figure.Figure;
import gradus.figure.Scale;

/**
 * Round values evenly spaced along an axis, from about the lower end of a figure's extent to about
 * the upper.
 *
 * <p>The outer ticks lie within the extent or beyond it, whichever leaves less of the axis empty;
 * the axis reaches beyond both by the same margin, so that all of the extent is on it.
 *
 * <p>A linear axis has steps of 1, 2 or 5 times a power of ten. A logarithmic one has powers of
 * ten, or of two where the figure spans less than {@value #FEW_DECADES} decades.
 *
 * @param low the place of the first tick, in steps from the origin of the scale
 * @param count how many steps there are
 * @param margin how many steps the axis reaches beyond its outer ticks
 * @param step the distance of two ticks, in places of the scale
 * @param scale of the axis
 */
record Ticks(double low, int count, double margin, double step, Scale scale) {
  private static final double FEW_DECADES = 1.7;
  private static final double ROUND_OFF = 1e-9;
  private static final int LEAST_COUNT = 3;

  /** An axis that ends on its ticks looks best; it gives way to one this much shorter. */
  private static final double WORTH_IT = 0.95;

  /**
   * The share of the axis beyond its outer ticks that curves along its end need for their width.
   */
  private static final double LEAST_MARGIN = 0.012;

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
    Ticks best = between(extent, true, true, step, scale);
    for (boolean below : new boolean[] {true, false}) {
      for (boolean above : new boolean[] {true, false}) {
        Ticks other = between(extent, below, above, step, scale);
        boolean enough = other.count >= Math.min(LEAST_COUNT, best.count);
        boolean shorter = other.length() < WORTH_IT * best.length();
        best = enough && shorter ? other : best;
      }
    }
    return best;
  }

  /** Ticks from {@code below} or above the lower end to below or {@code above} the upper end. */
  private static Ticks between(
      Extent extent, boolean below, boolean above, double step, Scale scale) {
    double from = extent.low() / step;
    double to = extent.high() / step;
    // What misses a tick by round-off only stands on it.
    double low = below ? Math.floor(from + ROUND_OFF) : Math.ceil(from - ROUND_OFF);
    double high = above ? Math.ceil(to - ROUND_OFF) : Math.floor(to + ROUND_OFF);
    int count = (int) Math.max(1, high - low);
    double over = Math.max(low - from, to - (low + count));
    return new Ticks(low, count, Math.max(over, 0) + LEAST_MARGIN * count, step, scale);
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

  /** The length of the axis, in steps. */
  double length() {
    return count + 2 * margin;
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
