package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** J-rate: how fast the margin is maximised by which steps. */
record MarginRates() implements Claim {
  @Override
  public String id() {
    return "J-rate";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.1 and §4.4");
  }

  @Override
  public String statement() {
    return "The margin is maximised at the rate \\(\\Theta(\\ln n/\\ln t)\\) by constant steps and"
        + " \\(O(1/t)\\) by steps over the risk; with momentum on the dual it is \\(O(1/t^2)\\), up"
        + " to logarithms (Ji, Srebro and Telgarsky 2021).";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Separable data in the unit ball, the exponential loss, \\(w_0=0\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(20_000, 100_000, 100_000);
    double[] worst = new double[3];
    List<LinearProblem> problems = new ArrayList<>();
    for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
      LinearProblem problem = LinearProblem.random(100, 10, seed.child(draw));
      problems.add(problem);
      MarginCurves aggressive = MarginCurves.of(problem, MarginCurves.Method.AGGRESSIVE, steps);
      MarginCurves dual = MarginCurves.of(problem, MarginCurves.Method.DUAL, steps);
      MarginCurves progressive =
          MarginCurves.of(problem, MarginCurves.Method.PROGRESSIVE, Math.max(steps, 100_000));
      worst[0] = Math.max(worst[0], Math.abs(aggressive.slope(steps / 10.0, steps) + 1));
      worst[1] = Math.max(worst[1], Math.abs(dual.slope(1e3, 2e4) + 2));
      worst[2] = Math.max(worst[2], progressive.last(problem));
    }
    double[] n = {2, 5, 20, 100, 1000};
    double[] limit = new double[n.length];
    double[] predicted = new double[n.length];
    double off = 0;
    for (int i = 0; i < n.length; i++) {
      limit[i] = twins((int) n[i], budget.of(1000.0, 10_000, 100_000));
      predicted[i] = Math.log(n[i] - 1) / 2;
      off = Math.max(off, Math.abs(limit[i] - predicted[i]));
    }
    return Judgement.of(
            // c/log t with a next order of 1/log t relative, squared logarithms of n - 1.
            Evidence.near(
                "constant steps, one example against \\(n-1\\) equal ones: largest"
                    + " \\(|\\text{relative"
                    + " gap}\\cdot\\ln t-\\frac12\\ln(n-1)|\\), \\(n\\) from 2 to 1000",
                off,
                0,
                0.05),
            Evidence.near(
                "steps over the risk: largest \\(|\\text{slope}+1|\\) over the last decade of"
                    + " %,d steps".formatted(steps),
                worst[0],
                0,
                0.15),
            Evidence.near(
                "momentum on the dual: largest \\(|\\text{slope}+2|\\) from 1,000 to 20,000 steps",
                worst[1],
                0,
                0.3),
            Evidence.near(
                "progressive rescaling: largest relative gap at the end", worst[2], 0, 1e-8))
        .with(MarginCurves.figure(problems.getFirst(), steps))
        .with(
            Figure.of(
                    "twins",
                    "Relative gap times log t, constant steps",
                    Axis.log10("\\(n\\)"),
                    Axis.linear("gap · log t"))
                .with(Series.points("measured", n, limit))
                .with(Series.line("½ ln(n - 1)", n, predicted))
                .captioned("One example against n - 1 equal ones in the plane."))
        .noting(
            "\\(\\Theta(\\ln n/\\ln t)\\) is the worst case, attained where one support vector"
                + " stands"
                + " against \\(n-1\\) equal ones; in general \\(\\ln n\\) is replaced by"
                + " \\(\\log\\max\\bar q+H(\\bar q)\\), which may be zero (J-soudry).")
        .noting(
            "The exponent 2 of momentum is a slope in a window: late it oscillates, and with"
                + " rescaling"
                + " the gap falls exponentially until round-off.");
  }

  /** The limit of relative gap times log t for one example against n - 1 equal ones. */
  private static double twins(int n, double logTime) {
    Matrix z = Matrix.zeros(n, 2);
    for (int i = 0; i < n; i++) {
      z.set(i, 0, 0.8);
      z.set(i, 1, i == 0 ? 0.6 : -0.6);
    }
    LinearProblem problem = LinearProblem.of("twins", z);
    FlowCourse flow =
        Flows.course(Dynamics.standard(), problem.network(), Flows.turned(z), new double[] {0, 0});
    double[] w = Flows.follow(flow, logTime);
    // The gap of so simple a geometry without the cancellation in γ̄ - margin.
    double tilt = Vectors.min(Vectors.product(z, w)) / (0.8 * w[0]);
    double length = Math.hypot(1, w[1] / w[0]);
    return (1 - tilt / length) * logTime;
  }
}
