/** Tests of the reports, and a sample page to look at. */
@NullMarked
package gradus.report;

import org.jspecify.annotations.NullMarked;
