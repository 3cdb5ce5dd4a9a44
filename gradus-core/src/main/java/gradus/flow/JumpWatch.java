package gradus.flow;

import org.jspecify.annotations.Nullable;

/**
 * Sees when a flow slides along a jump of its own motion. The solver does not know these as kinks:
 * its steps zigzag across, and grow ever shorter.
 */
final class JumpWatch {
  /** So many changes of one side within so many steps are no crossings. */
  private static final int CHANGES = 6;

  private static final int STEPS = 120;

  private final Motion motion;
  private final int[] sides;
  private int[] changes;
  private int steps;

  JumpWatch(Motion motion, double[] y) {
    this.motion = motion;
    this.sides = motion.sides(y);
    this.changes = new int[sides.length];
  }

  /** Looks at the state after a step; says where it slides, null where it does not. */
  @Nullable String look(double[] y) {
    if (sides.length == 0) {
      return null;
    }
    if (++steps > STEPS) {
      steps = 0;
      changes = new int[sides.length];
    }
    int[] now = motion.sides(y);
    String slides = null;
    for (int i = 0; i < now.length; i++) {
      if (now[i] != 0 && now[i] != sides[i]) {
        sides[i] = now[i];
        slides = ++changes[i] > CHANGES ? motion.jump(i) : slides;
      }
    }
    return slides;
  }

  /** The jump that is nearest, for a message; nothing where there is none. */
  String nearest(double[] y) {
    int nearest = motion.nearestJump(y);
    return nearest < 0 ? "" : "; the nearest is that of " + motion.jump(nearest);
  }
}
