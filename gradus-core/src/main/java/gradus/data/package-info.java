/**
 * Data: sets of labelled examples, the files they are read from, and laws with known truths they
 * are drawn from.
 *
 * <p>Conventions: inputs are n x d, one example a row; two-class labels are -1 and +1; classes
 * count from 0. A reader refuses what it does not understand and says where. What a data set was
 * made from stays the user's: nothing here changes its argument.
 */
@NullMarked
package gradus.data;

import org.jspecify.annotations.NullMarked;
