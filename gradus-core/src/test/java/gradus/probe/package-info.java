@NullMarked
package gradus.probe;

import org.jspecify.annotations.NullMarked;
