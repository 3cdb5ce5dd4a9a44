package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.kernel.LeastEigenvalue;
import gradus.kernel.TangentTheory;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-E5: the square loss falls at the rate of the least eigenvalue of the tangent kernel. */
record ResidualsDecay() implements Claim {
  private static final int N = 5;
  private static final int D = 5;

  @Override
  public String id() {
    return "J-E5";
  }

  @Override
  public List<String> also() {
    return List.of("J-T3.1");
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "equation 5, Theorem 3.1");
  }

  @Override
  public String statement() {
    return "Under the flow of the square loss the risk falls at least at the rate of the least"
        + " eigenvalue of the tangent kernel; descent on wide networks converges geometrically.";
  }

  @Override
  public String formula() {
    return "\\frac{d\\widehat{\\mathcal R}(W_t)}{dt}\\le-\\frac{2\\lambda_{\\min}(H_{W_t})}n"
        + "\\widehat{\\mathcal R}(W_t)\\ (5),\\qquad\\widehat{\\mathcal R}(W_t)\\le\\Bigl(1-"
        + "\\frac{\\eta\\lambda_0}{2n}\\Bigr)^t\\widehat{\\mathcal R}(W_0)";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "\\(m=\\Omega(n^6/(\\lambda_0^4\\delta^3))\\), \\(\\eta=O(\\lambda_0/n)\\), constants"
            + " open");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.child("data").random();
    Matrix x = TwoLayerRelu.sphere(N, D, random);
    double[] y = Vectors.gaussian(N, random);
    double lambda = LeastEigenvalue.of(KernelLimit.firstLayer(x).gram(x));
    double eta = lambda / N;
    int[] widths = {4, 16, 64, 256, 1024, 4096};
    int kept = budget.of(5, 6, 6);
    int steps = budget.of(400, 4000, 40_000);
    double equation = Double.NEGATIVE_INFINITY;
    double widest = 0;
    StringBuilder held = new StringBuilder();
    int smallest = -1;
    for (int k = 0; k < kept; k++) {
      double worst = Double.NEGATIVE_INFINITY;
      for (int start = 0; start < budget.of(1, 2, 10); start++) {
        double[] run = run(x, y, widths[k], eta, lambda, steps, seed.child(k).child(start));
        equation = Math.max(equation, run[0]);
        worst = Math.max(worst, run[1]);
      }
      widest = worst;
      smallest = worst > 0 ? -1 : smallest < 0 ? widths[k] : smallest;
      held.append(held.isEmpty() ? "" : ", ")
          .append(widths[k])
          .append(worst <= 0 ? " (held)" : " (not)");
    }
    double printed = TangentTheory.regression(N, lambda, 0.1).value("m");
    // dR/dt is a sum of n² terms of the size of R: round-off is some 1e-15 of it.
    return Judgement.of(
            Evidence.atMost(
                "equation 5: left less right side, over R, largest over all paths",
                equation,
                1e-13),
            Evidence.atMost(
                "theorem 3.1 at the widest: log of the risk less log of its bound, largest over t",
                widest,
                0))
        .noting(
            String.format(
                Locale.ROOT,
                "n = %d, \\(\\lambda_0\\) = %.4f, \\(\\eta=\\lambda_0/n\\), %d steps. Widths: %s;"
                    + " from %d on the bound held. The printed"
                    + " \\(n^6/(\\lambda_0^4\\delta^3)\\) with \\(\\delta=0.1\\) and constant 1"
                    + " asks for %.1e.",
                N,
                lambda,
                steps,
                held,
                smallest,
                printed));
  }

  /** The largest excess in equation 5 over R, and of log R over the log of its bound. */
  private static double[] run(
      Matrix x, double[] y, int m, double eta, double lambda, int steps, Seed seed) {
    TwoLayerRelu network = TwoLayerRelu.start(x, m, seed);
    double equation = Double.NEGATIVE_INFINITY;
    double bound = Double.NEGATIVE_INFINITY;
    double first = 0;
    for (int t = 0; t <= steps; t++) {
      Matrix z = network.preactivations();
      double[] residual = Vectors.plus(TwoLayerRelu.outputs(z, network.a()), -1, y);
      double risk = Vectors.dot(residual, residual) / (2 * N);
      Matrix gradient = network.gradient(z, Vectors.times(1.0 / N, residual));
      if (t % Math.max(1, steps / 50) == 0) {
        double least = SymmetricEigen.of(network.kernel()).values()[0];
        double slope = -Vectors.dot(gradient.data(), gradient.data());
        equation = Math.max(equation, (slope + 2 * least / N * risk) / risk);
      }
      first = t == 0 ? Math.log(risk) : first;
      if (t > 0) {
        double most = first + t * Math.log1p(-eta * lambda / (2 * N));
        bound = Math.max(bound, Math.log(risk) - most);
      }
      network = network.moved(-eta, gradient);
    }
    return new double[] {equation, bound};
  }
}
