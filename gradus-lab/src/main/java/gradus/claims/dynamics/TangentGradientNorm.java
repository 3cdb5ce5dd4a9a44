package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.data.Dataset;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** B-T7: does the tangent gradient keep the p-norm? */
record TangentGradientNorm() implements Claim {
  @Override
  public String id() {
    return "B-T7";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Theorem 7 and its remarks");
  }

  @Override
  public String statement() {
    return "The tangent gradient transformation keeps the \\(p\\)-norm for all \\(t\\ge0\\) for any"
        + " vector function \\(g(t)\\); the remarks give it for \\(p=1\\) and \\(p=\\infty\\) too.";
  }

  @Override
  public String formula() {
    return "\\dot u=\\Bigl(I-\\frac{vv^T}{\\|v\\|_2^2}\\Bigr)g(t),\\quad"
        + "v=\\frac{\\partial\\|u\\|_p}{\\partial u}\\;\\Rightarrow\\;\\|u(t)\\|_p=1";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "The norm is differentiable, which those with \\(p=1\\) and \\(p=\\infty\\) are not"
            + " everywhere.");
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    for (double p : new double[] {1.5, 2, 3}) {
      Drift drift = smooth(p, budget, seed.child("smooth"));
      String name = p == 1.5 ? "1.5" : Integer.toString((int) p);
      evidence.add(
          Evidence.near(
                  "largest \\(|\\,\\|V_k\\|_p-1|\\) along the flow of networks, \\(p=%s\\)"
                      .formatted(name),
                  drift.most,
                  0,
                  1e-9)
              .ofCorrection());
      evidence.add(
          Evidence.atLeast(
                  "\\(\\log t\\) that was reached there, \\(p=%s\\)".formatted(name),
                  drift.logTime,
                  3)
              .ofHypothesis());
    }
    RandomGenerator random = seed.child("plane").random();
    double first = 0.55 + 0.4 * random.nextDouble();
    double[] g = {1, 0.2 + 0.6 * random.nextDouble()};
    Figure figure =
        Figure.of("norm", "The norm along the flow", Axis.linear("time"), Axis.linear("norm"))
            .captioned(
                "Constant \\(g\\) in the plane, steps of %.1e: the norm is 1 until the first switch"
                        .formatted(STEP)
                    + " and grows from then on, at the rate that the sliding motion has.");
    for (double p : new double[] {1, Double.POSITIVE_INFINITY}) {
      boolean one = p == 1;
      double[] u = one ? new double[] {first, 1 - first} : new double[] {1, first};
      double switches = one ? 2 * u[1] / (g[0] - g[1]) : (u[0] - u[1]) / g[1];
      double rate = one ? (g[0] * g[0] - g[1] * g[1]) / (2 * g[0]) : g[0] * g[1] / (g[0] + g[1]);
      Path path = Path.of(p, u, g, switches + 2);
      String name = one ? "p=1" : "p=\\infty";
      evidence.add(
          Evidence.near(
                  "largest drift up to the first switch, at \\(t=%.4g\\), \\(%s\\)"
                      .formatted(switches, name),
                  path.driftUpTo(switches),
                  0,
                  1e-9)
              .ofCorrection());
      evidence.add(
          Evidence.near(
              "norm two units of time after it, \\(%s\\)".formatted(name), path.last(), 1, 1e-9));
      // Steps of h leave the switching surface by about h, and the norm by as much.
      evidence.add(
          Evidence.near(
                  "the same beside the rate of sliding, \\(1+2\\cdot%.4g\\)".formatted(rate),
                  path.last(),
                  1 + 2 * rate,
                  20 * STEP)
              .ofCorrection());
      figure =
          figure
              .with(Series.line("\\(%s\\)".formatted(name), path.time(), path.norm()))
              .with(Mark.atX(switches, "first switch, \\(%s\\)".formatted(name)));
    }
    return Judgement.of(evidence)
        .with(figure)
        .corrected(
            "For \\(1<p<\\infty\\) it holds for all times. For \\(p=1\\) it holds until a"
                + " coordinate reaches zero, for \\(p=\\infty\\) until another one ties with the"
                + " largest. There both sides may push towards the switch, and the flow slides"
                + " along it: a mixture of two velocities, each tangent to its own face, that is"
                + " tangent to neither, and the norm grows. Projecting \\(g\\) on the tangent cone"
                + " of the face instead keeps it.")
        .refutedBy(
            Counterexample.study(
                    "One example \\((1,\\frac12)\\), a linear model and `tangent-gradient(1)` from"
                        + " \\((0.8,0.2)\\). The second coordinate falls to zero and stays there,"
                        + " and the first grows: \\(\\|V\\|_1\\) leaves 1 at the rate"
                        + " \\((g_1^2-g_2^2)/(2g_1)\\), \\(g=-\\r"
                        + "ho\\,\\partial L/\\partial w\\), whatever the step. At \\(t=5\\) it is"
                        + " 1.25 and the risk 0.0824; kept on the unit ball, \\(V=(1,0)\\), the"
                        + " risk would be 0.1292.",
                    """
                    name: sliding-off-the-unit-ball
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: exponential
                    arms:
                      - name: one-norm
                        dynamics: tangent-gradient(1)
                        solver: descent
                        step: 0.001
                        until: {steps: 5000}
                    """)
                .with("data.csv", "1,0.5,1\n1,0.5,1\n-1,-0.5,-1\n")
                .with("weights.json", "[[[0.8, 0.2]]]\n"));
  }

  private static final double STEP = 1e-5;

  /** The largest drift of a p-norm along flows of networks with one to three layers. */
  private static Drift smooth(double p, Budget budget, Seed seed) {
    double drift = 0;
    double reached = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
      Seed own = seed.child(draw);
      Network network =
          NetworkOnData.dense(3, Nonlinearity.linear(), Flows.widths(1 + draw % 3, 4));
      Dataset data = Flows.signed(SeparablePoints.draw(8, 3, own.child("data")), own);
      FlowCourse course =
          Flows.course(
              new Flow(1e-12, 30_000),
              Dynamics.tangentGradient(p),
              network,
              data,
              Flows.start(network, 1, own.child("start")));
      double logTime = budget.of(3.0, 10, 30);
      course.aimOnward(logTime);
      while (course.logTime() < logTime && course.failure() == null) {
        course.advance();
        drift = Math.max(drift, Directions.normDrift(network, Directions.state(course), p));
      }
      reached = Math.min(reached, course.logTime());
    }
    return new Drift(drift, reached);
  }

  /**
   * How far norms went from one.
   *
   * @param most the largest |‖V_k‖_p - 1|
   * @param logTime the least log t that was reached
   */
  private record Drift(double most, double logTime) {}

  /** The norm along u ← u + h S g(t) in the plane, with small steps. */
  private record Path(double[] time, double[] norm) {
    private static final int KEPT = 400;

    static Path of(double p, double[] start, double[] g, double end) {
      double[] u = start.clone();
      int steps = (int) Math.ceil(end / STEP);
      double h = end / steps;
      double[] time = new double[KEPT + 1];
      double[] norm = new double[KEPT + 1];
      int kept = 0;
      for (int i = 0; i <= steps; i++) {
        if (i == (long) kept * steps / KEPT) {
          time[kept] = i * h;
          norm[kept++] = norm(u, p);
        }
        double[] nu =
            p == 1
                ? new double[] {Math.signum(u[0]), Math.signum(u[1])}
                : new double[] {u[0] >= u[1] ? 1 : 0, u[0] >= u[1] ? 0 : 1};
        double along = (nu[0] * g[0] + nu[1] * g[1]) / (nu[0] * nu[0] + nu[1] * nu[1]);
        u[0] += h * (g[0] - along * nu[0]);
        u[1] += h * (g[1] - along * nu[1]);
      }
      return new Path(time, norm);
    }

    private static double norm(double[] u, double p) {
      return p == 1 ? Math.abs(u[0]) + Math.abs(u[1]) : Math.max(Math.abs(u[0]), Math.abs(u[1]));
    }

    double last() {
      return norm[norm.length - 1];
    }

    double driftUpTo(double until) {
      double drift = 0;
      for (int i = 0; i < time.length && time[i] < until; i++) {
        drift = Math.max(drift, Math.abs(norm[i] - 1));
      }
      return drift;
    }
  }
}
