/**
 * Named measurements along a trajectory.
 *
 * <p>A {@link gradus.probe.Probe} is a pure reading of a moment (step, time, weights, and the row
 * recorded before) into named columns; a {@link gradus.probe.Recorder} takes several of them at the
 * moments a {@link gradus.probe.Schedule} chooses. Norms are Frobenius norms; logarithms in columns
 * named {@code log10_…} are decimal, in {@code log_…} natural. Entries that mean nothing for a run
 * (a margin under regression, a normalised margin of a network that is not homogeneous) are NaN.
 */
@NullMarked
package gradus.probe;

import org.jspecify.annotations.NullMarked;
