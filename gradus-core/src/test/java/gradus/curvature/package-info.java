/** Tests of second derivatives and what they say. */
@NullMarked
package gradus.curvature;

import org.jspecify.annotations.NullMarked;
