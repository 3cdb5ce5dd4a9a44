package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.data.Nodes;
import gradus.data.PolynomialBasis;
import gradus.num.Matrix;
import gradus.num.Seed;

/**
 * sin(2πfx) with f = 4 on [-1, 1] in polynomial features, sampled at Chebyshev nodes and tested at
 * equally spaced points.
 *
 * <p>Not at equally spaced nodes: nine of them, a quarter apart, are all zeros of the target.
 *
 * @param train features of the nodes (n x P)
 * @param y targets there
 * @param test features of the test points
 * @param truth targets there
 */
record SineProblem(Matrix train, double[] y, Matrix test, double[] truth) {
  /** Features of a degree in a basis, {@code n} nodes and {@code tests} test points. */
  static SineProblem of(PolynomialBasis basis, int degree, int n, int tests) {
    Dataset train = law(basis, degree, Nodes.CHEBYSHEV).draw(n, new Seed(0));
    Dataset test = law(basis, degree, Nodes.EQUAL).draw(tests, new Seed(0));
    return new SineProblem(train.inputs(), targets(train), test.inputs(), targets(test));
  }

  /** The same with the features up to a lower degree only. */
  SineProblem upTo(int degree) {
    return new SineProblem(columns(train, degree + 1), y, columns(test, degree + 1), truth);
  }

  /** The mean of (Φw - y)². */
  static double meanSquare(Matrix phi, double[] y, double[] w) {
    double[] e = Vectors.plus(Vectors.product(phi, w), -1, y);
    return Vectors.dot(e, e) / y.length;
  }

  private static Matrix columns(Matrix all, int count) {
    Matrix part = Matrix.zeros(all.rows(), count);
    for (int i = 0; i < all.rows(); i++) {
      System.arraycopy(all.data(), i * all.cols(), part.data(), i * count, count);
    }
    return part;
  }

  /** The largest target at n equally spaced points. */
  static double largestAtEqualNodes(int n) {
    double most = 0;
    for (double v : targets(law(PolynomialBasis.MONOMIAL, 1, Nodes.EQUAL).draw(n, new Seed(0)))) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }

  private static DataLaw law(PolynomialBasis basis, int degree, Nodes nodes) {
    return DataLaw.sine(4, degree, basis, nodes);
  }

  private static double[] targets(Dataset data) {
    return ((Labels.Values) data.labels()).y();
  }
}
