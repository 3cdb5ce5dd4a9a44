package gradus.claims.dynamics;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.Position;
import gradus.flow.StepSize;
import gradus.loss.Loss;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many gradients a linear model needs for its margin.
 *
 * @param evaluations the number of gradients at each reading
 * @param shares least normalised margin over the greatest possible, there
 * @param to how many gradients the share asked for took; infinite if it was not reached
 * @param end why it ended otherwise; empty if it did not
 */
record MarginRace(double[] evaluations, double[] shares, double to, String end) {
  private static final int READINGS = 400;

  /** By error-controlled integration of the flow, at relative tolerance 1e-6. */
  static MarginRace byFlow(Dynamics dynamics, Problem problem, long most) {
    Course course =
        new Flow(1e-6)
            .course(
                dynamics,
                problem.network(),
                Loss.named("exponential"),
                problem.data(),
                problem.start(),
                problem.seed());
    course.aim(1e6);
    return run(course, problem, most);
  }

  /** By descent in steps η. */
  static MarginRace byDescent(Dynamics dynamics, double eta, Problem problem, long most) {
    return run(
        Descent.full(new StepSize.Constant(eta))
            .course(
                dynamics,
                problem.network(),
                Loss.named("exponential"),
                problem.data(),
                problem.start(),
                problem.seed()),
        problem,
        most);
  }

  /**
   * What is raced on.
   *
   * @param network the linear model
   * @param data separable points
   * @param start a unit vector
   * @param seed for what is drawn
   * @param margin the greatest margin there is
   * @param share the share of it that ends a race
   */
  record Problem(
      Network network, Dataset data, double[] start, Seed seed, double margin, double share) {
    /** Points z with this greatest margin. */
    static Problem of(Matrix z, double margin, double share, Seed seed) {
      double[] y = new double[z.rows()];
      Arrays.fill(y, 1);
      return new Problem(
          NetworkOnData.dense(z.cols(), Nonlinearity.linear(), 1),
          Dataset.of("separable points", z, new Labels.Signs(y)),
          Vectors.unit(Vectors.gaussian(z.cols(), seed.random())),
          seed,
          margin,
          share);
    }

    private double reached(double[] w) {
      return Vectors.min(Vectors.product(data.inputs(), Vectors.unit(w))) / margin;
    }
  }

  private static MarginRace run(Course course, Problem problem, long most) {
    List<double[]> readings = new ArrayList<>();
    Position at = course.position();
    double next = 1;
    while (at.evaluations() < most) {
      course.evaluate();
      double share = problem.reached(at.weights());
      if (at.evaluations() >= next || share >= problem.share()) {
        readings.add(new double[] {(double) at.evaluations(), share});
        next = Math.max(next * Math.pow((double) most, 1.0 / READINGS), at.evaluations() + 1.0);
      }
      if (share >= problem.share()) {
        return of(readings, (double) at.evaluations(), "");
      }
      course.advance();
      String failure = course.failure();
      if (failure != null) {
        return of(readings, Double.POSITIVE_INFINITY, failure);
      }
    }
    return of(readings, Double.POSITIVE_INFINITY, "not within " + most + " gradients");
  }

  private static MarginRace of(List<double[]> readings, double to, String end) {
    return new MarginRace(
        readings.stream().mapToDouble(r -> r[0]).toArray(),
        readings.stream().mapToDouble(r -> r[1]).toArray(),
        to,
        end);
  }
}
