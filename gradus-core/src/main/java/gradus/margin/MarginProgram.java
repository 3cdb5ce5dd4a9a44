package gradus.margin;

import gradus.num.Matrix;
import java.util.Arrays;
import java.util.Optional;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * The linear program of a margin in the one-norm or the maximum norm: min ‖w‖ over Zw ≥ h, by the
 * simplex method of ojAlgo; the only place that knows that library.
 *
 * <p>In this form zero costs nothing and the multipliers are feasible from the start, which the
 * dual simplex method wants. The form max γ over Zv ≥ γh, ‖v‖ ≤ 1 has ended on real data at points
 * that were called optimal and were not; and the library's models, which simplify a program before
 * they solve it, have given back multipliers of zero.
 *
 * @param solution w, good to some 1e-10
 * @param weights the multipliers of the rows, ≥ 0
 */
record MarginProgram(double[] solution, double[] weights) {
  /**
   * Solves the program.
   *
   * @param h positive levels, one for each row
   * @return the solution; empty if the simplex method finds none
   */
  static Optional<MarginProgram> solve(Matrix z, double[] h, Norm norm) {
    int d = z.cols();
    boolean one = norm == Norm.ONE;
    LinearSolver.Builder program = one ? oneNorm(z, h) : maximumNorm(z, h);
    Optimisation.Result result = program.solve();
    if (!result.getState().isFeasible() || result.getDualSolution().isEmpty()) {
      return Optional.empty();
    }
    double[] w = new double[d];
    for (int j = 0; j < d; j++) {
      w[j] = result.doubleValue(j) - result.doubleValue(one ? d + j : d);
    }
    var multipliers = result.getDualSolution().get().get();
    double[] weights = new double[z.rows()];
    for (int n = 0; n < weights.length; n++) {
      weights[n] = Math.abs(multipliers.doubleValue(n));
    }
    return Optional.of(new MarginProgram(w, weights));
  }

  /** w = w⁺ - w⁻, both ≥ 0, the sum of all least. */
  private static LinearSolver.Builder oneNorm(Matrix z, double[] h) {
    int d = z.cols();
    double[] cost = new double[2 * d];
    Arrays.fill(cost, 1);
    LinearSolver.Builder program = LinearSolver.newBuilder(cost).lower(0.0);
    for (int n = 0; n < h.length; n++) {
      double[] row = new double[2 * d];
      for (int j = 0; j < d; j++) {
        row[j] = -z.at(n, j);
        row[d + j] = z.at(n, j);
      }
      program.inequality(-h[n], row);
    }
    return program;
  }

  /** w_j = s_j - t with 0 ≤ s_j ≤ 2t, t least. */
  private static LinearSolver.Builder maximumNorm(Matrix z, double[] h) {
    int d = z.cols();
    double[] cost = new double[d + 1];
    cost[d] = 1;
    LinearSolver.Builder program = LinearSolver.newBuilder(cost).lower(0.0);
    for (int n = 0; n < h.length; n++) {
      double[] row = new double[d + 1];
      for (int j = 0; j < d; j++) {
        row[j] = -z.at(n, j);
        row[d] += z.at(n, j);
      }
      program.inequality(-h[n], row);
    }
    for (int j = 0; j < d; j++) {
      double[] row = new double[d + 1];
      row[j] = 1;
      row[d] = -2;
      program.inequality(0, row);
    }
    return program;
  }
}
