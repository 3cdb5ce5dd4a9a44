package gradus.flow;

/**
 * A stretch of time in which a unit's kink is pinned on an example: its pre-activation stays zero
 * while both sides push towards it.
 *
 * @param layer the layer the unit belongs to, the first being 1
 * @param unit the unit, from 0
 * @param example the example, from 0
 * @param fromLogTime log t at which it began
 * @param toLogTime log t at which it ended; NaN while it lasts
 */
public record Slide(int layer, int unit, int example, double fromLogTime, double toLogTime) {}
