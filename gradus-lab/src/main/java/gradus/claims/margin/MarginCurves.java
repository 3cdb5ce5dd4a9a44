package gradus.claims.margin;

import gradus.claims.model.Readings;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Course;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import java.util.Arrays;

/**
 * What the margin lacks, step by step, with the shipped ways to the largest margin.
 *
 * @param t the steps at which it was read
 * @param gap γ̄ - γ(w_t) there
 */
record MarginCurves(double[] t, double[] gap) {
  /** A way to the largest margin. */
  enum Method {
    CONSTANT("constant steps"),
    AGGRESSIVE("steps over the risk"),
    DUAL("dual acceleration"),
    PROGRESSIVE("progressive rescaling");

    final String label;

    Method(String label) {
      this.label = label;
    }

    private Rule rule() {
      return switch (this) {
        case CONSTANT, AGGRESSIVE -> new Rule.Plain();
        case DUAL -> new Rule.DualAcceleration();
        case PROGRESSIVE -> new Rule.ProgressiveRescaling(2, 4000, 1e12, true);
      };
    }

    Course course(LinearProblem problem) {
      return problem.descent(
          this == CONSTANT ? new StepSize.Constant(1) : new StepSize.Rescaled(1), rule());
    }
  }

  /** Reads the gap at some hundred steps spread evenly in log t. */
  static MarginCurves of(LinearProblem problem, Method method, int steps) {
    Readings read = Readings.along(method.course(problem), steps, problem::gap);
    return new MarginCurves(read.t(), read.values());
  }

  /** The slope of log gap in log t between two steps. */
  double slope(double from, double to) {
    int low = (int) Arrays.stream(t).filter(v -> v < from).count();
    int high = (int) Arrays.stream(t).filter(v -> v <= to).count();
    double[] x = Arrays.stream(Arrays.copyOfRange(t, low, high)).map(Math::log).toArray();
    double[] y = Arrays.stream(Arrays.copyOfRange(gap, low, high)).map(Math::log).toArray();
    return Vectors.slope(x, y);
  }

  /** The last gap over γ̄. */
  double last(LinearProblem problem) {
    return gap[gap.length - 1] / problem.gamma();
  }

  /** All methods on one problem, with the bound of theorem 4.1. */
  static Figure figure(LinearProblem problem, int steps) {
    Figure figure =
        Figure.of(
                "curves",
                "What the margin lacks after t steps, " + problem.name(),
                Axis.log10("\\(t\\)"),
                Axis.log10("\\(\\bar\\gamma-\\gamma(w_t)\\)"))
            .captioned(
                "Steps over the risk stay below the bound of theorem 4.1 (dashed). Gaps that are"
                    + " zero to round-off are not drawn.");
    for (Method method : Method.values()) {
      MarginCurves curve = of(problem, method, steps);
      figure = figure.with(Series.line(method.label, curve.t, positive(curve.gap)));
    }
    MarginCurves grid = of(problem, Method.AGGRESSIVE, steps);
    double[] bound =
        Arrays.stream(grid.t)
            .map(t -> (Math.log(problem.n()) + 1) / (problem.gamma() * t))
            .toArray();
    return figure.with(Series.line("theorem 4.1", grid.t, bound).dashed(Dash.DASHED));
  }

  private static double[] positive(double[] gap) {
    return Arrays.stream(gap).map(v -> v > 0 ? v : Double.NaN).toArray();
  }
}
