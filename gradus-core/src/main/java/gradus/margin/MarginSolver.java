package gradus.margin;

/**
 * A way to the direction of largest margin.
 *
 * <p>Law: a solution's margin is at most every dual value, its weights are non-negative of sum one,
 * and what it says of itself is what {@link MarginSolution#verify} recomputes. Points that nothing
 * separates are answered by weights that cancel them.
 */
@FunctionalInterface
public interface MarginSolver {
  /**
   * The direction of largest margin, or the proof that there is none.
   *
   * @throws ArithmeticException if round-off keeps the method from ending
   */
  Separation solve(Points points);

  /**
   * The solver for a norm: for the Euclidean one an active-set method, for the others linear
   * programs, all polished to round-off.
   */
  static MarginSolver in(Norm norm) {
    return switch (norm) {
      case TWO -> new EuclideanMargin();
      case ONE, INFINITY -> new PolyhedralMargin(norm);
    };
  }
}
