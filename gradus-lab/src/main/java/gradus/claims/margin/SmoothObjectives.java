package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** J-ψ: how smooth the smoothed margin and the dual objective are. */
record SmoothObjectives() implements Claim {
  @Override
  public String id() {
    return "J-ψ";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.1");
  }

  @Override
  public String statement() {
    return "The smoothed margin \\(\\psi\\) is 1-smooth with respect to the \\(\\ell_\\infty\\)"
        + " norm, and the dual objective \\(g\\) with respect to the \\(\\ell_1\\) norm.";
  }

  @Override
  public String formula() {
    return "|v^\\top\\nabla^2\\psi\\,v|\\le\\|v\\|_\\infty^2,\\qquad\\|\\nabla g(q)-\\nabla"
        + " g(q')\\|_\\infty\\le\\|q-q'\\|_1";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int draws = budget.of(500, 5_000, 50_000);
    double bend = 0;
    double adversary = 0;
    double[] dual = new double[2];
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).random();
      int n = 2 + random.nextInt(40);
      double[] z =
          Vectors.times(Math.pow(10, 3 * random.nextDouble() - 1), Vectors.gaussian(n, random));
      double[] v = Vectors.gaussian(n, random);
      bend = Math.max(bend, variance(z, v) / Math.pow(amplitude(v), 2));
      // The most that signs can do: those of the examples on either side of half the weight.
      z[0] = z[1] = Vectors.min(z) - 1;
      double[] signs = Vectors.times(-1, v);
      for (int i = 0; i < n; i++) {
        signs[i] = i == 0 ? 1 : -1;
      }
      adversary = Math.max(adversary, variance(z, signs));
      for (int kind = 0; kind < 2; kind++) {
        dual[kind] = Math.max(dual[kind], dual(n, kind == 0 ? 1 : 2, random));
      }
    }
    double rounding = 1 + 1e-13;
    return Judgement.of(
            Evidence.atMost(
                "\\(\\|x_i\\|=2\\): largest \\(\\|\\nabla g(q)-\\nabla"
                    + " g(q')\\|_\\infty/\\|q-q'\\|_1\\)",
                dual[1],
                rounding),
            Evidence.atMost("\\(\\|x_i\\|\\le1\\): the same", dual[0], rounding).ofCorrection(),
            Evidence.atMost(
                "largest \\(|v^\\top\\nabla^2\\psi\\,v|/\\|v\\|_\\infty^2\\) in the margins,"
                    + " %,d draws".formatted(draws),
                bend,
                rounding),
            Evidence.atMost("the same with signs chosen against it", adversary, rounding))
        .corrected(
            "For \\(\\|x_i\\|\\le1\\), which the document does not say: in general \\(g\\) is"
                + " \\(\\max\\|x_i\\|^2\\)-smooth. The smoothness of \\(\\psi\\) is in the margins"
                + " \\(y_i\\langle w,x_i\\r"
                + "angle\\), where \\(-\\n"
                + "abla^2\\psi\\) is the covariance under \\(q\\).")
        .noting(
            "With signs against it, \\(\\psi\\) attains %.4f of its bound.".formatted(adversary));
  }

  /** -vᵀ∇²ψ(z)v: the variance of v under q. */
  private static double variance(double[] z, double[] v) {
    double[] logs = Vectors.times(-1, z);
    double total = LogSum.of(logs);
    double mean = 0;
    double square = 0;
    for (int i = 0; i < z.length; i++) {
      double q = Math.exp(logs[i] - total);
      mean += q * v[i];
      square += q * v[i] * v[i];
    }
    return square - mean * mean;
  }

  private static double amplitude(double[] v) {
    return Math.max(Vectors.max(v), -Vectors.min(v));
  }

  /** The ratio for points of a norm and two points of the simplex, near or far, or two corners. */
  private static double dual(int n, double norm, RandomGenerator random) {
    int d = 1 + random.nextInt(20);
    double[][] z = new double[n][];
    for (int i = 0; i < n; i++) {
      z[i] = Vectors.times(norm, Vectors.unit(Vectors.gaussian(d, random)));
    }
    double[] change = new double[n];
    boolean corners = random.nextBoolean();
    double size = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      change[i] = corners ? (i == 0 ? 1 : i == 1 ? -1 : 0) : random.nextGaussian();
      sum += change[i];
    }
    for (int i = 0; i < n; i++) {
      change[i] -= corners ? 0 : sum / n;
      size += Math.abs(change[i]);
    }
    double[] pull = new double[d];
    for (int i = 0; i < n; i++) {
      pull = Vectors.plus(pull, change[i], z[i]);
    }
    double most = 0;
    for (double[] x : z) {
      most = Math.max(most, Math.abs(Vectors.dot(x, pull)));
    }
    return most / size;
  }
}
