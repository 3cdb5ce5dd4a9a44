/**
 * Networks f(w, x) without biases, their parameters in one flat vector, and their derivatives.
 *
 * <p>Conventions:
 *
 * <ol>
 *   <li>Parameters w ∈ R^p are one {@code double[]}; the weights of the k-th layer that has any are
 *       a block of it, outputs x inputs, row-major ({@link gradus.net.Block}); a filter of a
 *       convolution is one row, its channels one after the other. A constant input coordinate plays
 *       the part of a bias.
 *   <li>Activations of a batch are feature-major: unit j of n examples is one row of n numbers, and
 *       rows stand {@code stride} apart, n rounded up to whole vector registers. What lies between
 *       n and the stride belongs to examples with input zero and is never read by a loss. Entry (c,
 *       y, x) of an image is unit (c height + y) width + x ({@link gradus.net.Shape}).
 *   <li>A {@link gradus.net.Network} owns no numbers; a {@link gradus.net.Tape} holds all that one
 *       evaluation writes, and is reused, so that nothing is allocated per step.
 *   <li>At a kink of ReLU the derivative is taken to be 0, the one-sided derivative from the left;
 *       at a tie of a max-pool it is that of the first of the largest entries.
 *   <li>f is homogeneous of degree d_k in block k when each activation behind it is: f(…, cW_k, …)
 *       = c^{d_k} f for c &gt; 0; pools are, of degree 1. Then ⟨W_k, ∂f/∂W_k⟩ = d_k f (the
 *       structural lemma, poggio2020 §3).
 *   <li>Batch normalisation couples the examples of a batch: f(w, x) then depends on the batch the
 *       tape is on. The weights before it have degree 0.
 * </ol>
 *
 * <p>The families {@link gradus.net.Layer} and {@link gradus.net.Nonlinearity} are sealed: a new
 * member must be given every analysis before anything compiles.
 */
@NullMarked
package gradus.net;

import org.jspecify.annotations.NullMarked;
