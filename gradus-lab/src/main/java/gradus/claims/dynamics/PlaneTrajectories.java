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
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;

/** B-F1: three flows in the plane. */
record PlaneTrajectories() implements Claim {
  @Override
  public String id() {
    return "B-F1";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Figure 1");
  }

  @Override
  public String statement() {
    return "For a linear network with two parameters and two examples the flow of the weights and"
        + " that of norms and directions coincide, while weight normalisation leads along another"
        + " trajectory.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double same = 0;
    double other = 0;
    double speed = 0;
    Judgement judgement = null;
    double[] ends = new double[3];
    double longer = 0;
    int draws = budget.of(2, 6, 30);
    for (int draw = 0; draw < draws; draw++) {
      Matrix z = SeparablePoints.draw(2, 2, seed.child(draw).child("data"));
      Dataset data = Flows.turned(z);
      Network network = NetworkOnData.dense(2, Nonlinearity.linear(), 1);
      double[] w = Flows.start(network, 2, seed.child(draw).child("start"));
      int points = budget.of(30, 120, 120);
      double last = budget.of(10, 100, 300);
      FlowCourse[] courses = {
        Flows.course(Dynamics.standard(), network, data, w),
        Flows.course(Dynamics.normalized(), network, data, w),
        Flows.course(Dynamics.weightNorm(true, false), network, data, w)
      };
      double[][][] path = new double[3][2][points];
      double[][] angle = new double[3][points];
      double[] logTime = new double[points];
      double[] length = new double[3];
      double[] best = Margins.of(z).direction();
      for (int i = 0; i < points; i++) {
        // Densely where things move, and on to the last time.
        double share = i / (points - 1.0);
        logTime[i] = -4 + 8 * share + (last - 4) * Math.pow(share, 6);
        double[][] at = new double[3][];
        for (int c = 0; c < 3; c++) {
          at[c] = Flows.follow(courses[c], logTime[i]);
          path[c][0][i] = at[c][0];
          path[c][1][i] = at[c][1];
          angle[c][i] = Directions.angle(at[c], best);
          if (i > 0) {
            length[c] += Math.abs(angle[c][i] - angle[c][i - 1]);
          }
        }
        same = Math.max(same, Vectors.distance(at[0], at[1]) / Vectors.norm(at[0]));
        other = Math.max(other, Vectors.distance(at[0], at[2]) / Vectors.norm(at[0]));
      }
      speed = Math.max(speed, Math.abs(slowness(network, data, w) / Vectors.dot(w, w) - 1));
      for (int c = 0; c < 3; c++) {
        ends[c] = Math.max(ends[c], angle[c][points - 1]);
      }
      longer = Math.max(longer, length[2] / length[0]);
      if (draw == 0) {
        judgement = figures(path, angle, logTime);
      }
    }
    Judgement figures = judgement == null ? Judgement.of() : judgement;
    return Judgement.of(
            Evidence.near(
                "largest relative distance between the two forms of the standard flow",
                same,
                0,
                1e-7),
            Evidence.atLeast(
                "largest relative distance to weight normalisation along the way", other, 1e-2),
            // The ratio is that of angles turned in t = e^{-12}; the velocities change by as much.
            Evidence.near(
                "\\(|\\frac{\\text{speed of turning from }\\|v\\|=1}{\\text{from"
                    + " }v=w}\\,\\|w\\|^{-2}-1|\\), largest",
                speed,
                0,
                1e-3))
        .with(figures.figures().getFirst())
        .with(figures.figures().getLast())
        .noting(
            "Largest angle to the direction of maximal margin at \\(\\log t=%.0f\\) over %d draws:"
                    .formatted(budget.of(10.0, 100, 300), draws)
                + " standard %.3g, in norms and directions %.3g, weight normalisation %.3g."
                    .formatted(ends[0], ends[1], ends[2]))
        .noting(
            "The directions turn by as much as %.4g times the angle under weight normalisation."
                .formatted(longer));
  }

  private static Judgement figures(double[][][] path, double[][] angle, double[] logTime) {
    Figure plane =
        Figure.of(
                "plane",
                "Trajectories of the weights",
                Axis.linear("\\(w_1\\)"),
                Axis.linear("\\(w_2\\)"))
            .captioned("The two forms of the standard flow lie on each other.");
    Figure turning =
        Figure.of(
                "angle",
                "The angle to the direction of maximal margin",
                Axis.linear("\\(\\log t\\)"),
                Axis.linear("angle"))
            .captioned("All tend to the same direction; weight normalisation is there sooner.");
    String[] names = {"standard", "norms and directions", "weight normalisation"};
    for (int c = 0; c < 3; c++) {
      Dash dash = c == 1 ? Dash.DASHED : Dash.SOLID;
      plane = plane.with(Series.line(names[c], path[c][0], path[c][1]).dashed(dash));
      turning = turning.with(Series.line(names[c], logTime, angle[c]).dashed(dash));
    }
    return Judgement.of().with(plane).with(turning);
  }

  /** How many times faster a direction turns at first from ‖v‖ = 1 than from v = w. */
  private static double slowness(Network network, Dataset data, double[] w) {
    double[] angle = new double[2];
    for (int c = 0; c < 2; c++) {
      FlowCourse course = Flows.course(Dynamics.weightNorm(c == 0, false), network, data, w);
      angle[c] = Directions.angle(Flows.follow(course, -12), w);
    }
    return angle[0] / angle[1];
  }
}
