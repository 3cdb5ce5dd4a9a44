package gradus.ode;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds sides for kinks that meet, such that each goes where its side says, or slides between a
 * lower side that pushes up and an upper one that pushes down.
 *
 * <p>Such sides exist wherever the rates depend continuously on the shares: they solve a
 * variational inequality over the box [0, 1]^K. The search moves the worst offender, and where that
 * leads in a circle it tries the offenders one after another.
 */
public final class SideSearch {
  private static final double ROUND_OFF = 1e-12;

  /** Rounds of the worst offender for each kink, well above what sets need that do not circle. */
  private static final int ROUNDS = 20;

  private static final int MOST_TRIALS = 600;

  private final Trial trial;
  private final int[] bound;
  private final int k;
  private final Set<String> visited = new HashSet<>();

  private SideSearch(Trial trial, int[] bound) {
    this.trial = trial;
    this.bound = bound;
    this.k = bound.length;
  }

  /** What the kinks do when each is given a side. */
  public interface Trial {
    /**
     * Lets the kinks go to these sides; those for which a side follows from the others' may be set
     * here.
     *
     * @return false where the shares of the sliding ones could not be found
     */
    boolean at(int[] sides);

    /** The rate of kink i, were it to go below while the others do as they were told. */
    double below(int i);

    /** The rate of kink i, were it to go above while the others do as they were told. */
    double above(int i);

    /** The share of the upper side that kink i takes. */
    double share(int i);
  }

  /** Decides; see {@link Contact#decide}. */
  public static Contact.@Nullable Decision decide(Trial trial, int[] bound) {
    return new SideSearch(trial, bound).run();
  }

  private Contact.@Nullable Decision run() {
    int[] sides = new int[k];
    for (int i = 0; i < k; i++) {
      sides[i] = Integer.signum(bound[i]);
    }
    int[] start = sides.clone();
    for (int round = 0; round < ROUNDS + ROUNDS * k; round++) {
      if (!visited.add(Arrays.toString(sides)) || !trial.at(sides)) {
        break;
      }
      int worst = worst(sides);
      if (worst < 0) {
        return decision(sides);
      }
      sides[worst] = next(worst, sides[worst]);
    }
    return oneAfterAnother(start);
  }

  /**
   * All sets that come of moving offenders, the nearest to the start first; and what comes of all
   * sliding, which is where a solution ends that spirals into a corner.
   */
  private Contact.@Nullable Decision oneAfterAnother(int[] start) {
    visited.clear();
    Deque<int[]> waiting = new ArrayDeque<>();
    waiting.add(start);
    waiting.add(new int[k]);
    for (int count = 0; count < MOST_TRIALS && !waiting.isEmpty(); count++) {
      int[] sides = waiting.poll();
      if (!trial.at(sides)) {
        continue;
      }
      if (worst(sides) < 0) {
        return decision(sides);
      }
      double tolerance = tolerance();
      for (int i = 0; i < k; i++) {
        if (offence(i, sides[i]) > tolerance) {
          int[] other = sides.clone();
          other[i] = next(i, sides[i]);
          if (visited.add(Arrays.toString(other))) {
            waiting.add(other);
          }
        }
      }
    }
    return null;
  }

  private Contact.Decision decision(int[] sides) {
    double[] shares = new double[k];
    for (int i = 0; i < k; i++) {
      shares[i] = sides[i] == 0 ? trial.share(i) : sides[i] > 0 ? 1 : 0;
    }
    return new Contact.Decision(sides, shares);
  }

  private double tolerance() {
    double scale = 0;
    for (int i = 0; i < k; i++) {
      scale = Math.max(scale, Math.max(Math.abs(trial.below(i)), Math.abs(trial.above(i))));
    }
    return ROUND_OFF * scale;
  }

  private int worst(int[] sides) {
    int worst = -1;
    double most = tolerance();
    for (int i = 0; i < k; i++) {
      double off = offence(i, sides[i]);
      if (off > most) {
        most = off;
        worst = i;
      }
    }
    return worst;
  }

  /** How fast kink i moves away from its side, or how fast it would leave where it slides. */
  private double offence(int i, int side) {
    double below = trial.below(i);
    double above = trial.above(i);
    if (side == 0) {
      return Math.max(-below, above);
    }
    double off = side > 0 ? -above : below;
    boolean leaves = Math.abs(bound[i]) == Contact.LEAVING;
    return leaves && off < Contact.SLACK * Math.abs(above - below) ? 0 : off;
  }

  /** Where an offender goes. */
  private int next(int i, int side) {
    double below = trial.below(i);
    double above = trial.above(i);
    if (below < 0 && above > 0) {
      // Pushed away on either side: it goes where it was going, or where it is pushed harder.
      return bound[i] != 0 && side == 0 ? Integer.signum(bound[i]) : above > -below ? 1 : -1;
    }
    return below > 0 && above < 0 ? 0 : above > 0 || below > 0 ? 1 : -1;
  }
}
