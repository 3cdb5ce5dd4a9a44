package gradus.ode;

/**
 * An equation y' = F(y, s) with kinks: F is smooth in y for each pattern s of sides, and jumps
 * where a kink function h_i(y) changes its sign.
 *
 * <p>A kink on which the solution slides is pinned: F then takes the share s_i in [0, 1] of the
 * upper side for which ḣ_i = 0. All methods are pure in their arguments up to scratch room.
 */
public interface Inclusion {
  /** The length of y. */
  int dimension();

  /** Marks a component that is the logarithm of a time: its errors count as they are. */
  int CLOCK = -1;

  /**
   * The group of components with which component i shares a scale, from 0, or {@link #CLOCK}; all
   * share one by default.
   */
  default int scale(int i) {
    return 0;
  }

  /** The number of kink functions. */
  int kinks();

  /**
   * v ← F(y, s), with the pinned kinks resolved: their shares are written to the pattern.
   *
   * @return false where F is not finite
   */
  boolean velocity(double[] y, Pattern pattern, double[] v);

  /** Whether kinks that stand at zero, but are not crossed, may have to move when others are. */
  default boolean entangled() {
    return true;
  }

  /** h ← the kink functions at the y of the last {@link #velocity}. */
  void kinksThere(double[] h);

  /** h ← the kink functions at y. */
  void kinksAt(double[] y, Pattern pattern, double[] h);

  /**
   * Puts each kink on the side of its sign at y, zeros below: the signs of one layer may depend on
   * the sides of those before it.
   */
  default void sidesAt(double[] y, Pattern pattern) {
    double[] h = new double[kinks()];
    long version;
    int rounds = 0;
    do {
      version = pattern.version();
      kinksAt(y, pattern, h);
      for (int i = 0; i < h.length; i++) {
        pattern.set(i, h[i] > 0);
      }
    } while (pattern.version() != version && ++rounds <= h.length);
  }

  /**
   * How the rates of some kinks depend on their shares at y: ḣ = rate + G s for s in [0, 1]^K, with
   * the other kinks as the pattern has them.
   *
   * @param which the kinks, at or near zero
   * @return the contact of these kinks
   */
  Contact contact(double[] y, Pattern pattern, int[] which);

  /**
   * Puts kinks that nothing moves at y on the side on which they would begin if a pinned one let
   * go. Where there are none, as by default, the pattern is left as it is.
   */
  default void orient(double[] y, Pattern pattern) {}

  /** Moves y by the least change that puts the pinned kinks at zero. */
  void project(double[] y, Pattern pattern);

  /**
   * jacobian ← ∂F/∂y at y, row-major, if the equation knows it; an approximation will do, and where
   * this is false differences of the velocity are taken.
   */
  default boolean jacobian(double[] y, Pattern pattern, double[] jacobian) {
    return false;
  }
}
