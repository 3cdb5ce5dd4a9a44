/**
 * The ledger: all claims that are built, run and judged, and what came of each.
 *
 * <p>{@link gradus.claims.ledger.Chapters} lists the claims; {@link
 * gradus.claims.ledger.Reproduction} runs some of them into a directory with {@code ledger.json}
 * and the counterexamples.
 */
@NullMarked
package gradus.claims.ledger;

import org.jspecify.annotations.NullMarked;
