/**
 * Second derivatives of a risk, and what they say: spectra, flat directions and their reasons,
 * stationary points, the stability of flows.
 *
 * <p>Conventions:
 *
 * <ol>
 *   <li>The Hessian and the Gauss–Newton matrix are linear operators ({@link
 *       gradus.curvature.Curvature}), exact and matrix-free; {@code dense()} makes the matrix.
 *   <li>All is in the log domain: the matrix itself is exp(logScale) times what is said here, with
 *       the {@code logScale} of the risk, and so are its eigenvalues.
 *   <li>A {@link gradus.curvature.Subspace} is an isometry: coordinates that move, or the tangent
 *       space of the product of the spheres on which norms are fixed.
 *   <li>What counts as zero is a share of the largest |λ| and is always stated, with what lies on
 *       both sides of it ({@link gradus.curvature.Nullity}).
 *   <li>Rectified units make the risk smooth in pieces. At a kink the second derivatives are those
 *       of one piece and say nothing of the others: {@link gradus.curvature.Kinks} tells how near
 *       one is.
 * </ol>
 */
@NullMarked
package gradus.curvature;

import org.jspecify.annotations.NullMarked;
