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
import gradus.margin.MarginSolution;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.num.Seed;
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
    return "\\bar\\gamma_1-\\frac{\\min_iy_i\\langle w_t,x_i\\r"
        + "angle}{\\|w_t\\|_1}=O(\\ln t/\\sqrt t)";
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
    double end = Double.POSITIVE_INFINITY;
    double bound = 0;
    Figure figure =
        Figure.of(
                "boosting",
                "What the ℓ1 margin lacks, times √t/ln t",
                Axis.log10("\\(t\\)"),
                Axis.log10("\\((\\bar\\gamma_1-\\gamma_1(w_t))\\sqrt t/\\ln t\\)"))
            .captioned("Bounded, as the rate says; coordinate descent with steps 1/√t.");
    for (LinearProblem problem : LinearProblem.several(seed)) {
      MarginSolution best = MarginSolver.in(Norm.ONE).solve(Points.of(problem.z())).solution();
      int readings = 40;
      double[] t = new double[readings];
      double[] scaled = new double[readings];
      double[] w = new double[problem.z().cols()];
      int made = 0;
      double gap = 0;
      double squares = 0;
      double moved = 0;
      for (int i = 0; i < readings; i++) {
        t[i] = Math.rint(10 * Math.pow(steps / 10.0, i / (readings - 1.0)));
        for (; made < t[i]; made++) {
          double[] u = problem.pull(w);
          int j = largest(u);
          double eta = 1 / Math.sqrt(made + 1.0);
          w[j] += eta * u[j];
          moved += eta * Math.abs(u[j]);
          squares += eta * eta * u[j] * u[j];
        }
        gap = best.margin() - Vectors.min(Vectors.product(problem.z(), w)) / Norm.ONE.of(w);
        scaled[i] = gap * Math.sqrt(t[i]) / Math.log(t[i]);
        bound = Math.max(bound, gap * moved / (Math.log(problem.n()) + squares / 2));
      }
      for (int i = 0; i < readings; i++) {
        most = Math.max(most, scaled[i]);
      }
      end = Math.min(end, gap / best.margin());
      figure = figure.with(Series.line(problem.name(), t, scaled));
    }
    return Judgement.of(
            Evidence.atMost(
                "largest gap over what the proof gives, \\((\\ln"
                    + " n+\\frac12\\sum\\eta_s^2\\|u_s\\|_\\infty^2)"
                    + "/\\sum\\eta_s\\|u_s\\|_\\infty\\)",
                bound,
                1),
            // That bound is at most (ln n/ln t + ½)/(2 γ̄) times the rate; γ̄ is 0.02 or more here.
            Evidence.atMost(
                "largest gap of the \\(\\ell_1\\) margin times \\(\\sqrt t/\\ln t\\)", most, 50),
            Evidence.atMost("least relative gap at the end, of the widest margin", end, 0.05))
        .with(figure)
        .noting(
            "A step moves the coordinate of largest \\(|u_j|\\), \\(u=\\sum_iq_iy_ix_i\\), by"
                + " \\(u_j/\\sqrt{t+1}\\): steepest descent in the \\(\\ell_1\\) norm. The margin"
                + " is compared with the exact one of a linear program.");
  }

  private static int largest(double[] u) {
    int j = 0;
    for (int i = 1; i < u.length; i++) {
      j = Math.abs(u[i]) > Math.abs(u[j]) ? i : j;
    }
    return j;
  }
}
