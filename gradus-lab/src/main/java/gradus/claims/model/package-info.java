/**
 * What several claims stand on: vectors, a network on examples with its derivatives, linear models
 * with their exact margins. Shared by the chapters; knows no claim.
 */
@NullMarked
package gradus.claims.model;

import org.jspecify.annotations.NullMarked;
