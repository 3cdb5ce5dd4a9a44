package gradus.ode;

import org.jspecify.annotations.Nullable;

/**
 * Passes a place where the solver finds no way on: by steps y ← y + η F(y), each with the sides
 * that y itself shows and nothing pinned. Such steps zigzag about the kinks on which a solution
 * slides, and tend to a solution as η → 0 (Filippov), whatever kinks meet.
 *
 * <p>They keep to a solution only to O(η): the state is off by about 1e-6 of its size, however long
 * the stretch.
 */
final class ShortSteps {
  /** How much of its size the state moves in a step. */
  private static final double SHARE = 1e-6;

  /** Steps of a stretch; each stretch that did not lead past the place is followed by a longer. */
  private static final int FIRST = 500;

  private static final int LONGER = 2;

  private static final int MOST_IN_A_ROW = 6;

  /** A stretch led past the place if the solver then made so many times its way. */
  private static final double PAST = 3;

  private final Inclusion field;
  private final ErrorNorm norm;
  private final double[] v;
  private long stretches;
  private int row;
  private double way;
  private double since = Double.POSITIVE_INFINITY;
  private long cost;

  ShortSteps(Inclusion field, ErrorNorm norm) {
    this.field = field;
    this.norm = norm;
    this.v = new double[field.dimension()];
  }

  /** A step of the solver of this length. */
  void made(double h) {
    since += h;
  }

  /** How many stretches were crossed. */
  long stretches() {
    return stretches;
  }

  /** Right-hand sides of all stretches so far. */
  long cost() {
    return cost;
  }

  /**
   * Moves y past a place, not beyond the landing, and puts the kinks on the sides of their signs.
   *
   * @return false where that did not help before, or the velocity is not finite
   */
  boolean cross(double[] y, Pattern pattern, @Nullable Landing landing) {
    row = since > PAST * way ? 0 : row + 1;
    if (row >= MOST_IN_A_ROW) {
      return false;
    }
    long steps = FIRST;
    for (int i = 0; i < row; i++) {
      steps *= LONGER;
    }
    pattern.pin(new int[0], new double[0]);
    way = 0;
    since = 0;
    stretches++;
    boolean lands = false;
    for (long i = 0; i < steps && !lands; i++) {
      field.sidesAt(y, pattern);
      cost++;
      if (!field.velocity(y, pattern, v)) {
        return false;
      }
      double eta = norm.step(SHARE, y, v);
      lands =
          landing != null
              && y[landing.component()] + eta * v[landing.component()] >= landing.value();
      if (landing != null && lands) {
        eta = landing.miss(y) / v[landing.component()];
      }
      for (int k = 0; k < y.length; k++) {
        y[k] += eta * v[k];
      }
      way += eta;
    }
    field.sidesAt(y, pattern);
    return Double.isFinite(way);
  }

  double[] state() {
    return new double[] {stretches, row, way, since, cost};
  }

  void restore(double[] state) {
    stretches = (long) state[0];
    row = (int) state[1];
    way = state[2];
    since = state[3];
    cost = (long) state[4];
  }
}
