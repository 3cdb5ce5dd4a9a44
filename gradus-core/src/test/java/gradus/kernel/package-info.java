@NullMarked
package gradus.kernel;

import org.jspecify.annotations.NullMarked;
