/** Tests of what claims stand on. */
@NullMarked
package gradus.claims.curvature;

import org.jspecify.annotations.NullMarked;
