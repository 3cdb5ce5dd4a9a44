package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.kernel.NtkMargin;
import gradus.kernel.TangentTheory;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.Locale;

/** J-T3.2: the width, the time and the movement under the logistic loss. */
record MovementBound() implements Claim {
  private static final double DELTA = 0.1;
  private static final double ETA = 1;

  @Override
  public String id() {
    return "J-T3.2";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "Theorem 3.2");
  }

  @Override
  public String statement() {
    return "At widths from M on, the mean logistic risk of the first T steps is at most"
        + " \\(\\epsilon\\), and no unit moves by more than \\(4\\lambda/(\\gamma\\sqrt m)\\).";
  }

  @Override
  public String formula() {
    return "M=\\frac{4096\\lambda^2}{\\gamma^6},\\qquad\\frac1T\\sum_{t<T}\\widehat{\\mathcal R}"
        + "(W_t)\\le\\epsilon,\\qquad\\|w_{s,t}-w_{s,0}\\|_2\\le\\frac{4\\lambda}{\\gamma\\sqrt m}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("\\(m\\ge M\\), \\(\\eta\\le1\\), an NTK margin \\(\\gamma>0\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HYPOTHESIS_UNMET;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Matrix x = Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 0}, new double[] {0, 1});
    double[] y = {1, 1, -1};
    double epsilon = budget.of(0.5, 0.25, 0.25);
    double gamma = NtkMargin.exact(x, y).primal();
    TangentTheory.Requirement theorem =
        TangentTheory.optimisation(y.length, gamma, epsilon, DELTA, ETA);
    double lambda = theorem.value("lambda");
    int horizon = (int) theorem.value("T");
    int widest = budget.of(16, 256, 1024);
    double[] last = new double[2];
    int smallest = -1;
    StringBuilder held = new StringBuilder();
    for (int m = budget.of(16, 4, 4); m <= widest; m *= 4) {
      double risk = 0;
      double share = 0;
      for (int start = 0; start < budget.of(1, 3, 20); start++) {
        double[] run = run(x, y, m, horizon, seed.child(m).child(start));
        risk = Math.max(risk, run[0]);
        share = Math.max(share, run[1] / TangentTheory.movement(lambda, gamma, m));
      }
      boolean both = risk <= epsilon && share <= 1;
      smallest = !both ? -1 : smallest < 0 ? m : smallest;
      last = new double[] {risk, share};
      held.append(
          String.format(
              Locale.ROOT, "%sm = %d: %.3g, %.3g", held.isEmpty() ? "" : "; ", m, risk, share));
    }
    return Judgement.of(
            Evidence.atLeast("widest network that was run, against M", widest, theorem.value("M"))
                .ofHypothesis(),
            Evidence.atMost("widest: mean risk of the first T steps", last[0], epsilon),
            Evidence.atMost("widest: most movement over its bound", last[1], 1))
        .noting(
            String.format(
                Locale.ROOT,
                "\\(\\gamma\\) = %.4f (exact arcs), \\(\\lambda\\) = %.1f, M = %.2e, T = %,d at"
                    + " \\(\\epsilon=%s\\), \\(\\delta=0.1\\), \\(\\eta=1\\): no network that"
                    + " fits a machine meets the hypothesis; M is at least 2e8 for any inputs of"
                    + " unit norm, where \\(\\gamma\\le\\tfrac12\\).",
                gamma,
                lambda,
                theorem.value("M"),
                horizon,
                epsilon))
        .noting(
            "The conclusion far below M; mean risk, and most movement over its bound: "
                + held
                + (smallest < 0
                    ? ". Both did not hold at the widest."
                    : ". Both hold from m = " + smallest + " on among these."));
  }

  /** The mean risk of the first T steps, and the most that a unit moved before T. */
  private static double[] run(Matrix x, double[] y, int m, int horizon, Seed seed) {
    TwoLayerRelu start = TwoLayerRelu.start(x, m, seed);
    TwoLayerRelu network = start;
    double sum = 0;
    double moved = 0;
    int n = y.length;
    for (int t = 0; t < horizon; t++) {
      Matrix z = network.preactivations();
      double[] f = TwoLayerRelu.outputs(z, network.a());
      double[] c = new double[n];
      for (int i = 0; i < n; i++) {
        double margin = y[i] * f[i];
        sum += (Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)))) / n;
        c[i] = -y[i] / (1 + Math.exp(margin)) / n;
      }
      if (t % 16 == 0 || t == horizon - 1) {
        moved = Math.max(moved, start.movement(network));
      }
      network = network.moved(-ETA, network.gradient(z, c));
    }
    return new double[] {sum / horizon, moved};
  }
}
