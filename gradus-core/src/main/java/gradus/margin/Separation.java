package gradus.margin;

/** What a margin solver finds: the direction of largest margin, or why there is none. */
public sealed interface Separation permits MarginSolution, NotSeparable {
  /**
   * The direction of largest margin.
   *
   * @throws IllegalStateException if the points are not separable
   */
  MarginSolution solution();
}
