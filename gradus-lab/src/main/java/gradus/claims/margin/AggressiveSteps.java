package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.flow.Course;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;

/** J-T4.1: the margin after t steps over the risk. */
record AggressiveSteps() implements Claim {
  private static final double LONG = 10;

  @Override
  public String id() {
    return "J-T4.1";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "Theorem 4.1");
  }

  @Override
  public String statement() {
    return "For the exponential loss, from \\(w_0=0\\) with steps \\(\\eta_t=1/\\hat R(w_t)\\), the"
        + " margin is within \\((\\ln n+1)/(\\bar\\gamma t)\\) of the largest after every \\(t\\)"
        + " steps.";
  }

  @Override
  public String formula() {
    return "\\frac{\\min_iy_i\\langle w_t,x_i\\rangle}{\\|w_t\\|}\\ge\\gamma-\\frac{\\ln"
        + " n+1}{\\gamma t}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separable (Assumption 4.1).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(2_000, 30_000, 100_000);
    double slack = Double.POSITIVE_INFINITY;
    double printed = Double.POSITIVE_INFINITY;
    for (LinearProblem problem : LinearProblem.several(seed)) {
      slack = Math.min(slack, slack(problem, steps));
      Matrix longer =
          Matrix.wrap(problem.n(), problem.z().cols(), Vectors.times(LONG, problem.z().data()));
      printed =
          Math.min(
              printed, slack(LinearProblem.of(problem.name(), longer), budget.of(200, 2000, 2000)));
    }
    LinearProblem shown = LinearProblem.random(100, 10, seed.child("figure"));
    return Judgement.of(
            Evidence.atLeast(
                "\\(\\|x_i\\|=10\\): least \\(t\\,\\bar\\gamma/(\\ln n+1)\\) times the left side"
                    + " less the right",
                printed,
                0),
            Evidence.atLeast(
                    "\\(\\|x_i\\|\\le1\\): the same over %,d steps of each problem"
                        .formatted(steps),
                    slack,
                    0)
                .ofCorrection())
        .with(MarginCurves.figure(shown, budget.of(5_000, 100_000, 100_000)))
        .corrected(
            "For \\(\\|x_i\\|\\le1\\), which the document does not say; otherwise the step is"
                + " \\(\\eta_t=1/(\\hat R(w_t)\\max\\|x_i\\|^2)\\) and the bound"
                + " \\(\\bar\\gamma-\\max\\|x_i\\|^2(\\ln n+1)/(\\bar\\gamma t)\\). Its"
                + " \\(\\gamma\\) is \\(\\bar\\gamma\\).")
        .noting(
            "The slack is counted in the size of the bound's last term, so that a late violation"
                + " would show as an early one does.");
  }

  /** The least slack of the bound over all t, in units of its last term. */
  private static double slack(LinearProblem problem, int steps) {
    Course course = problem.descent(new StepSize.Rescaled(1), new Rule.Plain());
    double unit = (Math.log(problem.n()) + 1) / problem.gamma();
    double least = Double.POSITIVE_INFINITY;
    for (int t = 1; t <= steps; t++) {
      LinearProblem.step(course);
      double gap = problem.gap(course.position().weights());
      least = Math.min(least, 1 - gap * t / unit);
    }
    return least;
  }
}
