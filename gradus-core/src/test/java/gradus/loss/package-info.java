@NullMarked
package gradus.loss;

import org.jspecify.annotations.NullMarked;
