/**
 * Reports: figures, tables and pages as data, and their rendering to HTML, SVG and PNG.
 *
 * <p>This room renders and computes nothing: whoever calls it assembles a {@link
 * gradus.report.Page} from numbers that are already there. {@link gradus.report.HtmlReport} writes
 * it as one file that needs no network; {@link gradus.report.StaticFigure} draws one {@link
 * gradus.figure.Figure} for a paper. Both take their colours from one palette that readers with
 * colour-blindness can tell apart.
 *
 * <p>Text is plain, with three marks: TeX between {@code \(} and {@code \)}, {@code `code`}, and
 * {@code **strong**}. Everything else is shown as it was given; no text can become markup or
 * script. Arrays are not copied: a record is a view of what its maker measured.
 *
 * <p>Files are written beside their place and moved into it, so that a failed write leaves the
 * earlier file as it was.
 */
@NullMarked
package gradus.report;

import org.jspecify.annotations.NullMarked;
