package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.LinearPath;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.margin.MarginSolution;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** B-6k: the same for kernel machines. */
record KernelMachines() implements Claim {
  @Override
  public String id() {
    return "B-6k";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§6, last item");
  }

  @Override
  public String statement() {
    return "The results apply to kernel machines under the exponential loss: the "
        + "direction tends to that of the kernel support vector machine.";
  }

  @Override
  public String formula() {
    return "f=\\sum_n\\alpha_nk(x_n,\\cdot),"
        + "\\qquad\\frac{f_\\rho}{\\|f_\\rho\\|_k}\\to\\arg\\max_{\\|f\\|_k\\le1}\\min_ny_nf(x_n)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    for (String kernel : List.of("Gaussian", "Laplace")) {
      double cosine = 1;
      double worst = 0;
      double gap = 0;
      double residual = 0;
      for (int draw = 0; draw < budget.of(2, 8, 40); draw++) {
        RandomGenerator random = seed.child(kernel).child(draw).random();
        Matrix z = features(Vectors.gaussian(N, 2, random), kernel.equals("Gaussian"), random);
        MarginSolution best = Margins.of(z);
        LinearPath at = LinearPath.start(z).upTo(z, 3000 / best.margin());
        cosine = Math.min(cosine, Vectors.dot(at.direction(), best.direction()));
        double margin = Vectors.min(Vectors.product(z, at.direction()));
        worst = Math.max(worst, (best.margin() - margin) * at.rho() / Math.log(N));
        gap = Math.max(gap, Math.abs(best.gap() / best.margin()));
        residual = Math.max(residual, at.residual());
      }
      evidence.add(
          Evidence.atMost("largest relative residual of the path, " + kernel, residual, 1e-6)
              .ofHypothesis());
      evidence.add(
          Evidence.near("relative duality gap of the machine, " + kernel, gap, 0, 1e-6)
              .ofHypothesis());
      evidence.add(
          Evidence.near(
              "least cosine with it at \\(\\rho\\gamma=3000\\), " + kernel, cosine, 1, 1e-4));
      evidence.add(
          Evidence.atMost("largest margin gap over \\(\\log N/\\rho\\), " + kernel, worst, 1));
    }
    return Judgement.of(evidence)
        .noting(
            "Two-dimensional Gaussian data with random labels; the path of constrained minimisers"
                + " in the feature space of the Gram matrix. Any labels are separable there.");
  }

  private static final int N = 12;

  /** Rows y_n φ(x_n) with ⟨φ(x), φ(x')⟩ = k(x, x') on the examples. */
  private static Matrix features(Matrix x, boolean gaussian, RandomGenerator random) {
    Matrix gram = Matrix.zeros(x.rows(), x.rows());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.rows(); j++) {
        double r = Vectors.distance(x.row(i), x.row(j));
        gram.set(i, j, Math.exp(gaussian ? -2 * r * r : -r));
      }
    }
    Matrix z = Cholesky.of(gram).lower().copy();
    for (int i = 0; i < z.rows(); i++) {
      double y = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < z.cols(); j++) {
        z.set(i, j, y * z.at(i, j));
      }
    }
    return z;
  }
}
