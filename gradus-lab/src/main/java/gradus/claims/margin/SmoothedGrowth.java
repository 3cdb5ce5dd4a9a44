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
import gradus.flow.Course;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** J-E9: the smoothed margin grows at least γ̄ times as fast as the norm, in the end. */
record SmoothedGrowth() implements Claim {
  @Override
  public String id() {
    return "J-E9";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "equation 9");
  }

  @Override
  public String statement() {
    return "Along gradient descent the smoothed margin grows at least \\(\\bar\\gamma-o(1)\\) times"
        + " as fast as the norm of the weights.";
  }

  @Override
  public String formula() {
    return "\\frac{\\psi(w_{t+1})-\\psi(w_t)}{\\|w_{t+1}\\|_2-\\|w_t\\|_2}\\ge\\bar\\gamma-o(1)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Separable data in the unit ball, the exponential loss.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  /** What one run shows: deficits at growing t, and the slack of the sharp form. */
  private record Run(double[] t, double[] deficit, double sharp) {}

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(10_000, 50_000, 1_000_000);
    double[] last = new double[2];
    double rise = Double.NEGATIVE_INFINITY;
    double sharp = Double.POSITIVE_INFINITY;
    Figure figure =
        Figure.of(
                "deficit",
                "How far the ratio may still fall below the margin",
                Axis.log10("\\(t\\)"),
                Axis.log10("\\(\\bar\\gamma-\\inf_{s\\ge t}\\) ratio"))
            .captioned("Over the rest of the run; where it never falls below nothing is drawn.");
    for (LinearProblem problem : LinearProblem.several(seed)) {
      for (int kind = 0; kind < 2; kind++) {
        Run run = run(problem, kind == 1, steps);
        double[] d = run.deficit();
        last[kind] = Math.max(last[kind], d[d.length - 1]);
        rise = Math.max(rise, d[d.length - 1] - Math.max(d[0], 0));
        sharp = Math.min(sharp, run.sharp());
        if (problem.n() == 100) {
          figure =
              figure.with(
                  Series.line(
                      (kind == 1 ? "steps over the risk, " : "constant steps, ") + problem.name(),
                      run.t(),
                      Arrays.stream(d).map(v -> v > 0 ? v : Double.NaN).toArray()));
        }
      }
    }
    return Judgement.of(
            Evidence.atMost(
                "constant steps: largest \\((\\bar\\gamma-\\inf\\text{ratio})/\\bar\\gamma\\) over"
                    + " the"
                    + " last tenth of %,d steps".formatted(steps),
                last[0],
                1e-3),
            Evidence.atMost("steps over the risk: the same", last[1], 1e-3),
            Evidence.atMost("by how much a deficit grew from its first value", rise, 0),
            // A difference of numbers of size ψ ≤ 1e6, over the square of a norm ≥ γ̄.
            Evidence.atLeast(
                "steps over the risk, the sharp form: least"
                    + " \\((\\psi_{t+1}-\\psi_t-\\frac12(\\|u_t\\|^2+\\|u_{t+1}\\|^2))/\\|u_t"
                    + "\\|^2\\),"
                    + " \\(u=\\sum_iq_iy_ix_i\\)",
                sharp,
                -1e-7))
        .with(figure)
        .noting(
            "The sharp form needs the dual step to be one, \\(\\|x_i\\|\\le1\\); it is what gives"
                + " theorem 4.1 its \\(1/t\\).");
  }

  private static Run run(LinearProblem problem, boolean aggressive, int steps) {
    Course course =
        problem.descent(
            aggressive ? new StepSize.Rescaled(1) : new StepSize.Constant(1), new Rule.Plain());
    int parts = 30;
    double[] t = new double[parts];
    double[] least = new double[parts];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int k = 0; k < parts; k++) {
      t[k] = Math.pow(0.9 * steps, (k + 1.0) / parts);
    }
    double sharp = Double.POSITIVE_INFINITY;
    double[] before = new double[problem.z().cols()];
    double psi = problem.psi(before);
    double norm = 0;
    double square = square(problem, before);
    int part = 0;
    for (int step = 1; step <= steps; step++) {
      LinearProblem.step(course);
      double[] w = course.position().weights();
      double ahead = problem.psi(w);
      double longer = Vectors.norm(w);
      double next = square(problem, w);
      if (aggressive) {
        sharp = Math.min(sharp, (ahead - psi - (square + next) / 2) / square);
      }
      while (part < parts - 1 && step > t[part + 1]) {
        part++;
      }
      // Over many steps, a difference of norms is known to round-off only.
      least[part] = Math.min(least[part], (ahead - psi) / (longer - norm));
      psi = ahead;
      norm = longer;
      square = next;
    }
    double[] deficit = new double[parts];
    double running = Double.POSITIVE_INFINITY;
    for (int k = parts - 1; k >= 0; k--) {
      running = Math.min(running, least[k]);
      deficit[k] = (problem.gamma() - running) / problem.gamma();
    }
    return new Run(t, deficit, sharp);
  }

  private static double square(LinearProblem problem, double[] w) {
    double[] u = problem.pull(w);
    return Vectors.dot(u, u);
  }
}
