@NullMarked
package gradus.flow;

import org.jspecify.annotations.NullMarked;
