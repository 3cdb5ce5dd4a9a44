/** What is measured is what is meant. */
@NullMarked
package gradus.bench;

import org.jspecify.annotations.NullMarked;
