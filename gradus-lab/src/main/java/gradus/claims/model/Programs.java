package gradus.claims.model;

import gradus.num.Matrix;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/** Linear and quadratic programs of margins, solved by ojAlgo; the only place that knows it. */
final class Programs {
  private Programs() {}

  /** The active-set method may go round in circles on some data; a sound run needs fewer. */
  private static final int ITERATIONS = 1000;

  /** Nearly arg min ½‖w‖² with Zw ≥ 1; whether it is so, the caller must see for himself. */
  static double[] leastNorm(Matrix z) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    model.options.iterations_abort = ITERATIONS;
    model.options.iterations_suffice = ITERATIONS;
    Expression objective = model.newExpression("half the squared norm").weight(1);
    for (int j = 0; j < z.cols(); j++) {
      model.newVariable("w" + j);
      objective.set(j, j, 0.5);
    }
    for (int n = 0; n < z.rows(); n++) {
      Expression margin = model.newExpression("margin " + n).lower(1);
      for (int j = 0; j < z.cols(); j++) {
        margin.set(j, z.at(n, j));
      }
    }
    return values(model.minimise(), z.cols());
  }

  /** max γ with Zv ≥ γ and ‖v‖_1 ≤ 1. */
  static double marginInOneNorm(Matrix z) {
    int d = z.cols();
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Expression norm = model.newExpression("norm").upper(1);
    for (int j = 0; j < 2 * d; j++) {
      model.newVariable("part " + j).lower(0);
      norm.set(j, 1);
    }
    model.newVariable("margin").weight(1);
    for (int n = 0; n < z.rows(); n++) {
      Expression margin = model.newExpression("margin " + n).lower(0).set(2 * d, -1);
      for (int j = 0; j < d; j++) {
        margin.set(j, z.at(n, j)).set(d + j, -z.at(n, j));
      }
    }
    return solution(model.maximise(), 2 * d + 1)[2 * d];
  }

  /** max γ with Zv ≥ γ and ‖v‖_∞ ≤ 1. */
  static double marginInMaxNorm(Matrix z) {
    int d = z.cols();
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    for (int j = 0; j < d; j++) {
      model.newVariable("v" + j).lower(-1).upper(1);
    }
    model.newVariable("margin").weight(1);
    for (int n = 0; n < z.rows(); n++) {
      Expression margin = model.newExpression("margin " + n).lower(0).set(d, -1);
      for (int j = 0; j < d; j++) {
        margin.set(j, z.at(n, j));
      }
    }
    return solution(model.maximise(), d + 1)[d];
  }

  private static double[] solution(Optimisation.Result result, int variables) {
    if (!result.getState().isFeasible()) {
      throw new IllegalStateException(
          "no separating direction: the program ended " + result.getState());
    }
    return values(result, variables);
  }

  private static double[] values(Optimisation.Result result, int variables) {
    double[] x = new double[variables];
    for (int j = 0; j < variables; j++) {
      x[j] = result.doubleValue(j);
    }
    return x;
  }
}
