package gradus.flow;

import gradus.ode.Contact;
import gradus.ode.Pattern;
import gradus.ode.SideSearch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kinks of several layers that meet: what one does changes how others move, forward, since the
 * kinks above see what it passes on, and backward, since the adjoint that arrives at it depends on
 * the shares above. So each choice of sides is tried as it stands.
 */
final class LayeredContact implements Contact, SideSearch.Trial {
  private static final int MOST_FIRST = 4;

  private final FlowField field;
  private final double[] y;
  private final Pattern others;
  private final int[] which;
  private final int k;
  private final double[] below;
  private final double[] above;
  private final double[] shares;
  private int first = SilentUnits.AS_IT_IS;

  /** Kinks at zero where the field is at y with a pattern; the pinned ones are among them. */
  LayeredContact(FlowField field, double[] y, Pattern pattern, int[] which) {
    this.field = field;
    this.y = y;
    this.others = pattern.sidesOnly();
    this.which = which;
    this.k = which.length;
    this.below = new double[k];
    this.above = new double[k];
    this.shares = new double[k];
  }

  @Override
  public @Nullable Decision decide(int[] bound) {
    // Where several pinned units may wake silent ones, the slopes of these are not unique: all that
    // matters is that some are consistent.
    for (first = SilentUnits.AS_IT_IS; first < MOST_FIRST; first++) {
      Decision decision = SideSearch.decide(this, bound);
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  @Override
  public boolean at(int[] sides) {
    Pattern pattern = others.sidesOnly();
    place(pattern, sides);
    return move(pattern, sides);
  }

  /** Gives the pattern its sides; where units below fall silent, those above cannot slide. */
  private void place(Pattern pattern, int[] sides) {
    for (boolean settled = false; !settled; ) {
      settled = true;
      pin(pattern, sides);
      field.orient(y, pattern, first);
      for (int i = 0; i < k; i++) {
        if (sides[i] == 0 && field.silent(which[i])) {
          sides[i] = -1;
          settled = false;
        }
      }
    }
    for (int i = 0; i < k; i++) {
      if (sides[i] != 0) {
        sides[i] = pattern.above(which[i]) ? 1 : -1;
      }
    }
  }

  /** Reads the rates at these sides. */
  private boolean move(Pattern pattern, int[] sides) {
    field.show(pattern);
    int[] order = new int[k];
    int[] place = new int[k];
    int sliding = 0;
    for (int i = 0; i < k; i++) {
      if (sides[i] == 0) {
        place[sliding] = i;
        order[sliding++] = which[i];
      }
    }
    for (int i = 0, at = sliding; i < k; i++) {
      if (sides[i] != 0) {
        place[at] = i;
        order[at++] = which[i];
        field.note(which[i], sides[i] > 0);
      }
    }
    KinkForces forces = field.forces(y, order);
    boolean[] slides = new boolean[k];
    double[] near = new double[k];
    for (int a = 0; a < sliding; a++) {
      slides[a] = true;
      near[a] = 0.5 * forces.whole(a);
    }
    if (!forces.balance(slides, new double[k], near)) {
      return false;
    }
    forces.carryDown();
    for (int a = 0; a < k; a++) {
      int i = place[a];
      double own = forces.response(a, a);
      double rate = forces.rateUnderForces(a);
      double jump = forces.whole(a) * own;
      below[i] = sides[i] > 0 ? rate - jump : sides[i] < 0 ? rate : -forces.force(a) * own;
      above[i] = below[i] + jump;
      shares[i] = forces.share(a);
      if (field.silent(which[i])) {
        // It goes where those below lead it, and is not to blame for where that is.
        below[i] = 0;
        above[i] = 0;
      }
    }
    return true;
  }

  private void pin(Pattern pattern, int[] sides) {
    int[] pins = new int[k];
    int sliding = 0;
    for (int i = 0; i < k; i++) {
      if (sides[i] == 0) {
        pins[sliding++] = which[i];
      } else {
        pattern.set(which[i], sides[i] > 0);
      }
    }
    pattern.pin(Arrays.copyOf(pins, sliding), new double[sliding]);
  }

  @Override
  public double below(int i) {
    return below[i];
  }

  @Override
  public double above(int i) {
    return above[i];
  }

  @Override
  public double share(int i) {
    return shares[i];
  }
}
