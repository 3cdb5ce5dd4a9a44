package gradus.margin;

import gradus.num.Matrix;
import java.util.HashMap;
import java.util.Map;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * The linear program of a margin in the one-norm or the maximum norm: max γ over Zv ≥ γ h, ‖v‖ ≤ 1,
 * by the simplex method of ojAlgo; the only place that knows that library.
 *
 * @param direction v, good to some 1e-10
 * @param weights the multipliers of the rows, ≥ 0
 */
record MarginProgram(double[] direction, double[] weights) {
  private static final String ROW = "margin ";
  private static final int ITERATIONS = 200_000;

  /**
   * Solves the program.
   *
   * @param h positive levels, one for each row
   * @throws ArithmeticException if the simplex method gives up
   */
  static MarginProgram solve(Matrix z, double[] h, Norm norm) {
    int d = z.cols();
    boolean split = norm == Norm.ONE;
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    model.options.iterations_abort = ITERATIONS;
    int variables = split ? 2 * d : d;
    for (int j = 0; j < variables; j++) {
      var part = model.newVariable("v" + j).upper(1);
      part.lower(split ? 0 : -1);
    }
    model.newVariable("margin").weight(1);
    if (split) {
      Expression size = model.newExpression("norm").upper(1);
      for (int j = 0; j < variables; j++) {
        size.set(j, 1);
      }
    }
    for (int n = 0; n < z.rows(); n++) {
      Expression margin = model.newExpression(ROW + n).lower(0).set(variables, -h[n]);
      for (int j = 0; j < d; j++) {
        margin.set(j, z.at(n, j));
        if (split) {
          margin.set(d + j, -z.at(n, j));
        }
      }
    }
    Optimisation.Result result = model.maximise();
    if (!result.getState().isFeasible()) {
      throw new ArithmeticException(
          "the linear program of the margin was not solved: it ended " + result.getState());
    }
    double[] v = new double[d];
    for (int j = 0; j < d; j++) {
      v[j] = split ? result.doubleValue(j) - result.doubleValue(d + j) : result.doubleValue(j);
    }
    return new MarginProgram(v, weights(result, z.rows()));
  }

  private static double[] weights(Optimisation.Result result, int rows) {
    Map<String, Double> byName = new HashMap<>();
    result
        .getDualValues()
        .forEach(dual -> byName.merge(dual.getKey().left().getName(), dual.doubleValue(), Double::sum));
    double[] weights = new double[rows];
    for (int n = 0; n < rows; n++) {
      weights[n] = Math.abs(byName.getOrDefault(ROW + n, 0.0));
    }
    return weights;
  }
}
