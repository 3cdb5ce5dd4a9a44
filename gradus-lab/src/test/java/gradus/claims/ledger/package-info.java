/** Tests of the ledger, and of every claim that is built. */
@NullMarked
package gradus.claims.ledger;

import org.jspecify.annotations.NullMarked;
