@NullMarked
package gradus.net;

import org.jspecify.annotations.NullMarked;
