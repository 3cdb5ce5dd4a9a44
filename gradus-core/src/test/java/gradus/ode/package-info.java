@NullMarked
package gradus.ode;

import org.jspecify.annotations.NullMarked;
