/** The house rules, as tests: floors, format, documentation, size. */
@NullMarked
package gradus.house;

import org.jspecify.annotations.NullMarked;
