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
import gradus.num.SymmetricEigen;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** N-E13/14: gradient and Hessian of the two-layer linear network, block by block. */
record TwoLayerDerivatives() implements Claim {
  @Override
  public String id() {
    return "N-E13/14";
  }

  @Override
  public List<String> also() {
    return List.of("N-H2");
  }

  @Override
  public Source source() {
    return Source.of(
        Document.POGGIO2018, "equations 13 and 14 and the Hessian after them (SI 6.2.2)");
  }

  @Override
  public String statement() {
    return "The gradient flow of \\(L=\\frac12\\|W_2W_1X-Y\\|^2\\) and its Hessian in"
        + " \\(\\mathrm{vec}(W_1^\\top,W_2^\\top)\\), block by block.";
  }

  @Override
  public String formula() {
    return "\\dot W_1=-W_2^\\top EX^\\top,\\quad\\dot W_2=-YX^\\top W_1^\\top+W_2W_1XX^\\top"
        + " W_1^\\top,\\quad\\nabla^2L=\\begin{bmatrix}W_2^\\top W_2\\otimes"
        + " XX^\\top&C\\\\C^\\top&I_{d'}\\otimes XX^\\top W_1XX^\\top"
        + " W_1^\\top\\end{bmatrix},\\quadC=W_2^\\top\\otimes XX^\\top W_1^\\top+[I_N\\otimes"
        + " X(E^\\top)_{\\bullet1},\\dots]";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] worst = new double[6];
    double least = Double.POSITIVE_INFINITY;
    double differences = 0;
    double kernel = 0;
    for (int draw = 0; draw < budget.of(5, 40, 300); draw++) {
      RandomGenerator random = seed.child(draw).random();
      int d = 2 + random.nextInt(4);
      // As printed the last block has a shape only where N = d.
      int hidden = draw % 2 == 0 ? d : 2 + random.nextInt(4);
      int outputs = 1 + random.nextInt(3);
      int n = 2 + random.nextInt(6);
      Matrix x = Vectors.gaussian(d, n, random);
      Matrix y = Vectors.gaussian(outputs, n, random);
      Matrix w1 = Vectors.gaussian(hidden, d, random);
      Matrix w2 = Vectors.gaussian(outputs, hidden, random);
      OutputNetwork network = new OutputNetwork(Nonlinearity.linear(), hidden, x, y);
      double[] w = OutputNetwork.join(w1, w2);
      differences = Math.max(differences, network.check(w, Vectors.gaussian(w.length, random)));
      Matrix g = Matrix.wrap(1, w.length, network.gradient(w));
      int split = hidden * d;
      Matrix g1 = Matrix.wrap(hidden, d, Matrices.part(g, 0, 1, 0, split).data());
      Matrix g2 =
          Matrix.wrap(outputs, hidden, Matrices.part(g, 0, 1, split, outputs * hidden).data());
      Matrix h = network.hessian(w);
      Matrix xx = x.times(x.transpose());
      Matrix e = Matrices.difference(w2.times(w1).times(x), y);
      Matrix first = Matrices.scaled(-1, w2.transpose().times(e).times(x.transpose()));
      Matrix printed =
          Matrices.difference(
              w2.times(w1).times(xx).times(w1.transpose()),
              y.times(x.transpose()).times(w1.transpose()));
      worst[0] = Math.max(worst[0], Matrices.apart(Matrices.scaled(-1, first), g1));
      worst[1] = Math.max(worst[1], Matrices.apart(Matrices.scaled(-1, printed), g2));
      worst[2] = Math.max(worst[2], Matrices.apart(printed, g2));
      worst[3] =
          Math.max(
              worst[3],
              Matrices.apart(
                  Matrices.kronecker(w2.transpose().times(w2), xx),
                  Matrices.part(h, 0, split, 0, split)));
      worst[4] =
          Math.max(
              worst[4],
              Matrices.apart(
                  corner(w1, w2, x, e), Matrices.part(h, 0, split, split, outputs * hidden)));
      Matrix last = Matrices.part(h, split, outputs * hidden, split, outputs * hidden);
      Matrix inner = w1.times(xx).times(w1.transpose());
      worst[5] =
          Math.max(
              worst[5], Matrices.apart(Matrices.kronecker(Matrix.identity(outputs), inner), last));
      if (hidden == d) {
        least =
            Math.min(
                least,
                Matrices.apart(
                    Matrices.kronecker(Matrix.identity(outputs), xx.times(inner)), last));
      }
      if (outputs == d && outputs < hidden && n >= d) {
        kernel = Math.max(kernel, leastCurvature(h));
      }
    }
    // Sums of some ten products; automatic differentiation makes no other error.
    Judgement judgement =
        Judgement.of(
                Evidence.near(
                        "gradient against central differences, largest relative error",
                        differences,
                        0,
                        1e-4)
                    .ofHypothesis(),
                Evidence.near("equation 13, largest relative error", worst[0], 0, 1e-10),
                Evidence.near("equation 14, largest relative error", worst[1], 0, 1e-10),
                Evidence.near("equation 14 with the other sign", worst[2], 0, 1e-10).ofCorrection(),
                Evidence.near("first block of the Hessian", worst[3], 0, 1e-10),
                Evidence.near("block C", worst[4], 0, 1e-10),
                Evidence.near("last block, where N = d, least relative error", least, 0, 1e-10),
                Evidence.near(
                        "last block \\(I_{d'}\\otimes W_1XX^\\top W_1^\\top\\), largest",
                        worst[5],
                        0,
                        1e-10)
                    .ofCorrection())
            .corrected(
                "Equation 14 has the wrong sign: \\(\\dot W_2=YX^\\top W_1^\\top-W_2W_1XX^\\top"
                    + " W_1^\\top\\). The last block is \\(I_{d'}\\otimes W_1XX^\\top W_1^\\top\\)"
                    + " (the printed one has no shape unless N = d). The first block and C are"
                    + " right, with \\(w\\) the rows of \\(W_1\\), then those of \\(W_2\\).");
    return kernel == 0
        ? judgement
        : judgement.noting(
            String.format(
                Locale.ROOT,
                "The text infers a zero eigenvalue of the Hessian from one of its first block. That"
                    + " needs a positive semidefinite Hessian, as at E = 0: elsewhere"
                    + " \\(w_1\\otimes w_2\\) with \\(W_2w_1=0\\) is a null direction only for"
                    + " \\(w_2\\perp XE^\\top\\), which leaves (N - d')(d - d') of them. At random"
                    + " points with d = d' < N, n ≥ d there is none: the least"
                    + " \\(|\\lambda|/\\max|\\lambda|\\) of the Hessian is up to %.2g.",
                kernel));
  }

  /** C as printed. */
  private static Matrix corner(Matrix w1, Matrix w2, Matrix x, Matrix e) {
    Matrix first = Matrices.kronecker(w2.transpose(), x.times(x.transpose()).times(w1.transpose()));
    Matrix columns = x.times(e.transpose());
    int hidden = w1.rows();
    Matrix second = Matrix.zeros(first.rows(), first.cols());
    for (int k = 0; k < w2.rows(); k++) {
      Matrix column = Matrix.wrap(x.rows(), 1, columns.col(k));
      Matrix block = Matrices.kronecker(Matrix.identity(hidden), column);
      for (int i = 0; i < block.rows(); i++) {
        for (int j = 0; j < hidden; j++) {
          second.set(i, k * hidden + j, block.at(i, j));
        }
      }
    }
    return Matrices.sum(first, second);
  }

  /** min |λ| / max |λ|. */
  private static double leastCurvature(Matrix h) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double value : SymmetricEigen.of(h).values()) {
      least = Math.min(least, Math.abs(value));
      most = Math.max(most, Math.abs(value));
    }
    return least / most;
  }
}
