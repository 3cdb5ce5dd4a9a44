/**
 * Claims about the neural tangent kernel: its limit, its least eigenvalue, its margin, and what
 * training near the start does.
 */
@NullMarked
package gradus.claims.kernel;

import org.jspecify.annotations.NullMarked;
