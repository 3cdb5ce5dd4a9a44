/**
 * Figures as data: axes, series, bands and marks, with what to say about them.
 *
 * <p>Whoever measures makes figures; the room {@code report} draws them. This room knows no file
 * and no drawing library, so that a claim can show what it saw without knowing how it will be
 * shown.
 *
 * <p>Text is plain, with three marks: TeX between {@code \(} and {@code \)}, {@code `code`}, and
 * {@code **strong**}. Arrays are not copied: a record is a view of what its maker measured.
 */
@NullMarked
package gradus.figure;

import org.jspecify.annotations.NullMarked;
