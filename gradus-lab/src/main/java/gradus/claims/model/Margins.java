package gradus.claims.model;

import gradus.margin.MarginSolution;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.num.Matrix;

/** Largest margins of separable points z_n = y_n x_n in the rows of a matrix. */
public final class Margins {
  private Margins() {}

  /**
   * The direction of largest Euclidean margin.
   *
   * @throws IllegalStateException if the points are not separable
   */
  public static MarginSolution of(Matrix z) {
    return MarginSolver.in(Norm.TWO).solve(Points.of(z)).solution();
  }

  /** max over ‖v‖_p ≤ 1 of min_n ⟨v, z_n⟩ for p = 1, 2 or ∞. */
  public static double margin(Matrix z, double p) {
    Norm norm = p == 1 ? Norm.ONE : p == 2 ? Norm.TWO : Norm.INFINITY;
    return MarginSolver.in(norm).solve(Points.of(z)).solution().margin();
  }
}
