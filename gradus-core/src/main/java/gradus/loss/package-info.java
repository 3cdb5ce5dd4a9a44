/**
 * Losses, and the risk R̂(w) = (1/n) Σ ℓ(y_n, f(w, x_n)) = network x loss x data.
 *
 * <p>Conventions:
 *
 * <ol>
 *   <li>Means over examples. The margin of example n is z_n = y_n f(w, x_n) for two classes, and
 *       the score of the right class less the largest other score for several.
 *   <li>The risk is carried as {@code logRisk} = log R̂, and derivatives as {@code exp(logScale)}
 *       times vectors of order one, so that risks of e^-10000 are ordinary. For an exponential tail
 *       the gradient is -exp(logScale) Σ q_n y_n ∂f_n with dual weights q ≥ 0, Σ q_n = 1.
 *   <li>No margin is exponentiated to be summed: the largest term is taken out first.
 * </ol>
 */
@NullMarked
package gradus.loss;

import org.jspecify.annotations.NullMarked;
