/** Tests of margins. */
@NullMarked
package gradus.margin;

import org.jspecify.annotations.NullMarked;
