package gradus.ode;

import org.jspecify.annotations.Nullable;

/**
 * What happens to kinks that stand at zero together: each goes above, goes below, or slides.
 *
 * <p>A kink that both sides push towards attracts, and slides if the others let it; one that both
 * sides push away from repels, and goes to the side it is bound for.
 */
public interface Contact {
  /** Marks a pinned kink that was located where it leaves. */
  int LEAVING = 2;

  /** How far off the end of [0, 1] a share may be located: dense output is that good. */
  double SLACK = 1e-4;

  /** Where each of the kinks goes: -1 below, +1 above, 0 slides. */
  record Decision(int[] sides, double[] shares) {}

  /**
   * Decides.
   *
   * @param bound for each kink the side (±1) to which it was going when it came; 0 for one that was
   *     pinned and stays so if it can; ±{@link #LEAVING} for one whose share has just reached that
   *     side's end
   * @return the decision; null where none was found
   */
  @Nullable Decision decide(int[] bound);
}
