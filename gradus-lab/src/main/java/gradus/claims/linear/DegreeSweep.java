package gradus.claims.linear;

import gradus.data.Nodes;
import gradus.data.PolynomialBasis;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.num.LeastSquares;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Least-norm fits of degree 1 to 300 to the sine at 76 Chebyshev nodes, tested at 600 points.
 *
 * @param degrees the degrees
 * @param test mean square test errors: orthonormal Legendre polynomials, Chebyshev polynomials,
 *     monomials with 190 digits (NaN where not computed), monomials in doubles
 * @param train mean square training errors of the same; none for the third
 */
record DegreeSweep(int[] degrees, double[][] test, double[][] train) {
  private static final int NODES = 76;
  private static final int TESTS = 600;
  private static final int LAST = 300;
  private static final PolynomialBasis[] BASES = {
    PolynomialBasis.LEGENDRE, PolynomialBasis.CHEBYSHEV, PolynomialBasis.MONOMIAL
  };

  /**
   * The sweep.
   *
   * @param stride of the degrees
   * @param exactStride of those from 75 on that are solved with 190 digits
   */
  static DegreeSweep of(int stride, int exactStride) {
    int[] degrees =
        IntStream.rangeClosed(1, LAST)
            .filter(d -> d % stride == 0 || d == 1 || d == NODES - 1 || d == NODES || d == LAST)
            .toArray();
    double[][] test = new double[4][degrees.length];
    double[][] train = new double[4][degrees.length];
    for (double[] row : test) {
      Arrays.fill(row, Double.NaN);
    }
    for (int b = 0; b < BASES.length; b++) {
      SineProblem all = SineProblem.of(BASES[b], LAST, NODES, TESTS);
      for (int i = 0; i < degrees.length; i++) {
        SineProblem part = all.upTo(degrees[i]);
        double[] w = LeastSquares.of(part.train(), part.y()).solution();
        int row = b == 2 ? 3 : b;
        test[row][i] = SineProblem.meanSquare(part.test(), part.truth(), w);
        train[row][i] = SineProblem.meanSquare(part.train(), part.y(), w);
      }
    }
    SineProblem problem = SineProblem.of(PolynomialBasis.MONOMIAL, 1, NODES, TESTS);
    // The upper half of the nodes; the others are their mirror images to the last bit.
    double[] x = upper(Nodes.CHEBYSHEV.points(NODES, new Seed(0)));
    double[] y = upper(problem.y());
    double[] at = Nodes.EQUAL.points(TESTS, new Seed(0));
    for (int i = 0; i < degrees.length; i++) {
      int degree = degrees[i];
      if (degree < NODES - 1) {
        // With fewer coefficients than nodes the fit is one polynomial in every basis.
        test[2][i] = test[0][i];
      } else if (degree % exactStride == 0 || degree == NODES - 1 || degree == LAST) {
        double[] f = ExactMonomials.values(x, y, degree, at);
        double sum = 0;
        for (int j = 0; j < f.length; j++) {
          sum += Math.pow(f[j] - problem.truth()[j], 2);
        }
        test[2][i] = sum / f.length;
      }
    }
    return new DegreeSweep(degrees, test, train);
  }

  private static double[] upper(double[] all) {
    return Arrays.copyOfRange(all, all.length / 2, all.length);
  }

  /** The test error at the last degree over the least, in one basis. */
  double rise(int basis) {
    return last(basis) / least(basis);
  }

  /** The least test error in one basis. */
  double least(int basis) {
    return Arrays.stream(test[basis]).filter(Double::isFinite).min().orElseThrow();
  }

  /** The test error at degree 300. */
  double last(int basis) {
    return test[basis][degrees.length - 1];
  }

  /** What the bases say, in words. */
  String words() {
    return String.format(
        Locale.ROOT,
        "Figure 13. Test error at degree 300 (least over the degrees): Legendre %.2g (%.1e),"
            + " Chebyshev %.2g (%.1e), monomials with 190 digits %.2g (%.1e), monomials in doubles"
            + " %.2g (%.1e). The last fit by cutting singular values at round-off, which is a"
            + " penalty; what the document plots against the number of monomials depends on it. No"
            + " basis has a peak at 76: the nodes are Chebyshev's and there is no noise.",
        last(0),
        least(0),
        last(1),
        least(1),
        last(2),
        least(2),
        last(3),
        least(3));
  }

  /** Figure 13. */
  Figure figure() {
    double[] parameters = Arrays.stream(degrees).mapToDouble(d -> d + 1.0).toArray();
    String[] names = {
      "Legendre, orthonormal", "Chebyshev", "monomials, 190 digits", "monomials, doubles"
    };
    Figure figure =
        Figure.of(
                "f13",
                "Figure 13: least-norm fits against the number of parameters",
                Axis.linear("parameters"),
                Axis.log10("mean square error"))
            .captioned(
                "Solid: test error at 600 equally spaced points. Dotted: training error in doubles"
                    + " at the 76 Chebyshev nodes.")
            .with(Mark.atX(NODES, "as many as nodes"));
    for (int b = 0; b < names.length; b++) {
      int row = b;
      int[] there =
          IntStream.range(0, degrees.length).filter(i -> Double.isFinite(test[row][i])).toArray();
      figure =
          figure.with(
              Series.line(
                  names[b],
                  Arrays.stream(there).mapToDouble(i -> parameters[i]).toArray(),
                  Arrays.stream(there).mapToDouble(i -> Math.max(test[row][i], 1e-32)).toArray()));
      if (b != 2) {
        figure =
            figure.with(
                Series.line(
                        names[b],
                        parameters,
                        Arrays.stream(train[b]).map(v -> Math.max(v, 1e-32)).toArray())
                    .dashed(Dash.DOTTED));
      }
    }
    return figure;
  }
}
