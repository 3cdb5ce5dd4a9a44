/**
 * Claims about homogeneous networks as such: Euler's relation layer by layer, norms and directions,
 * complexity.
 */
@NullMarked
package gradus.claims.structure;

import org.jspecify.annotations.NullMarked;
