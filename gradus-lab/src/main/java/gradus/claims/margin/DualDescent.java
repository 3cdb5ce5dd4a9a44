package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.flow.Course;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** J-dual: descent on the risk is mirror descent on a dual objective. */
record DualDescent() implements Claim {
  @Override
  public String id() {
    return "J-dual";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.1, equation 10");
  }

  @Override
  public String statement() {
    return "Gradient descent on the risk makes of the dual variable \\(q_t\\) exactly a mirror"
        + " descent (multiplicative weights) on the dual objective \\(g\\). The minimum of"
        + " \\(g\\) is \\(\\bar\\gamma^2/2\\), the iterates minimise it, and"
        + " \\(\\sum_iy_i\\bar q_ix_i=\\bar\\gamma\\bar u\\).";
  }

  @Override
  public String formula() {
    return "g(q)=\\tfrac12\\Big\\|\\sum_iy_iq_ix_i\\Big\\|_2^2,\\qquad q_{t,i}\\propto"
        + "\\exp(-y_i\\langle w_t,x_i\\rangle)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separable (Assumption 4.1).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(500, 2_000, 20_000);
    int most = budget.of(20_000, 300_000, 2_000_000);
    double apart = 0;
    double value = 0;
    double pull = 0;
    for (LinearProblem problem : LinearProblem.several(seed)) {
      apart = Math.max(apart, apart(problem, new StepSize.Constant(1), steps));
      apart = Math.max(apart, apart(problem, new StepSize.Rescaled(1), steps));
      Course course = problem.descent(new StepSize.Rescaled(1), new Rule.Plain());
      for (int t = 0; t < most; t++) {
        LinearProblem.step(course);
      }
      double[] u = problem.pull(course.position().weights());
      double gamma = problem.gamma();
      value = Math.max(value, Math.abs(Vectors.dot(u, u) / (gamma * gamma) - 1));
      double[] limit = Vectors.times(gamma, problem.best().direction());
      pull = Math.max(pull, Vectors.distance(u, limit));
    }
    return Judgement.of(
            // Each step rounds log q by an ulp or so, which is not amplified: ε a step in all.
            Evidence.near(
                "largest \\(|\\log q_t-\\log q'_t|/(1+|\\log q_t|)\\) over %,d steps of both step"
                        .formatted(steps)
                    + " sizes, \\(q'\\) by mirror descent",
                apart,
                0,
                Math.max(1e-12, steps * Math.ulp(1.0))),
            Evidence.near(
                "largest \\(|g(q_t)/(\\bar\\gamma^2/2)-1|\\) after %,d steps over the risk"
                    .formatted(most),
                value,
                0,
                1e-6),
            Evidence.near(
                "largest \\(\\|\\sum_iy_iq_{t,i}x_i-\\bar\\gamma\\bar u\\|\\), \\(\\bar\\gamma\\)"
                    + " and \\(\\bar u\\) from the exact solution",
                pull,
                0,
                1e-6))
        .noting(
            "The step of mirror descent is \\(\\hat\\eta_t=\\eta_t\\hat R(w_t)\\): one for steps"
                + " over the risk, and vanishing with the risk for constant ones, which is why"
                + " these are slow.");
  }

  /** How far the weights that descent induces and those of mirror descent come apart. */
  private static double apart(LinearProblem problem, StepSize step, int steps) {
    Course course = problem.descent(step, new Rule.Plain());
    double[] logs = new double[problem.n()];
    Arrays.fill(logs, -Math.log(problem.n()));
    // log Σ_i e^{-z_i}, from which R̂ = e^{s}/n.
    double s = Math.log(problem.n());
    double apart = 0;
    for (int t = 0; t < steps; t++) {
      double rate =
          step instanceof StepSize.Constant ? step.eta() * Math.exp(s - Math.log(problem.n())) : 1;
      double[] q = Arrays.stream(logs).map(Math::exp).toArray();
      double[] slope = Vectors.product(problem.z(), Vectors.transposedProduct(problem.z(), q));
      for (int n = 0; n < logs.length; n++) {
        logs[n] -= rate * slope[n];
      }
      double total = LogSum.of(logs);
      for (int n = 0; n < logs.length; n++) {
        logs[n] -= total;
      }
      s += total;
      LinearProblem.step(course);
      double[] primal = problem.logDual(course.position().weights());
      for (int n = 0; n < logs.length; n++) {
        apart = Math.max(apart, Math.abs(logs[n] - primal[n]) / (1 + Math.abs(primal[n])));
      }
    }
    return apart;
  }
}
