package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import gradus.margin.MarginSolution;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import java.util.List;

/** J-steep: coordinate descent maximises the ℓ1 margin. */
record SteepestDescent() implements Claim {
  @Override
  public String id() {
    return "J-steep";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.1, after equation 9");
  }

  @Override
  public String statement() {
    return "The proof by primal smoothness gives the rate \\(\\ln t/\\sqrt t\\) of margin"
        + " maximisation with suitable steps, and covers steepest descent in general, such as"
        + " boosting.";
  }

  @Override
  public String formula() {
    return "\\bar\\gamma_1-\\frac{\\min_iy_i\\langle w_t,x_i\\rangle}{\\|w_t\\|_1}=O(\\ln t/\\sqrt t)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Separable data, the exponential loss, steps \\(\\eta_t\\propto1/\\sqrt t\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(20_000, 200_000, 2_000_000);
    double most = 0;
    double growth = 0;
    double end = 0;
    Figure figure =
        Figure.of(
                "boosting",
                "What the ℓ1 margin lacks, times √t/ln t",
                Axis.log10("\\(t\\)"),
                Axis.log10("\\((\\bar\\gamma_1-\\gamma_1(w_t))\\sqrt t/\\ln t\\)"))
            .captioned("Bounded, as the rate says; coordinate descent with steps 1/√t.");
    for (LinearProblem problem : LinearProblem.several(seed)) {
      MarginSolution best =
          MarginSolver.in(Norm.ONE).solve(Points.of(problem.z())).solution();
      int readings = 40;
      double[] t = new double[readings];
      double[] scaled = new double[readings];
      double[] w = new double[problem.z().cols()];
      int made = 0;
      double gap = 0;
      for (int i = 0; i < readings; i++) {
        t[i] = Math.rint(10 * Math.pow(steps / 10.0, i / (readings - 1.0)));
        for (; made < t[i]; made++) {
          double[] u = problem.pull(w);
          int j = largest(u);
          w[j] += u[j] / Math.sqrt(made + 1.0);
        }
        gap = best.margin() - Vectors.min(Vectors.product(problem.z(), w)) / Norm.ONE.of(w);
        scaled[i] = gap * Math.sqrt(t[i]) / Math.log(t[i]);
      }
      for (int i = 0; i < readings; i++) {
        most = Math.max(most, scaled[i]);
      }
      growth = Math.max(growth, scaled[readings - 1] / scaled[readings / 2]);
      end = Math.max(end, gap / best.margin());
      figure = figure.with(Series.line(problem.name(), t, scaled));
    }
    return Judgement.of(
            // The proof's constant, with ‖x_i‖_∞ ≤ 1: (ln n + 1 + ½ Σ η²)/(γ Σ η), γ ≥ 0.02 here.
            Evidence.atMost(
                "largest gap of the \\(\\ell_1\\) margin times \\(\\sqrt t/\\ln t\\)", most, 50),
            Evidence.atMost(
                "its last value over that at the root of the run, at most", growth, 1.2),
            Evidence.atMost("largest relative gap at the end", end, 0.2))
        .with(figure)
        .noting(
            "A step moves the coordinate of largest \\(|u_j|\\), \\(u=\\sum_iq_iy_ix_i\\), by"
                + " \\(u_j/\\sqrt{t+1}\\): steepest descent in the \\(\\ell_1\\) norm. The margin is"
                + " compared with the exact one of a linear program.");
  }

  private static int largest(double[] u) {
    int j = 0;
    for (int i = 1; i < u.length; i++) {
      j = Math.abs(u[i]) > Math.abs(u[j]) ? i : j;
    }
    return j;
  }
}
