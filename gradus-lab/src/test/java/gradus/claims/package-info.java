/** Tests of claims: the rules of verdicts, the catalogue. */
@NullMarked
package gradus.claims;

import org.jspecify.annotations.NullMarked;
