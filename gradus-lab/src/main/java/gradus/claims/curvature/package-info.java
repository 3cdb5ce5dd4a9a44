/**
 * Claims about degenerate minima and curvature (poggio2018, section 4 and SI 6.2; poggio2018b): how
 * flat zero-loss minima are and why, what dynamics do near them, which stationary points are
 * global.
 */
@NullMarked
package gradus.claims.curvature;

import org.jspecify.annotations.NullMarked;
