package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Readings;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Course;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.num.LeastSquares;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** J-open: which margin momentum, signs, Adam and the square loss maximise. */
record WhichMargin() implements Claim {
  @Override
  public String id() {
    return "J-open";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.4 and §5");
  }

  @Override
  public String statement() {
    return "Open: what momentum, adaptive methods and the square loss tend to. Predicted here:"
        + " descent with and without momentum to the \\(\\ell_2\\) margin, steps by sign and"
        + " Adam to the margin over \\(\\|w\\|_\\infty\\le1\\), the square loss to least"
        + " squares.";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "Separable data; steps over the risk of the exponential loss, from \\(w_0=0\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(150_000, 200_000, 1_000_000);
    double[] worst = new double[5];
    double apart = Double.POSITIVE_INFINITY;
    double square = Double.POSITIVE_INFINITY;
    double lost = 0;
    Readings[] paths = new Readings[3];
    for (int draw = 0; draw < budget.of(1, 5, 20); draw++) {
      LinearProblem problem = distinct(seed.child(draw));
      double[] two = problem.best().direction();
      double[] box = box(problem);
      apart = Math.min(apart, angle(two, box));
      paths[0] = along(problem, 1, new Rule.Plain(), steps, two);
      paths[1] = along(problem, 0.1, new Rule.Momentum(0.9), steps, two);
      paths[2] = along(problem, 0.1, new Rule.Adam(0.9, 0.999, 1e-30), steps, box);
      worst[0] = Math.max(worst[0], paths[0].last());
      worst[1] = Math.max(worst[1], paths[1].last());
      worst[2] = Math.max(worst[2], angle(signs(problem, steps, t -> 1 / Math.sqrt(t)), box));
      double[] even = signs(problem, steps, _ -> 0.1);
      lost = Math.max(lost, 1 - boxMargin(problem, even) / boxMargin(problem, box));
      worst[3] = Math.max(worst[3], paths[2].last());
      double[] ones = new double[problem.n()];
      Arrays.fill(ones, 1);
      double[] fit = LeastSquares.of(problem.z(), ones).solution();
      Course course = problem.descent(new StepSize.Constant(1), new Rule.Plain(), "square");
      for (int t = 0; t < 20_000; t++) {
        LinearProblem.step(course);
      }
      worst[4] = Math.max(worst[4], angle(course.position().weights(), fit));
      square = Math.min(square, angle(fit, two));
    }
    return Judgement.of(
            Evidence.atLeast(
                    "least angle between the exact solutions for \\(\\ell_2\\) and"
                        + " \\(\\ell_\\infty\\)",
                    apart,
                    0.02)
                .ofHypothesis(),
            Evidence.near(
                "descent to the \\(\\ell_2\\) solution: largest angle", worst[0], 0, 1e-2),
            Evidence.near("momentum 0.9 to the same", worst[1], 0, 1e-2),
            // Steps of length 1/√t leave a gap of order 1/√t.
            Evidence.near(
                "steps by sign, of length \\(1/\\sqrt t\\), to the \\(\\ell_\\infty\\)"
                    + " solution",
                worst[2],
                0,
                1e-2),
            Evidence.near("Adam, \\(\\epsilon\\to0\\), to the same", worst[3], 0, 1e-2),
            Evidence.near("the square loss to least squares", worst[4], 0, 1e-6),
            Evidence.atLeast(
                "least angle of least squares to the \\(\\ell_2\\) solution: another classifier",
                square,
                1e-2))
        .with(figure(paths))
        .noting(
            "Problems are drawn until the two solutions are 0.05 apart: with as many support"
                + " vectors as coordinates they are one and the same.")
        .noting(
            String.format(
                Locale.ROOT,
                "Steps by sign of constant length do not come to the largest margin in general:"
                    + " with length 0.1 up to %.2f %% of the margin over the box are missing at"
                    + " the end, and stay so. They stay within O(η) of it only, since no step is"
                    + " ever small.",
                100 * lost))
        .noting(
            "The document asks; the predictions are those of Gunasekar et al. (2018) for steepest"
                + " descent and of Zhang, Zou and Cao (2024) for Adam. Verdict by which exact"
                + " solution a direction comes to.");
  }

  private static final int ATTEMPTS = 1000;

  /** The first problem drawn whose two exact solutions differ enough to be told apart. */
  private static LinearProblem distinct(Seed seed) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LinearProblem problem = LinearProblem.random(30, 5, seed.child(attempt));
      if (angle(problem.best().direction(), box(problem)) > 0.05) {
        return problem;
      }
    }
    throw new IllegalStateException("no problem was drawn whose exact solutions differ");
  }

  private static double[] box(LinearProblem problem) {
    return Vectors.unit(
        MarginSolver.in(Norm.INFINITY).solve(Points.of(problem.z())).solution().direction());
  }

  /** The angle to a direction along a run. */
  private static Readings along(
      LinearProblem problem, double step, Rule rule, int steps, double[] direction) {
    Course course = problem.descent(new StepSize.Rescaled(step), rule);
    return Readings.along(course, steps, w -> angle(w, direction));
  }

  private static Figure figure(Readings[] paths) {
    String[] names = {"descent to ℓ₂", "momentum to ℓ₂", "Adam to ℓ∞"};
    Figure figure =
        Figure.of(
                "angles",
                "The angle to the predicted direction",
                Axis.log10("steps"),
                Axis.log10("angle"))
            .captioned("One of the problems; steps are taken over the risk.");
    for (int k = 0; k < names.length; k++) {
      figure = figure.with(Series.line(names[k], paths[k].t(), paths[k].positive()));
    }
    return figure;
  }

  /** w ← w + η_t sign(u). */
  private static double[] signs(LinearProblem problem, int steps, IntToDoubleFunction length) {
    double[] w = new double[problem.z().cols()];
    for (int t = 1; t <= steps; t++) {
      double[] u = problem.pull(w);
      for (int j = 0; j < w.length; j++) {
        w[j] += length.applyAsDouble(t) * Math.signum(u[j]);
      }
    }
    return w;
  }

  /** The least margin over ‖w‖_∞. */
  private static double boxMargin(LinearProblem problem, double[] w) {
    return Vectors.min(Vectors.product(problem.z(), w)) / Norm.INFINITY.of(w);
  }

  private static double angle(double[] v, double[] u) {
    double half = Vectors.distance(Vectors.unit(v), Vectors.unit(u)) / 2;
    return 2 * Math.asin(Math.min(half, 1));
  }
}
