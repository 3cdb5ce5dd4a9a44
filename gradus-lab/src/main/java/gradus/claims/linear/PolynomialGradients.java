package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** N-E16-19: gradients of networks with polynomial units. */
record PolynomialGradients() implements Claim {
  @Override
  public String id() {
    return "N-E16-19";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "equations 15-19 (SI 6.2.3 and 6.2.4)");
  }

  @Override
  public String statement() {
    return "The gradients of \\(\\frac12\\|W_2\\sigma(W_1X)-Y\\|^2\\) with \\(\\sigma(z)=z^m\\) and"
        + " with \\(\\sigma(z)=az+bz^2\\).";
  }

  @Override
  public String formula() {
    return "\\nabla_{W_1}L=m(W_1X)^{m-1}\\circ(W_2^\\top E)]X^\\top=E'X^\\top,\\ E'\\in\\mathbb"
        + " R^{d',d},\\quad \\nabla_{W_2}L=E((W_1X)^m)^\\top,\\quad\\dot W_1=-(aW_2^\\top"
        + " E+2b[(W_1X)\\circ(W_2^\\top E)])X^\\top,\\quad\\dot W_2=-[aEX^\\top"
        + " W_1^\\top+bE((W_1X)^2)^\\top]";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] worst = new double[4];
    double shapes = 0;
    double right = 0;
    for (int draw = 0; draw < budget.of(10, 200, 2000); draw++) {
      RandomGenerator random = seed.child(draw).random();
      int d = 2 + random.nextInt(5);
      int hidden = 2 + random.nextInt(5);
      int outputs = 1 + random.nextInt(hidden - 1);
      int n = d + 1 + random.nextInt(6);
      Matrix x = Vectors.gaussian(d, n, random);
      Matrix y = Vectors.gaussian(outputs, n, random);
      Matrix w1 = Vectors.gaussian(hidden, d, random);
      Matrix w2 = Vectors.gaussian(outputs, hidden, random);
      double[] w = OutputNetwork.join(w1, w2);
      Matrix z = w1.times(x);
      int m = 1 + draw % 4;
      double[] power = new double[m + 1];
      power[m] = 1;
      double[] g = new OutputNetwork(Nonlinearity.polynomial(power), hidden, x, y).gradient(w);
      Matrix e = Matrices.difference(w2.times(Matrices.power(z, m)), y);
      Matrix inner =
          Matrices.entrywise(
              Matrices.power(z, m - 1), w2.transpose().times(e), (p, q) -> m * p * q);
      worst[0] = Math.max(worst[0], apart(inner.times(x.transpose()), g, 0));
      worst[1] =
          Math.max(worst[1], apart(e.times(Matrices.power(z, m).transpose()), g, hidden * d));
      shapes = Math.max(shapes, Math.abs(inner.rows() - outputs));
      right =
          Math.max(right, Math.abs(inner.rows() - hidden) + (double) Math.abs(inner.cols() - n));
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double[] gab = new OutputNetwork(Nonlinearity.polynomial(0, a, b), hidden, x, y).gradient(w);
      Matrix squares = Matrices.power(z, 2);
      Matrix eab =
          Matrices.difference(
              w2.times(Matrices.sum(Matrices.scaled(a, z), Matrices.scaled(b, squares))), y);
      Matrix back = w2.transpose().times(eab);
      Matrix bent = Matrices.entrywise(z, back, (p, q) -> 2 * b * p * q);
      worst[2] =
          Math.max(
              worst[2],
              apart(Matrices.sum(Matrices.scaled(a, back), bent).times(x.transpose()), gab, 0));
      Matrix second =
          Matrices.sum(
              Matrices.scaled(a, eab.times(x.transpose()).times(w1.transpose())),
              Matrices.scaled(b, eab.times(squares.transpose())));
      worst[3] = Math.max(worst[3], apart(second, gab, hidden * d));
    }
    // Sums of some fifty products with round-off 1e-16 each.
    return Judgement.of(
            Evidence.near(
                "equation 16 with its bracket, largest relative error", worst[0], 0, 1e-12),
            Evidence.near("equation 17", worst[1], 0, 1e-12),
            Evidence.near("equation 18", worst[2], 0, 1e-12),
            Evidence.near("equation 19", worst[3], 0, 1e-12),
            Evidence.near("rows of \\(E'\\) less \\(d'\\), largest", shapes, 0, 0),
            Evidence.near("rows less N and columns less n, largest", right, 0, 0).ofCorrection())
        .corrected(
            "\\(E'=m(W_1X)^{m-1}\\circ(W_2^\\top E)\\in\\mathbb R^{N,n}\\), not \\(\\mathbb"
                + " R^{d',d}\\); equation 16 lacks the opening bracket. All formulas are right.");
  }

  /** The largest difference between a matrix and the part of g from an offset, relative. */
  private static double apart(Matrix formula, double[] g, int offset) {
    Matrix part = Matrix.zeros(formula.rows(), formula.cols());
    System.arraycopy(g, offset, part.data(), 0, part.data().length);
    return Matrices.apart(formula, part);
  }
}
