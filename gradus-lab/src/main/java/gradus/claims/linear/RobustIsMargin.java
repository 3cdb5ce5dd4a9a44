package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.margin.RobustSeparation;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** N-L6: robustness to perturbed weights is margin, and the robust counterparts. */
record RobustIsMargin() implements Claim {
  private static final double WIDTH = 1e-8;
  private static final int D = 3;

  @Override
  public String id() {
    return "N-L6";
  }

  @Override
  public List<String> also() {
    return List.of("N-E20-28");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "Lemma 6, equations 21-28 (SI 6.3.1)");
  }

  @Override
  public String statement() {
    return "Maximising the robustness of a separating hyperplane to perturbations of its weights,"
        + " \\(\\|\\delta w\\|_2\\le\\rho\\|w\\|_2\\), is maximising the margin; with \\(\\|\\delta"
        + " w\\|_\\infty\\le\\rho\\|w\\|_2\\) and \\(|(x_i)_j|\\approx1\\) the counterpart is the"
        + " same; the robust hinge minimum is at most the regularised one; the robust square loss"
        + " is \\((y-w^\\top x)^2+\\rho^2\\|w\\|_2\\).";
  }

  @Override
  public String formula() {
    return "y_i(w^\\top x_i+b)\\ge\\rho\\|w\\|_2\\ (23,25),\\qquad\\min\\tfrac1n\\sum[1-y_i(w^\\top"
        + " x_i+b)+\\rho\\|w\\|]_+\\le\\min\\tfrac1n\\sum[1-y_i(w^\\top x_i+b)]_++\\rho\\|w\\|\\"
        + " (27)";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "separable data", "\\(\\|x_i\\|\\approx1\\), as the text says before equation 23");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] off = new double[5];
    double weightsApart = Double.POSITIVE_INFINITY;
    double maximumApart = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(1, 8, 40); draw++) {
      RandomGenerator random = seed.child(draw).random();
      Matrix z = separable(random);
      Matrix units = scaled(z, norms(z, Norm.TWO));
      double[] ones = new double[z.rows()];
      Arrays.fill(ones, 1);
      double ofUnits = Margins.of(units).margin();
      off[0] = Math.max(off[0], off(largest(units, ones, false), ofUnits));
      off[1] = Math.max(off[1], withBias(random));
      double byWeights = largest(z, norms(z, Norm.TWO), false);
      off[2] = Math.max(off[2], off(byWeights, ofUnits));
      weightsApart = Math.min(weightsApart, off(byWeights, Margins.of(z).margin()));
      off[3] = Math.max(off[3], off(largest(z, ones, false), Margins.of(z).margin()));
      Matrix cube = cube(random);
      double inMaximum = largest(cube, norms(cube, Norm.ONE), false);
      double gamma = Margins.of(cube).margin();
      off[4] = Math.max(off[4], off(inMaximum, gamma / cube.cols()));
      maximumApart = Math.min(maximumApart, off(inMaximum, gamma));
    }
    RandomGenerator random = seed.child("losses").random();
    double gap = Double.NEGATIVE_INFINITY;
    double slack = 0;
    double squareApart = Double.POSITIVE_INFINITY;
    double square = 0;
    int draws = budget.of(100, 2000, 20_000);
    for (int draw = 0; draw < draws; draw++) {
      double excess = RobustCounterparts.hingeGap(4 + draw % 7, 2 * random.nextDouble(), random);
      gap = Math.max(gap, excess);
      slack = Math.min(slack, excess);
      double[] error = RobustCounterparts.square(2 + draw % 5, 0.1 + random.nextDouble(), random);
      squareApart = Math.min(squareApart, error[0]);
      square = Math.max(square, error[1]);
    }
    // The largest ρ by bisection of a game that knows no margins, to a relative width of 1e-8.
    return Judgement.of(
            Evidence.near(
                "Lemma 6, \\(\\|x_i\\|=1\\): largest \\(\\rho\\) less the largest margin, relative",
                off[0],
                0,
                1e-6),
            Evidence.near(
                "the same with a bias, against half the distance of the hulls", off[1], 0, 1e-6),
            Evidence.near(
                "equations 22, 23 for \\(x_i\\) of other norms: largest \\(\\rho\\) less the margin"
                    + " of the \\(x_i\\), least",
                weightsApart,
                0,
                1e-6),
            Evidence.near(
                    "the same less the margin of the \\(x_i/\\|x_i\\|\\), largest", off[2], 0, 1e-6)
                .ofCorrection(),
            Evidence.near(
                "remark 2: perturbations of the data by \\(\\rho\\), any norms", off[3], 0, 1e-6),
            Evidence.near(
                "equation 25, \\(x_i\\in\\{\\pm1\\}^5\\): largest \\(\\rho\\) less the margin,"
                    + " least",
                maximumApart,
                0,
                1e-6),
            Evidence.near("the same less the margin over d = 5, largest", off[4], 0, 1e-6)
                .ofCorrection(),
            Evidence.atMost("equation 27: most by which the left side exceeds", gap, 1e-12),
            Evidence.near("equation 28: relative error, least", squareApart, 0, 1e-6),
            Evidence.near(
                    "\\((|y-w^\\top x-b|+\\rho\\|w\\|\\|x\\|)^2\\): relative error, largest",
                    square,
                    0,
                    1e-6)
                .ofCorrection())
        .corrected(
            "Lemma 6 and equations 21-24 need \\(\\|x_i\\|=1\\): otherwise it is the margin of the"
                + " \\(x_i/\\|x_i\\|\\), since \\(|\\delta w^\\top"
                + " x_i|\\le\\rho\\|w\\|\\|x_i\\|\\). Equation 25 lacks a factor d: \\(\\sup\\delta"
                + " w^\\top x=\\rho\\|w\\|_2\\|x\\|_1\\). Equation 28 must be \\((|y-w^\\top"
                + " x-b|+\\rho\\|w\\|\\|x\\|)^2\\): it lacks the cross term, the square of"
                + " \\(\\|w\\|\\), and b.")
        .noting(
            String.format(
                Locale.ROOT,
                "Equation 27, both minima exact in one dimension, %d draws: the left side is less"
                    + " by up to %.3f. It holds pointwise, since \\([a+c]_+\\le[a]_++c\\) for"
                    + " \\(c\\ge0\\).",
                draws,
                -slack))
        .noting(
            "'Flatness' enters by definition only: what is judged is that robustness to \\(\\delta"
                + " w\\) is margin, not that stochastic descent maximises either.");
  }

  private static double largest(Matrix z, double[] unit, boolean bias) {
    RobustSeparation.Largest largest = RobustSeparation.largest(Points.of(z), unit, bias, WIDTH);
    return (largest.lower() + largest.upper()) / 2;
  }

  private static double off(double measured, double predicted) {
    return Math.abs(measured / predicted - 1);
  }

  /** Two clusters of unit vectors on one side of the origin, which only a bias separates. */
  private static double withBias(RandomGenerator random) {
    int n = 10;
    Matrix x = Matrix.zeros(n, D);
    Matrix z = Matrix.zeros(n, D + 1);
    double[] y = new double[n];
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    for (int i = 0; i < n; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
      double[] row = Vectors.times(0.15, Vectors.gaussian(D, random));
      row[0] += 1;
      row[1] += 0.7 * y[i];
      row = Vectors.unit(row);
      for (int j = 0; j < D; j++) {
        x.set(i, j, row[j]);
        z.set(i, j, y[i] * row[j]);
      }
      z.set(i, D, y[i]);
    }
    double half = Margins.of(RobustCounterparts.pairs(x, y)).margin() / 2;
    return off(largest(z, ones, true), half);
  }

  private static Matrix separable(RandomGenerator random) {
    Matrix z = Vectors.gaussian(12, D, random);
    for (int n = 0; n < z.rows(); n++) {
      z.set(n, 0, Math.abs(z.at(n, 0)) + 0.2);
    }
    return z;
  }

  /** Corners of the cube with first coordinate and at least two others positive: separable. */
  private static Matrix cube(RandomGenerator random) {
    Matrix z = Matrix.zeros(8, 5);
    for (int n = 0; n < z.rows(); n++) {
      int negative = 1 + random.nextInt(4);
      for (int j = 0; j < 5; j++) {
        z.set(n, j, j == negative ? -1 : 1);
      }
    }
    return z;
  }

  private static double[] norms(Matrix z, Norm norm) {
    double[] norms = new double[z.rows()];
    Arrays.setAll(norms, n -> norm.of(z.row(n)));
    return norms;
  }

  private static Matrix scaled(Matrix z, double[] size) {
    Matrix units = z.copy();
    for (int i = 0; i < units.data().length; i++) {
      units.data()[i] /= size[i / z.cols()];
    }
    return units;
  }
}
