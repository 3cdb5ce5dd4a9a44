/**
 * Initial-value problems whose right-hand side jumps: y' = F(y, s), smooth in y as long as the
 * pattern s of sides is kept.
 *
 * <p>What an {@link gradus.ode.Inclusion} tells, an {@link gradus.ode.InclusionSolver} follows:
 *
 * <ol>
 *   <li>A step is made with the pattern frozen, so that it is smooth also where it goes beyond a
 *       kink.
 *   <li>The first kink function that changed its sign is located on the dense output, and the step
 *       is made again to that time.
 *   <li>There the one-sided rates decide: the kink is crossed, or, where both sides push towards
 *       it, it is pinned. All kinks at hand are decided together ({@link gradus.ode.Contact}).
 *   <li>A pinned kink takes the share in [0, 1] that keeps it at zero; when a share leaves [0, 1],
 *       that moment is located too, and the kink set free.
 *   <li>An explicit method of order 5 ({@link gradus.ode.DormandPrince}) is exchanged for an
 *       implicit one ({@link gradus.ode.Radau}) where the problem turns stiff.
 *   <li>Events without progress end in a failure with its reason, never in a loop.
 * </ol>
 *
 * <p>References: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I and
 * II; A. F. Filippov, Differential Equations with Discontinuous Righthand Sides.
 */
@NullMarked
package gradus.ode;

import org.jspecify.annotations.NullMarked;
