package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;

/**
 * test error follows the norm; norm-minimizing descent makes both independent of the start.
 */
record StartAndNorm() implements CurvatureClaim {
  @Override
  public String id() {
    return "A-6";
  }

  @Override
  public String place() {
    return "abstract, end";
  }

  @Override
  public String statement() {
    return "Control of the norm by norm-minimizing descent ensures generalization for regression.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int n = 20;
    int d = 40;
    int starts = budget.of(8, 24, 60);
    double correlation = 1;
    double spread = 0;
    double[] norms = new double[starts];
    double[] errors = new double[starts];
    for (int draw = 0; draw < budget.of(2, 8, 30); draw++) {
      Seed own = seed.child(draw);
      double[] truth = Vectors.unit(Vectors.gaussian(d, own.child("truth").random()));
      Matrix x = Vectors.gaussian(n, d, own.child("x").random());
      double[] y = Vectors.product(x, truth);
      double eta = 0.005;
      double[] anchored = new double[starts];
      for (int k = 0; k < starts; k++) {
        double size = 4.0 * k / starts;
        double[] start =
            Vectors.times(
                size, Vectors.unit(Vectors.gaussian(d, own.child("start").child(k).random())));
        double[] w = start.clone();
        double[] held = start.clone();
        int steps = 3000;
        for (int t = 0; t < steps; t++) {
          w = step(x, y, eta, w, 0);
          held = step(x, y, eta, held, t < steps / 2 ? 0.02 : 0);
        }
        norms[k] = Vectors.norm(w);
        errors[k] = Vectors.distance(w, truth);
        anchored[k] = Vectors.distance(held, truth);
      }
      correlation = Math.min(correlation, Vectors.dot(ranks(norms), ranks(errors)));
      double least = Vectors.distance(LeastSquares.of(x, y).solution(), truth);
      for (double error : anchored) {
        spread = Math.max(spread, Math.abs(error / least - 1));
      }
    }
    return Judgement.of(
            Evidence.atLeast(
                "least rank correlation of norm and test error over starts, plain descent",
                correlation,
                0.9),
            Evidence.near(
                "largest relative difference of the test error of norm-minimizing descent from that"
                    + " of \\(w^\\dagger\\), any start",
                spread,
                0,
                1e-3))
        .with(
            Figure.of(
                    "start-and-norm",
                    "Norm and test error over starts",
                    Axis.linear("\\(\\|w\\|\\) at the end"),
                    Axis.linear("root mean square test error"))
                .captioned("Plain descent keeps what the start had off the span of the examples.")
                .with(Series.points("plain descent", norms, errors)))
        .noting(
            "Linear regression on Gaussian inputs, where the test error is the distance to the true"
                + " weights exactly. That the margin controls the error of classifiers is what P-F2"
                + " and B-T3 measure; for a deep network nothing here says that the norm is the"
                + " least.");
  }

  private static double[] step(Matrix x, double[] y, double eta, double[] w, double lambda) {
    double[] r = Vectors.plus(Vectors.product(x, w), -1, y);
    return Vectors.times(1 - lambda, Vectors.plus(w, -eta, Vectors.transposedProduct(x, r)));
  }

  /** The ranks, centred and of norm one. */
  private static double[] ranks(double[] x) {
    double[] ranks = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      ranks[i] = -(x.length - 1) / 2.0;
      for (double other : x) {
        ranks[i] += other < x[i] ? 1 : 0;
      }
    }
    return Vectors.unit(ranks);
  }
}
