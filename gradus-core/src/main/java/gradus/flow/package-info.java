/**
 * Ways to move down a risk: dynamics, the solvers that follow them, and the loop that runs them.
 *
 * <p>Five parts, each replaceable: what moves ({@link gradus.flow.Dynamics}), how it is followed
 * ({@link gradus.flow.Solver}), how long a step is ({@link gradus.flow.StepSize}), what is seen on
 * the way ({@link gradus.flow.Observer}), and when to stop ({@link gradus.flow.Limits}). Descent is
 * the Euler map of the flow: y ← y + η_t ẏ.
 *
 * <p>Rules:
 *
 * <ol>
 *   <li>A {@link gradus.flow.Course} first looks ({@code evaluate}) and then moves ({@code
 *       advance}), so that what is reported belongs to the weights it is reported with.
 *   <li>Time is Σ η_t, carried as its logarithm.
 *   <li>The same start, solver and seed give the same bits; a course saved to a {@link
 *       gradus.flow.Snapshot} and restored goes on as if it had never stopped.
 *   <li>A run that diverges ends as an {@link gradus.flow.Outcome.Failed} with the last good
 *       weights.
 * </ol>
 */
@NullMarked
package gradus.flow;

import org.jspecify.annotations.NullMarked;
