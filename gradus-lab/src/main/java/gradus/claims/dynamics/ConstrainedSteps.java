package gradus.claims.dynamics;

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
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** B-9: the constrained updates beside a step along the great circle. */
record ConstrainedSteps() implements Claim {
  @Override
  public String id() {
    return "B-9";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§9");
  }

  @Override
  public String statement() {
    return "For small steps the Lagrange, the coefficient-normalisation and the "
        + "tangent-gradient update are equivalent to each other, and good approximations "
        + "of the true gradient method.";
  }

  @Override
  public String formula() {
    return "\\|u^{\\text{Lagrange}}-u^{\\text{geodesic}}\\|=O(\\eta^3),"
        + "\\quad\\|u^{\\text{coefficient}}-u^{\\text{geodesic}}\\|=O(\\eta^2),"
        + "\\quad\\|u^{\\text{tangent}}-u^{\\text{geodesic}}\\|=O(\\eta^2)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    int points = budget.of(5, 9, 17);
    double[] logStep = new double[points];
    double[][] logDifference = new double[3][points];
    double[] u = Vectors.unit(Vectors.gaussian(6, random));
    double[] direction = Vectors.unit(Vectors.gaussian(6, random));
    double coefficient = 0;
    double tangent = 0;
    for (int i = 0; i < points; i++) {
      double eta = Math.pow(10, -4 + 2.0 * i / (points - 1));
      double[] g = Vectors.times(eta, direction);
      double along = Vectors.dot(u, g);
      double[] sg = Vectors.plus(g, -along, u);
      double theta = Vectors.norm(sg);
      // Written as differences, u itself taken out, so that nothing of order one cancels.
      double turn = -2 * Math.pow(Math.sin(theta / 2), 2);
      double[] geodesic = Vectors.plus(Vectors.times(Math.sin(theta) / theta, sg), turn, u);
      double root = Math.sqrt(1 - theta * theta);
      double[] lagrange = Vectors.plus(sg, -theta * theta / (1 + root), u);
      double grown = Math.sqrt((1 + along) * (1 + along) + theta * theta);
      double[] normalised =
          Vectors.plus(
              Vectors.times(1 / grown, sg), -theta * theta / (grown * (1 + along + grown)), u);
      logStep[i] = Math.log(eta);
      logDifference[0][i] = Math.log(Vectors.distance(lagrange, geodesic));
      logDifference[1][i] = Math.log(Vectors.distance(normalised, geodesic));
      logDifference[2][i] = Math.log(Vectors.distance(sg, geodesic));
      if (i == 0) {
        double[] leading = Vectors.times(-along, sg);
        coefficient =
            Vectors.distance(Vectors.plus(normalised, -1, geodesic), leading)
                / Vectors.norm(leading);
        leading = Vectors.times(theta * theta / 2, u);
        tangent = Vectors.distance(Vectors.plus(sg, -1, geodesic), leading) / Vectors.norm(leading);
      }
    }
    Figure figure =
        Figure.of(
                "steps",
                "One step beside the geodesic",
                Axis.linear("\\(\\log\\eta\\)"),
                Axis.linear("\\(\\log\\) difference"))
            .captioned("Slope 3 for the Lagrange update, 2 for the two others.")
            .with(Series.line("Lagrange", logStep, logDifference[0]))
            .with(Series.line("coefficient normalisation", logStep, logDifference[1]))
            .with(Series.line("tangent gradient", logStep, logDifference[2]));
    return Judgement.of(
            Evidence.near("order of Lagrange", Vectors.slope(logStep, logDifference[0]), 3, 0.05),
            Evidence.near(
                "order of coefficient normalisation",
                Vectors.slope(logStep, logDifference[1]),
                2,
                0.05),
            Evidence.near(
                "order of tangent gradient", Vectors.slope(logStep, logDifference[2]), 2, 0.05),
            Evidence.near(
                "relative error of the leading term \\(-(u\\cdot g)Sg\\) at \\(\\eta=10^{-4}\\)",
                coefficient,
                0,
                1e-3),
            Evidence.near(
                "relative error of the leading term \\(\\frac12\\|Sg\\|^2u\\) at"
                    + " \\(\\eta=10^{-4}\\)",
                tangent,
                0,
                1e-3))
        .with(figure);
  }
}
