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
import gradus.flow.Course;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.margin.DescentForecast;
import gradus.margin.Points;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** J-soudry: descent on separable data tends to the max-margin direction, slowly. */
record SlowDirections() implements Claim {
  @Override
  public String id() {
    return "J-soudry";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.1 (Soudry et al. 2018)");
  }

  @Override
  public String statement() {
    return "On separable data and with exponentially-tailed losses gradient descent converges in"
        + " direction to the \\(\\ell_2\\)-maximum-margin direction; with constant steps the margin"
        + " does so like \\(\\ln n/\\ln t\\).";
  }

  @Override
  public String formula() {
    return "\\lim_{t\\to\\infty}\\frac{w_t}{\\|w_t\\|_2}=\\bar u";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separable (Assumption 4.1).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double last = budget.of(1000.0, 3000, 10_000);
    List<LinearProblem> problems = new ArrayList<>();
    for (int draw = 0; draw < budget.of(1, 5, 20); draw++) {
      problems.add(LinearProblem.random(40, 5, seed.child(draw)));
    }
    LinearProblem.iris().ifPresent(problems::add);
    double[] worst = new double[5];
    Figure figure =
        Figure.of(
                "gap",
                "What the margin lacks along the flow",
                Axis.log10("\\(\\log t\\)"),
                Axis.log10("\\((\\bar\\gamma-\\gamma(w_t))/\\bar\\gamma\\)"))
            .captioned(
                "Each curve tends to its own \\(c/\\log t\\), with \\(c\\) from the dual weights of"
                    + " the largest margin.");
    for (LinearProblem problem : problems) {
      double c = DescentForecast.of(problem.best(), Points.of(problem.z()), 0.01).coefficient();
      FlowCourse flow =
          Flows.course(
              Dynamics.standard(),
              problem.network(),
              Flows.turned(problem.z()),
              new double[problem.z().cols()]);
      double[] logTime = new double[15];
      double[] gap = new double[15];
      double[] angle = new double[15];
      for (int i = 0; i < gap.length; i++) {
        logTime[i] = 30 * Math.pow(last / 30, i / (gap.length - 1.0));
        double[] w = Flows.follow(flow, logTime[i]);
        gap[i] = problem.gap(w) / problem.gamma();
        angle[i] = Vectors.distance(Vectors.unit(w), problem.best().direction());
      }
      worst[0] = Math.max(worst[0], Math.abs(slope(logTime, gap) + 1));
      worst[1] = Math.max(worst[1], Math.abs(slope(logTime, angle) + 1));
      worst[2] = Math.max(worst[2], Math.abs(gap[14] * logTime[14] / c - 1));
      worst[3] = Math.max(worst[3], gap[14] * logTime[14] / Math.log(problem.n()));
      worst[4] = Math.max(worst[4], descent(problem, budget.of(5_000, 100_000, 1_000_000)));
      figure = figure.with(Series.line(problem.name(), logTime, gap));
    }
    return Judgement.of(
            Evidence.near(
                "largest \\(|\\text{slope}+1|\\) of the margin's gap in \\(\\log\\log t\\), the"
                    + " last"
                    + " decade of \\(\\log t\\) up to %.0f".formatted(last),
                worst[0],
                0,
                0.1),
            Evidence.near(
                "the same of the distance \\(\\|w_t/\\|w_t\\|-\\bar u\\|\\)", worst[1], 0, 0.1),
            // The next order is 1/log t relative, times some tens.
            Evidence.near(
                "largest \\(|\\text{relative gap}\\cdot\\log t/c-1|\\) at the end,"
                    + " \\(c=\\log\\max\\bar q+H(\\bar q)\\)",
                worst[2],
                0,
                0.05),
            Evidence.atMost(
                "largest relative gap \\(\\cdot\\log t/\\ln n\\) at the end", worst[3], 1),
            // A step of descent differs from the flow by its length, and t by a part of it.
            Evidence.near(
                "descent with \\(\\eta=1\\): largest relative difference of its gap to the flow's"
                    + " at the same \\(t\\)",
                worst[4],
                0,
                0.01))
        .with(figure)
        .noting(
            "The limit of gap · log t is known beforehand: with \\(\\bar q\\) the dual weights of"
                + " the largest margin it is \\(c=\\log\\max\\bar q+H(\\bar q)\\le\\ln n\\), zero"
                + " where they are equal; then the gap falls like \\(1/\\log^2t\\).");
  }

  private static double descent(LinearProblem problem, int steps) {
    Course course = problem.descent(new StepSize.Constant(1), new Rule.Plain());
    for (int t = 0; t < steps; t++) {
      LinearProblem.step(course);
    }
    FlowCourse flow =
        Flows.course(
            Dynamics.standard(),
            problem.network(),
            Flows.turned(problem.z()),
            new double[problem.z().cols()]);
    double there = problem.gap(Flows.follow(flow, Math.log(steps)));
    return Math.abs(problem.gap(course.position().weights()) / there - 1);
  }

  private static double slope(double[] x, double[] y) {
    // Relative corrections are of order 1/log t times some tens: early readings show them.
    int from = (int) Arrays.stream(x).filter(v -> v < x[x.length - 1] / 10).count();
    return Vectors.slope(
        Arrays.stream(x).skip(from).map(Math::log).toArray(),
        Arrays.stream(y).skip(from).map(Math::log).toArray());
  }
}
