/**
 * Claims on implicit bias: which margin gradient methods maximise, how fast, and what that is worth
 * (ji2020 §4 and §5).
 */
@NullMarked
package gradus.claims.margin;

import org.jspecify.annotations.NullMarked;
