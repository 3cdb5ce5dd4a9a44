package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.ode.InclusionSolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** B-12: how fast the direction of a linear network on one example converges. */
record OneExampleRates() implements Claim {
  /** The norms of the example; the last is that of an example of Iris. */
  private static final double[] LENGTHS = {1, 2, 6.35};

  /** The clock is log(t + e^{CLOCK_START}). */
  private static final double CLOCK_START = -5;

  private static final double TOLERANCE = 1e-12;

  /** ρ̇ over that of the true equation, and the power of ρ in θ̇ = -ρ^power ‖x‖ L sin θ. */
  private enum Law {
    STANDARD(0, -1),
    WEIGHT_NORM(0, 1),
    PRINTED(-1, -1);

    private final int growth;
    private final int turn;

    Law(int growth, int turn) {
      this.growth = growth;
      this.turn = turn;
    }
  }

  @Override
  public String id() {
    return "B-12";
  }

  @Override
  public List<String> also() {
    return List.of("B-E82-86", "B-F3");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§12, equations 82-86, figure 3");
  }

  @Override
  public String statement() {
    return "For a linear network on one example the direction converges like \\(1/\\log t\\) under"
        + " the standard flow and like \\(t^{-\\frac12\\log t}\\) under weight normalisation.";
  }

  @Override
  public String formula() {
    return "\\|v-\\hat x\\|\\propto\\frac1{\\log t}\\text{ (standard)},\\qquad"
        + "\\|v-\\hat x\\|\\propto t^{-\\frac12\\log t}\\text{ (weight normalisation)}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The start separates the example and is not along it.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double theta = 0.3 + 0.9 * random.nextDouble();
    double rho = 0.3 + 0.6 * random.nextDouble();
    List<Evidence> evidence = new ArrayList<>();
    Figure slow =
        Figure.of(
                "standard",
                "Standard flow",
                Axis.log10("\\(\\log t\\)"),
                Axis.log10("\\(\\|v-\\hat x\\|\\)"))
            .captioned("Slope -1: the distance falls like \\(1/\\log t\\).");
    Figure fast =
        Figure.of(
                "weight-norm",
                "Weight normalisation",
                Axis.linear("\\((\\log t)^2\\)"),
                Axis.linear("\\(\\log\\|v-\\hat x\\|\\)"))
            .captioned(
                "Straight lines of slope \\(-1/(2\\|x\\|^2)\\); the document's slope"
                    + " \\(-\\frac12\\) is that of a unit example.");
    for (double m : LENGTHS) {
      String name = "\\(\\|x\\|=%s\\)".formatted(m == 6.35 ? "6.35" : Integer.toString((int) m));
      Run standard = Run.of(Law.STANDARD, m, rho, theta);
      Run normalised = Run.of(Law.WEIGHT_NORM, m, rho, theta);
      evidence.add(
          Evidence.near(
                  "largest relative change of \\(\\rho\\sin\\theta\\), `standard`, " + name,
                  standard.drift,
                  0,
                  1e-9)
              .ofCorrection());
      evidence.add(
          Evidence.near(
                  "largest change of \\(\\log\\sin\\theta+\\frac12\\rho^2\\) over"
                      + " \\(\\frac12\\rho^2\\), `weight-norm`, "
                      + name,
                  normalised.drift,
                  0,
                  1e-9)
              .ofCorrection());
      // log t + 2 log‖x‖ stands where the law has log t: with ‖x‖ = 6.35 and log t ≥ 300 that
      // changes the first slope by 1/80, and the second by 2 log‖x‖/3000.
      evidence.add(
          Evidence.near(
              "slope of \\(\\log\\|v-\\hat x\\|\\) in \\(\\log\\log t\\), `standard`, " + name,
              Vectors.slope(log(standard.logTime), standard.logError),
              -1,
              0.02));
      double slope = Vectors.slope(squares(normalised.logTime), normalised.logError);
      evidence.add(
          Evidence.relative(
              "slope of \\(\\log\\|v-\\hat x\\|\\) in \\((\\log t)^2\\), `weight-norm`, " + name,
              slope,
              -0.5,
              0.01));
      evidence.add(
          Evidence.relative(
                  "the same beside \\(-1/(2\\|x\\|^2)\\), " + name, slope, -0.5 / (m * m), 0.01)
              .ofCorrection());
      slow =
          slow.with(
              Series.line(
                  name,
                  standard.logTime,
                  Arrays.stream(standard.logError).map(Math::exp).toArray()));
      fast = fast.with(Series.line(name, squares(normalised.logTime), normalised.logError));
      if (m == 6.35) {
        double[] printed = Arrays.stream(squares(normalised.logTime)).map(x -> -x / 2).toArray();
        fast =
            fast.with(
                Series.line("as printed", squares(normalised.logTime), printed)
                    .dashed(Dash.DASHED));
      }
    }
    Run printed = Run.of(Law.PRINTED, 1, rho, theta);
    evidence.add(
        Evidence.near(
            "slope of \\(\\log\\|v-\\hat x\\|\\) in \\(\\log\\log t\\) with equation 82 as printed",
            Vectors.slope(log(printed.logTime), printed.logError),
            -1,
            0.02));
    evidence.add(
        Evidence.near(
                "largest difference of \\(\\theta\\) between these equations and the flows of the"
                    + " library, \\(\\log t\\le5\\), relative to the start",
                beside(rho, theta),
                0,
                1e-7)
            .ofCorrection());
    for (Dynamics dynamics : List.of(Dynamics.standard(), Dynamics.weightNorm(true, false))) {
      // The next term is of relative order 1/log t, with a constant that the data decide.
      evidence.add(
          Evidence.near(
                  "several support vectors: slope of \\(\\log\\) angle in \\(\\log\\log t\\), `%s`"
                      .formatted(dynamics.label()),
                  several(dynamics, budget, seed.child("several")),
                  -1,
                  0.25)
              .ofCorrection());
    }
    return Judgement.of(evidence)
        .with(slow)
        .with(fast)
        .corrected(
            "The exponent of the second law is \\(-(\\log t)/(2\\|x\\|^2)\\): \\(\\log\\sin\\theta"
                + "+\\frac12\\rho^2\\) is conserved and \\(\\rho\\|x\\|\\sim\\log t\\). Equation"
                + " 82 has a factor \\(1/\\rho\\) too many (with it the standard flow would"
                + " converge like \\(1/t\\), up to logarithms), and in 85 \\(2x\\epsilon^T\\)"
                + " must be \\(\\epsilon\\) (a factor 2 would give \\(1/\\log^2t\\)).")
        .noting(
            "With several support vectors the limit is approached like \\(1/\\log t\\) by both:"
                + " the document's remark that \\(N\\ne1\\) suggests modifications.");
  }

  /** d log angle / d log log t of a flow on three points that all support. */
  private static double several(Dynamics dynamics, Budget budget, Seed seed) {
    Matrix z = StationaryDirections.supports(seed.child("data"));
    Network network = NetworkOnData.dense(z.cols(), Nonlinearity.linear(), 1);
    double[] best = Margins.of(z).direction();
    double[] w = Flows.start(network, 2, seed.child("start"));
    FlowCourse course = Flows.course(dynamics, network, Flows.turned(z), w);
    double early = budget.of(300.0, 500, 1000);
    double first = Directions.angle(Flows.follow(course, early), best);
    double second = Directions.angle(Flows.follow(course, 2 * early), best);
    return Math.log(second / first) / Math.log(2);
  }

  /** The largest difference of the angle from the library's flows, over that of the start. */
  private static double beside(double rho, double theta) {
    double worst = 0;
    double[] w = {rho * Math.cos(theta), rho * Math.sin(theta)};
    for (Law law : List.of(Law.STANDARD, Law.WEIGHT_NORM)) {
      FlowCourse course =
          Flows.course(
              law == Law.STANDARD ? Dynamics.standard() : Dynamics.weightNorm(true, false),
              NetworkOnData.dense(2, Nonlinearity.linear(), 1),
              Flows.turned(Matrix.ofRows(new double[] {1, 0})),
              w);
      InclusionSolver solver = equation(law, 1).from(start(rho, theta), TOLERANCE);
      for (double logTime : new double[] {0, 1, 2, 3, 4, 5}) {
        double[] at = Flows.follow(course, logTime);
        double[] y = SmoothEquation.follow(solver, 2, LogSum.add(logTime, CLOCK_START));
        double angle = Math.asin(Math.exp(y[1]));
        worst = Math.max(worst, Math.abs(Math.atan2(at[1], at[0]) - angle) / theta);
      }
    }
    return worst;
  }

  /** (ρ, log sin θ, clock) in the time ∫ ‖x‖ L/ρ dt, in which log ρ moves at order one. */
  private static SmoothEquation equation(Law law, double m) {
    return new SmoothEquation(
        3,
        y -> {
          double rho = y[0];
          double cosine = Math.sqrt(-Math.expm1(2 * y[1]));
          return new double[] {
            Math.pow(rho, 1 + law.growth) * cosine,
            -Math.pow(rho, 1 + law.turn) * cosine,
            rho / m * Math.exp(rho * m * cosine - y[2])
          };
        });
  }

  private static double[] start(double rho, double theta) {
    return new double[] {rho, Math.log(Math.sin(theta)), CLOCK_START};
  }

  /**
   * A solution at log t from 300 to 3000.
   *
   * @param logTime log t
   * @param logError log ‖v - x̂‖, with ‖v - x̂‖ = 2 sin(θ/2)
   * @param drift how far the invariant went, relative
   */
  private record Run(double[] logTime, double[] logError, double drift) {
    static Run of(Law law, double m, double rho, double theta) {
      InclusionSolver solver = equation(law, m).from(start(rho, theta), TOLERANCE);
      int points = 21;
      double[] logTime = new double[points];
      double[] logError = new double[points];
      double drift = 0;
      for (int i = 0; i < points; i++) {
        logTime[i] = 300 * Math.pow(10, i / (points - 1.0));
        double[] y = SmoothEquation.follow(solver, 2, logTime[i]);
        double u = y[1];
        // 2 sin(θ/2) = sin θ / cos(θ/2), which holds where sin θ is too small for a double.
        double cosine = Math.sqrt(-Math.expm1(2 * u));
        logError[i] = u - 0.5 * Math.log((1 + cosine) / 2);
        double half = y[0] * y[0] / 2;
        double change =
            law == Law.WEIGHT_NORM
                ? (u + half - Math.log(Math.sin(theta)) - rho * rho / 2) / half
                : Math.expm1(u + Math.log(y[0]) - Math.log(rho * Math.sin(theta)));
        drift = Math.max(drift, Math.abs(change));
      }
      return new Run(logTime, logError, drift);
    }
  }

  private static double[] log(double[] x) {
    return Arrays.stream(x).map(Math::log).toArray();
  }

  private static double[] squares(double[] x) {
    return Arrays.stream(x).map(v -> v * v).toArray();
  }
}
