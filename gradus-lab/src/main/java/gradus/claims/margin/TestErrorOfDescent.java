package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Course;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** J-shamir: the test error of descent with constant steps. */
record TestErrorOfDescent() implements Claim {
  @Override
  public String id() {
    return "J-shamir";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.4 (Shamir 2020)");
  }

  @Override
  public String statement() {
    return "With constant steps the margin is maximised very slowly, and yet the test error of"
        + " gradient descent is \\(\\tilde O(1/(\\bar\\gamma^2t)+1/(\\bar\\gamma^2n))\\).";
  }

  @Override
  public String formula() {
    return "\\Pr[y\\langle w_t,x\\rangle\\le0]\\le C\\Big(\\frac1{\\bar\\gamma^2t}+\\frac1{\\bar"
        + "\\gamma^2n}\\Big)";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "A law in the unit ball that one direction separates with margin \\(\\bar\\gamma\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  private static final int DIMENSION = 50;

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(2_000, 10_000, 300_000);
    int fresh = budget.of(2_000, 10_000, 50_000);
    double constant = 0;
    double slow = Double.POSITIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    Figure figure =
        Figure.of(
                "error",
                "Test error along descent",
                Axis.log10("\\(t\\)"),
                Axis.log10("error / bound without C"))
            .captioned("One curve for each margin and number of examples; all below one constant.");
    for (double gamma : new double[] {0.05, 0.1, 0.2}) {
      Matrix test = law(fresh, gamma, seed.child("test"));
      for (int n : new int[] {50, 200, 800}) {
        LinearProblem problem =
            LinearProblem.of("train", law(n, gamma, seed.child("train").child(n)));
        Course course = problem.descent(new StepSize.Constant(1), new Rule.Plain(), "logistic");
        int readings = 25;
        double[] t = new double[readings];
        double[] ratio = new double[readings];
        int made = 0;
        double margin = 0;
        for (int i = 0; i < readings; i++) {
          t[i] = Math.rint(Math.pow(steps, i / (readings - 1.0)));
          for (; made < t[i]; made++) {
            LinearProblem.step(course);
          }
          double[] w = course.position().weights();
          double wrong =
              Arrays.stream(Vectors.product(test, w)).filter(v -> v <= 0).count() / (double) fresh;
          ratio[i] = wrong * gamma * gamma / (1 / t[i] + 1.0 / n);
          constant = Math.max(constant, ratio[i]);
          margin = problem.margin(w) / problem.gamma();
        }
        slow = Math.min(slow, margin);
        least = Math.min(least, ratio[readings - 1]);
        figure =
            figure.with(
                Series.line(
                    "γ = %.2f, n = %d".formatted(gamma, n),
                    t,
                    Arrays.stream(ratio).map(v -> v > 0 ? v : Double.NaN).toArray()));
      }
    }
    return Judgement.of(
            Evidence.atMost(
                "one constant for three margins, three numbers of examples and every t:"
                    + " largest error over \\(1/(\\bar\\gamma^2t)+1/(\\bar\\gamma^2n)\\)",
                constant,
                1),
            Evidence.atMost(
                "least share of the training margin reached meanwhile, which is slow", slow, 0.9))
        .with(figure)
        .noting(
            "The document hides logarithms in its bound; without them a constant of %.3g is enough"
                    .formatted(constant)
                + " here, on a law whose margin is the least over its support.");
  }

  /** y x with ⟨u, y x⟩ uniform in [γ, 2γ] and the rest of its norm, up to one, at random off u. */
  private static Matrix law(int n, double gamma, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix z = Matrix.zeros(n, DIMENSION);
    for (int i = 0; i < n; i++) {
      double along = gamma * (1 + random.nextDouble());
      double[] off = Vectors.unit(Vectors.gaussian(DIMENSION - 1, random));
      double length = Math.sqrt(1 - along * along);
      z.set(i, 0, along);
      for (int j = 1; j < DIMENSION; j++) {
        z.set(i, j, length * off[j - 1]);
      }
    }
    return z;
  }
}
