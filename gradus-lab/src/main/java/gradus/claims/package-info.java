/**
 * Claims: what the documents state, each as something that runs and is judged.
 *
 * <p>A {@link gradus.claims.Claim} is data about a statement (permanent id, words, formula, place,
 * assumptions, the verdict that the mathematics demands) and one method that measures. What it
 * measured comes back as {@link gradus.claims.Evidence}; the verdict is not said by the claim but
 * follows from the evidence ({@link gradus.claims.Judgement}), so that no check passes because it
 * checked nothing.
 *
 * <p>Rules: a claim computes and never assumes; it draws from the seed it is given and never from a
 * chosen one; it asks its {@link gradus.claims.Budget} for sizes; its tolerances are argued where
 * they stand. A statement that is printed with a slip is measured as printed and as corrected.
 *
 * <p>Claims stand in one package for each chapter. Every id of the {@link gradus.claims.Catalogue}
 * stays for ever; what is not built is listed as not built.
 */
@NullMarked
package gradus.claims;

import org.jspecify.annotations.NullMarked;
