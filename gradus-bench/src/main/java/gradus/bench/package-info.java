/**
 * Benchmarks: the training step, products of small matrices, the weights of the exponential loss.
 *
 * <p>Whatever compares with a peer lies in {@code src/peers} and is compiled only in the Maven
 * profile {@code peers}. Times of one machine mean little; the ratios, taken side by side in one
 * process, mean more.
 */
@NullMarked
package gradus.bench;

import org.jspecify.annotations.NullMarked;
