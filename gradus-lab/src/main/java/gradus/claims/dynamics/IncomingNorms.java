package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.flow.StepSize;
import gradus.loss.Loss;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** B-10.3b: the norm of the weights into each unit under batch normalisation. */
record IncomingNorms() implements Claim {
  private static final int UNITS = 4;
  private static final int INPUTS = 3;
  private static final double[] EPSILONS = {0, 1e-5, 1e-4, 1e-3};

  @Override
  public String id() {
    return "B-10.3b";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§10.3, remark 2");
  }

  @Override
  public String statement() {
    return "Batch normalisation controls separately the norms of the weights into each unit.";
  }

  @Override
  public String formula() {
    return "\\frac{d\\|w_i\\|^2}{dt}=0,\\qquad\\|w_i(t+1)\\|^2=\\|w_i(t)\\|^2+\\eta^2\\|"
        + "\\partial L/\\partial w_i\\|^2";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] drift = new double[EPSILONS.length];
    double growth = 0;
    double moved = Double.POSITIVE_INFINITY;
    int draws = budget.of(1, 3, 10);
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      Dataset data = Flows.signed(SeparablePoints.draw(10, INPUTS, own.child("data")), own);
      double[] w = Flows.start(network(0), 1.5, own.child("start"));
      for (int e = 0; e < EPSILONS.length; e++) {
        FlowCourse course = Flows.course(Dynamics.batchNorm(), network(EPSILONS[e]), data, w);
        double[] at = w;
        for (double logTime : new double[] {-1, 0, 1, 2}) {
          at = Flows.follow(course, logTime);
          for (int unit = 0; unit < UNITS; unit++) {
            drift[e] = Math.max(drift[e], Math.abs(norm(at, unit) / norm(w, unit) - 1));
          }
        }
        moved = Math.min(moved, Vectors.distance(at, w));
      }
      growth = Math.max(growth, descent(data, w, budget.of(20, 200, 1000), own));
    }
    double slope =
        Vectors.slope(
            new double[] {Math.log(1e-5), Math.log(1e-4), Math.log(1e-3)},
            new double[] {Math.log(drift[1]), Math.log(drift[2]), Math.log(drift[3])});
    return Judgement.of(
            Evidence.near(
                "largest relative drift of \\(\\|w_i\\|\\) up to \\(t=e^2\\) with"
                    + " \\(\\epsilon=10^{-3}\\), as in the equations of §10.3",
                drift[3],
                0,
                1e-8),
            Evidence.near(
                "the same with \\(\\epsilon=10^{-5}\\), usual in practice", drift[1], 0, 1e-8),
            Evidence.near("the same with \\(\\epsilon=0\\)", drift[0], 0, 1e-8).ofCorrection(),
            // The drift is the integral of 4ε ∂L/∂ε, to first order.
            Evidence.near("power of \\(\\epsilon\\) in the drift", slope, 1, 0.1).ofCorrection(),
            Evidence.near(
                    "descent, \\(\\epsilon=0\\): largest relative error of"
                        + " \\(\\|w_i\\|^2+\\|\\text{step}\\|^2\\) for the next"
                        + " \\(\\|w_i\\|^2\\)",
                    growth,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.atLeast("least way gone by the flows", moved, 0.1).ofHypothesis())
        .corrected(
            "The norms are conserved by the flow for \\(\\epsilon=0\\), where the output does not"
                + " change when \\(w_i\\) is scaled. For \\(\\epsilon>0\\) they move in"
                + " proportion to \\(\\epsilon\\), since \\(\\frac{d}{dt}\\|w_i\\|^2"
                + "=4\\epsilon\\,\\partial L/\\partial\\epsilon_i\\). Under descent they grow at"
                + " every step: what batch normalisation controls is that nothing depends on"
                + " them.");
  }

  private static Network network(double epsilon) {
    return Network.of(
        INPUTS,
        List.of(
            new Layer.Dense(UNITS),
            new Layer.BatchNorm(epsilon),
            new Layer.Activation(Nonlinearity.tanh()),
            new Layer.Dense(1)));
  }

  private static double norm(double[] w, int unit) {
    return Vectors.norm(Arrays.copyOfRange(w, INPUTS * unit, INPUTS * (unit + 1)));
  }

  /** How far ‖w_i‖² is from its last value and the square of the step. */
  private static double descent(Dataset data, double[] start, int steps, Seed seed) {
    Course course =
        Descent.full(new StepSize.Constant(0.1))
            .course(Dynamics.batchNorm(), network(0), Loss.named("exponential"), data, start, seed);
    double worst = 0;
    for (int step = 0; step < steps; step++) {
      double[] before = course.position().weights().clone();
      course.evaluate();
      course.advance();
      double[] after = course.position().weights();
      double[] moved = Vectors.plus(after, -1, before);
      for (int unit = 0; unit < UNITS; unit++) {
        double now = Math.pow(norm(after, unit), 2);
        double sum = Math.pow(norm(before, unit), 2) + Math.pow(norm(moved, unit), 2);
        worst = Math.max(worst, Math.abs(sum / now - 1));
      }
    }
    return worst;
  }
}
