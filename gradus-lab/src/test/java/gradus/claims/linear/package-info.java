/** Tests of what the claims about linear models are made of. */
@NullMarked
package gradus.claims.linear;

import org.jspecify.annotations.NullMarked;
