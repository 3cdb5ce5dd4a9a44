/** Tests of what claims stand on. */
@NullMarked
package gradus.claims.model;

import org.jspecify.annotations.NullMarked;
