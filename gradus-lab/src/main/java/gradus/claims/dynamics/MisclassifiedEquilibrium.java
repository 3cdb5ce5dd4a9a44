package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.random.RandomGenerator;

/** B-E29-31: equilibria with a misclassified example. */
record MisclassifiedEquilibrium() implements Claim {
  @Override
  public String id() {
    return "B-E29-31";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equations 29-31 and the text after them");
  }

  @Override
  public String statement() {
    return "With one misclassified example a linear model has a hyperbolic equilibrium at "
        + "finite weights; misclassified examples regularise only the components in "
        + "their own span.";
  }

  @Override
  public String formula() {
    return "w^*=\\frac{\\log(x_2/x_1)}{x_1+x_2},\\qquad "
        + "F\\'(w^*)=-x_1^2e^{x_1w^*}-x_2^2e^{-x_2w^*}<0";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double off = 0;
    double curvature = Double.NEGATIVE_INFINITY;
    for (int draw = 0; draw < budget.of(20, 200, 2000); draw++) {
      double x1 = 0.1 + random.nextDouble();
      double x2 = x1 + random.nextDouble();
      double w = root(x1, x2);
      off = Math.max(off, Math.abs(w - Math.log(x2 / x1) / (x1 + x2)));
      curvature = Math.max(curvature, -x1 * x1 * Math.exp(x1 * w) - x2 * x2 * Math.exp(-x2 * w));
    }
    double first = Math.log(2) / 2;
    double[] z = {-first, first, first};
    Matrix points = Matrix.ofRows(new double[] {-1, 0}, new double[] {1, 1}, new double[] {1, -1});
    Matrix hessian = Matrix.zeros(2, 2);
    double[] gradient = new double[2];
    for (int n = 0; n < 3; n++) {
      double e = Math.exp(-z[n]);
      gradient = Vectors.plus(gradient, -e, points.row(n));
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          hessian.set(i, j, hessian.at(i, j) + e * points.at(n, i) * points.at(n, j));
        }
      }
    }
    double[] spectrum = SymmetricEigen.of(hessian).values();
    return Judgement.of(
            Evidence.near(
                "equilibrium found by bisection less the closed form, one dimension",
                off,
                0,
                1e-10),
            Evidence.atMost("largest slope of \\(F\\) there", curvature, -1e-3),
            Evidence.near(
                    "gradient at the equilibrium of the plane", Vectors.norm(gradient), 0, 1e-12)
                .ofHypothesis(),
            Evidence.near(
                "curvature there at right angles to the misclassified example",
                hessian.at(1, 1),
                0,
                1e-8),
            Evidence.near(
                    "least eigenvalue: all of the plane is held", spectrum[0], Math.sqrt(2), 1e-12)
                .ofCorrection())
        .corrected(
            "What is held is the span of the part of the data that no direction separates (here the"
                + " whole plane), not that of the misclassified examples (here a line): ji2020"
                + " §4.2.")
        .refutedBy(
            Counterexample.study(
                    "Three points of one class, \\((-1,0)\\), \\((1,1)\\), \\((1,-1)\\), the last"
                        + " written as its mirror image in the other class. At the minimum,"
                        + " \\(w=(\\frac12\\log2,0)\\), only the first is wrong and spans the first"
                        + " axis, yet the loss curves by \\(\\sqrt2\\) along the second: started at"
                        + " \\(w_2=3\\), descent brings \\(w_2\\) back to 0.",
                    """
                    name: held-outside-the-span
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: exponential
                    arms:
                      - {name: descent, solver: descent, step: 0.05, until: {steps: 5000}}
                    """)
                .with("data.csv", "-1,0,1\n1,1,1\n-1,1,-1\n")
                .with("weights.json", "[[[0, 3]]]\n"))
        .noting(
            "Two generic examples in three dimensions, the document's next case, are linearly"
                + " independent and so separable: there is no finite equilibrium, and what is said"
                + " of its Hessian speaks of nothing.");
  }

  /** The zero of F(w) = -x1 exp(x1 w) + x2 exp(-x2 w), by bisection. */
  private static double root(double x1, double x2) {
    double low = -100;
    double high = 100;
    while (high - low > 1e-14) {
      double middle = (low + high) / 2;
      if (-x1 * Math.exp(x1 * middle) + x2 * Math.exp(-x2 * middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
      if (middle == (low + high) / 2) {
        break;
      }
    }
    return (low + high) / 2;
  }
}
