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
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.Arrays;

/** J-sep: what descent finds where only a part of the examples is separable. */
record SeparableParts() implements Claim {
  @Override
  public String id() {
    return "J-sep";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.2");
  }

  @Override
  public String statement() {
    return "Any data set splits in a unique way into a separable part and a rest. The risk of the"
        + " rest is strongly convex on its span \\(H\\), with a unique minimiser \\(\\bar"
        + " v\\); gradient descent on the whole risk finds \\(\\bar v\\) on \\(H\\) and"
        + " converges in direction to the maximum margin separator of the separable part on"
        + " \\(H^\\perp\\).";
  }

  @Override
  public String formula() {
    return "S=S_{\\text{sep}}\\cup S_{\\text{sc}},\\quad\\Pi_Hw_t\\to\\bar"
        + " v,\\quad\\Pi_{H^\\perp}w_t/\\|\\Pi_{H^\\perp}w_t\\|\\to\\bar u";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(20_000, 200_000, 1_000_000);
    double last = budget.of(200.0, 3000, 10_000);
    double misplaced = 0;
    double proof = 0;
    double stationary = 0;
    double[] slopes = new double[3];
    double end = 0;
    double predicted = 0;
    Figure figure =
        Figure.of(
                "parts", "Descent on the two parts", Axis.log10("\\(t\\)"), Axis.log10("distance"))
            .captioned(
                "How far the part on H is from the minimiser of the rest, which falls like 1/t, and"
                    + " the direction off H from that of largest margin, which falls like 1/log"
                    + " t.");
    for (int draw = 0; draw < budget.of(1, 2, 20); draw++) {
      SplitProblem problem = SplitProblem.draw(seed.child(draw));
      misplaced += problem.misplaced();
      proof = Math.max(proof, problem.proof());
      stationary = Math.max(stationary, problem.stationary());
      SplitProblem.Path path = problem.descent(steps);
      slopes[0] = Math.max(slopes[0], path.onH()[path.onH().length - 1]);
      predicted = Math.max(predicted, problem.displacementError(steps));
      SplitProblem.Path late = problem.reduced(last);
      slopes[1] = Math.max(slopes[1], Math.abs(slope(late.t(), late.offH()) + 1));
      end = Math.max(end, late.offH()[late.offH().length - 1] * last);
      slopes[2] = Math.max(slopes[2], problem.reductionError(steps / 30, steps));
      if (draw == 0) {
        figure =
            figure
                .with(Series.line("on H", path.t(), path.onH()))
                .with(Series.line("off H", path.t(), path.offH()));
      }
    }
    double[] radius = {2, 4, 6, 8, 10, 12};
    double[] least = Arrays.stream(radius).map(SeparableParts::leastCurvature).toArray();
    double[] logs = Arrays.stream(least).map(Math::log).toArray();
    return Judgement.of(
            Evidence.near(
                "'strongly convex on \\(H\\)', examples (-1, 0), (1, 1), (1, -1): slope of the log"
                    + " of the least eigenvalue of \\(\\n"
                    + "abla^2\\hat R_{sc}\\) in \\(\\|w\\|\\)",
                Vectors.slope(radius, logs),
                0,
                0.01),
            Evidence.near("the same slope", Vectors.slope(radius, logs), -1, 0.05).ofCorrection(),
            Evidence.near(
                    "examples on the wrong side of the split as constructed, points on the boundary"
                        + " among them",
                    misplaced,
                    0,
                    0)
                .ofCorrection(),
            Evidence.near(
                    "what the certificates of the split leave: largest of leak on \\(H\\) and"
                        + " residual of positive weights",
                    proof,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.near(
                    "\\(\\|\\n"
                        + "abla\\hat R_{sc}(\\bar v)\\|\\) of the solver's minimiser, recomputed",
                    stationary,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.near(
                    "descent: largest \\(\\|\\Pi_Hw_t-\\bar v\\|\\) after %,d steps"
                        .formatted(steps),
                    slopes[0],
                    0,
                    1e-2)
                .ofCorrection(),
            // Both sides are of order 1/t; what they neglect is smaller by the displacement itself.
            Evidence.near(
                    "largest relative difference of \\(\\Pi_Hw_t-\\bar v\\) to the pull of the"
                        + " separable part over the curvature of the rest",
                    predicted,
                    0,
                    0.02)
                .ofCorrection(),
            Evidence.near(
                    "on the slow manifold: largest \\(|\\text{slope}+1|\\) of the direction's"
                        + " distance in \\(\\log\\log t\\), to \\(\\log t=\\) %.0f".formatted(last),
                    slopes[1],
                    0,
                    0.1)
                .ofCorrection(),
            // The slow manifold is left out by 1/t, and a step of descent is no flow.
            Evidence.near(
                    "largest relative difference of that distance, followed from descent's state"
                        + " at a thirtieth of its steps, to descent's at its last",
                    slopes[2],
                    0,
                    0.02)
                .ofCorrection())
        .with(figure)
        .corrected(
            "\\(\\hat R_{sc}\\) is strictly convex on \\(H\\), and strongly so on bounded sets"
                + " only: its least curvature falls like \\(e^{-\\|w\\|}\\) along rays. That there"
                + " is a unique minimiser follows from strict convexity and bounded level sets, and"
                + " stands.")
        .noting(
            "Distance times log t of the direction stays bounded, %.3g at most at the end."
                .formatted(end))
        .noting(
            "Beyond some 1e6 steps the direction is followed on the slow manifold: the flow of the"
                + " separable part on \\(H^\\perp\\), each example weighted by"
                + " \\(e^{-y\\langle\\bar v,x\\r"
                + "angle}\\).");
  }

  /** The least eigenvalue at w = (R, 0), in closed form through the 2 x 2 Hessian. */
  private static double leastCurvature(double r) {
    Matrix z = Matrix.ofRows(new double[] {-1, 0}, new double[] {1, 1}, new double[] {1, -1});
    Matrix h = Matrix.zeros(2, 2);
    for (int n = 0; n < 3; n++) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          h.set(i, j, h.at(i, j) + Math.exp(-r * z.at(n, 0)) * z.at(n, i) * z.at(n, j) / 3);
        }
      }
    }
    return Vectors.min(SymmetricEigen.of(h).values());
  }

  private static double slope(double[] x, double[] y) {
    int from = x.length / 2;
    return Vectors.slope(
        Arrays.stream(Arrays.copyOfRange(x, from, x.length)).map(Math::log).toArray(),
        Arrays.stream(Arrays.copyOfRange(y, from, y.length)).map(Math::log).toArray());
  }
}
