/**
 * Tangent kernels of networks, of infinite width and at given weights, and what they decide: the
 * margin in their feature space, training near the start, classifiers.
 *
 * <p>Conventions:
 *
 * <ol>
 *   <li>{@link gradus.kernel.NeuralTangent} walks the layers of a {@link gradus.net.Network};
 *       widths do not matter to it. Every weight is N(0, 1), there are no biases, and the output of
 *       an activation of width m is multiplied by what {@link gradus.kernel.Scaling} says. The
 *       tangent kernel Θ sums over the layers that the network trains; with all of them and ReLU it
 *       is Jacot's, with the first alone and {@code PLAIN} scaling it is H∞ of ji2020 §3.1.
 *   <li>Inputs are taken as they come, not normalised. A zero row has kernel 0; rows that share a
 *       direction make the kernel matrix singular.
 *   <li>Accuracy: relative 1e-14, at any angle: angles near 0 come from the chord between unit
 *       vectors, those near π from a residual in twice the working precision.
 *   <li>A kernel matrix is a {@link gradus.kernel.SymmetricHalf}; tiles of it are computed on all
 *       cores, each in the same way whatever the number of cores, so that the bits do not depend on
 *       it.
 *   <li>{@link gradus.kernel.EmpiricalNtk} works in the parameters w themselves: Θ_w(x, x') =
 *       ⟨∇f(w, x), ∇f(w, x')⟩, a weight for each block where another parameterisation is meant.
 *   <li>Margins are those of ji2020, Assumption 3.2: max over ‖v̄(z)‖ ≤ 1, not over an RKHS ball.
 * </ol>
 *
 * <p>Convolution and pooling join {@link gradus.net.Layer} first and get their duals here then;
 * until that a network with layers that have no limit here is refused with the layer's name.
 */
@NullMarked
package gradus.kernel;

import org.jspecify.annotations.NullMarked;
