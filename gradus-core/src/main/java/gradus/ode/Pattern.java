package gradus.ode;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** On which side of each kink a solution is, and on which it slides. */
public final class Pattern {
  private final boolean[] above;
  private int[] pins = {};
  private double[] shares = {};
  private double[] first = {};
  private long version;

  /** All kinks below, none pinned. */
  public Pattern(int kinks) {
    above = new boolean[kinks];
  }

  /** The same sides with nothing pinned. */
  public Pattern sidesOnly() {
    Pattern copy = new Pattern(above.length);
    System.arraycopy(above, 0, copy.above, 0, above.length);
    return copy;
  }

  /** The number of kinks. */
  public int kinks() {
    return above.length;
  }

  /** Whether kink i counts as above zero; of no meaning where it is pinned. */
  public boolean above(int i) {
    return above[i];
  }

  /** Puts kink i on a side. */
  public void set(int i, boolean isAbove) {
    version += above[i] == isAbove ? 0 : 1;
    above[i] = isAbove;
  }

  /** A number that grows with every change of sides and pins. */
  public long version() {
    return version;
  }

  /** The pinned kinks, in the order in which they were pinned; not to be written to. */
  public int[] pins() {
    return pins;
  }

  /** The shares of the upper side that the pinned kinks take. */
  public double[] shares() {
    return shares;
  }

  /** Whether kink i is pinned. */
  public boolean pinned(int i) {
    for (int pin : pins) {
      if (pin == i) {
        return true;
      }
    }
    return false;
  }

  /**
   * The shares with which the present pins began. Where more kinks are pinned than needed, the
   * shares are not unique: those nearest to these are taken.
   */
  public double[] firstShares() {
    return first;
  }

  /** Pins exactly these kinks, which begin with these shares. */
  public void pin(int[] kinks, double[] withShares) {
    version++;
    pins = kinks.clone();
    first = withShares.clone();
    shares = withShares.clone();
  }

  /** Writes all that is needed to go on. */
  void save(BiConsumer<String, double[]> to) {
    double[] sides = new double[kinks()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = above(i) ? 1 : 0;
    }
    to.accept("solver.sides", sides);
    to.accept("solver.pins", Arrays.stream(pins()).asDoubleStream().toArray());
    to.accept("solver.shares", shares());
    to.accept("solver.firstShares", firstShares());
  }

  /** Goes back to what {@link #save} wrote. */
  void restore(Function<String, double[]> from) {
    double[] sides = from.apply("solver.sides");
    for (int i = 0; i < sides.length; i++) {
      set(i, sides[i] != 0);
    }
    pin(
        Arrays.stream(from.apply("solver.pins")).mapToInt(p -> (int) p).toArray(),
        from.apply("solver.firstShares"));
    double[] shares = from.apply("solver.shares");
    System.arraycopy(shares, 0, shares(), 0, shares.length);
  }
}
