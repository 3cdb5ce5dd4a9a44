/**
 * Data: sets of labelled examples, the files they are read from, and laws with known truths they
 * are drawn from.
 *
 * <p>Two front doors give the same: {@link gradus.data.DataFiles} reads files and {@link
 * gradus.data.LawSpec} draws from a {@link gradus.data.DataLaw}, both into {@link
 * gradus.data.Loaded}; {@link gradus.data.Preparation} makes of it what is trained on, in one fixed
 * order.
 *
 * <p>Conventions: inputs are n x d, one example a row; two-class labels are -1 and +1; classes
 * count from 0. A reader refuses what it does not understand and says where; it trusts no size that
 * a file states of itself. What a data set was made from stays the user's: nothing here changes its
 * argument. Whatever is drawn comes from the seed that is given.
 */
@NullMarked
package gradus.data;

import org.jspecify.annotations.NullMarked;
