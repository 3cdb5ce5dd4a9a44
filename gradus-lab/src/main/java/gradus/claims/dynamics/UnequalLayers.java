package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** B-11.1b: two layers of unequal norms on one example. */
record UnequalLayers() implements Claim {
  private static final double SIZE = 1.5;
  private static final double[] LOG_TIMES = {-2, -1, 0, 1, 2, 4, 7, 10, 30, 100, 300, 1000, 3000};
  private static final double[][] STARTS = {{1, 1}, {2, 0.5}, {0.2, 3}, {5, 0.1}};

  @Override
  public String id() {
    return "B-11.1b";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§11.1.2, equation 65");
  }

  @Override
  public String statement() {
    return "With \\(r^2=\\rho_1^2+\\rho_2^2\\) and \\(\\gamma=e^{\\rho_1\\rho_2\\tilde f}\\) two"
        + " layers on one example follow equation 65; the product grows as from equal layers.";
  }

  @Override
  public String formula() {
    return "\\dot\\gamma=\\tilde f^2r^2,\\qquad r\\dot r=2\\frac{\\log\\gamma}{\\gamma}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("One example, a constant direction.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double end = budget.of(300.0, 3000, 3000);
    double[] x = Vectors.times(SIZE, Vectors.unit(Vectors.gaussian(3, seed.random())));
    Dataset data = Flows.turned(Matrix.ofRows(x));
    Network network = NetworkOnData.dense(3, Nonlinearity.linear(), 3, 1);
    NetworkOnData model = new NetworkOnData(network, data.inputs());
    double first = 0;
    double second = 0;
    double conserved = 0;
    double quadrature = 0;
    double leading = 0;
    double next = 0;
    for (double[] rho : STARTS) {
      double[] w = Flows.aligned(network, x, rho, seed.child("layers"));
      double c = rho[0] * rho[0] - rho[1] * rho[1];
      double u0 = SIZE * rho[0] * rho[1];
      Growth law = new Growth(u0, u -> SIZE * SIZE * squared(c, u));
      Growth balanced = new Growth(u0, u -> 2 * SIZE * u);
      FlowCourse course = Flows.course(Flow.usual(), Dynamics.standard(), network, data, w);
      for (double logTime : LOG_TIMES) {
        if (logTime > end) {
          break;
        }
        double[] at = Flows.follow(course, logTime);
        double u = -course.logRisk();
        double[] norms = model.norms(at);
        // γ times what the weights do: Ẇ = ∂f/∂W / γ.
        double[] pull = model.gradient(at, new double[] {1});
        double dLogGamma = Vectors.dot(pull, pull);
        double halfSquare = Vectors.dot(at, pull);
        double r2 = norms[0] * norms[0] + norms[1] * norms[1];
        first = Math.max(first, Math.abs(dLogGamma / (SIZE * SIZE * r2) - 1));
        second = Math.max(second, Math.abs(halfSquare / (2 * u) - 1));
        conserved = Math.max(conserved, Math.abs(r2 / squared(c, u) - 1));
        quadrature = Math.max(quadrature, Math.abs(u / law.at(logTime) - 1));
        if (logTime == end) {
          leading = Math.max(leading, Math.abs(u / balanced.at(logTime) - 1));
          // dt = e^u du/(2 f̃ u) (1 - (c f̃)²/(8 u²) + …), so that u is ahead by (c f̃)²/(8 u²).
          double ahead = c * c * SIZE * SIZE / (8 * u * u);
          double shift = u - balanced.at(logTime);
          next = Math.max(next, Math.abs(shift - ahead) / Math.max(ahead, 1e-9 * u));
        }
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.near(
            "largest relative defect of \\(\\dot\\gamma=\\tilde f^2r^2\\)", first, 0, 1e-8));
    evidence.add(
        Evidence.near(
            "largest relative defect of \\(r\\dot r=2\\log\\gamma/\\gamma\\)", second, 0, 1e-8));
    evidence.add(
        Evidence.near(
            "largest relative error of \\(r^4=c^2+4\\log^2\\gamma/\\tilde f^2\\),"
                + " \\(c=\\rho_1^2-\\rho_2^2\\) at the start",
            conserved,
            0,
            1e-8));
    evidence.add(
        Evidence.near(
            "\\(\\log\\gamma\\) against one quadrature of"
                + " \\(\\dot\\gamma=\\tilde f^2\\sqrt{c^2+4\\log^2\\gamma/\\tilde f^2}\\),"
                + " largest relative error",
            quadrature,
            0,
            1e-8));
    evidence.add(
        Evidence.near(
            "\\(\\log\\gamma\\) at the end against \\(\\log\\mathrm{li}^{-1}(2\\tilde ft+C)\\),"
                + " largest relative distance over all c",
            leading,
            0,
            1e-4));
    return Judgement.of(evidence)
        .noting(
            "Equation 65 is right, and reading off its asymptotics is not 'nontrivial': the"
                + " conserved \\(c=\\rho_1^2-\\rho_2^2\\) makes it one equation for \\(\\gamma\\),"
                + " whose leading law is \\(\\mathrm{li}^{-1}(2\\tilde ft)\\) whatever c is. The"
                + " lead that c gives, \\((c\\tilde f)^2/(8\\log^2\\gamma)\\), is met to %.2g of"
                    .formatted(next)
                + " itself or of \\(10^{-9}\\log\\gamma\\).");
  }

  /** r² at log γ = u. */
  private static double squared(double c, double u) {
    return Math.hypot(c, 2 * u / SIZE);
  }
}
