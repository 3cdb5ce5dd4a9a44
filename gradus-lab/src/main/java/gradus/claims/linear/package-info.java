/**
 * Claims about linear models and least squares: least norms, early stopping, two-layer linear
 * networks, repeated perturbations, robustness, leave-one-out stability.
 */
@NullMarked
package gradus.claims.linear;

import org.jspecify.annotations.NullMarked;
