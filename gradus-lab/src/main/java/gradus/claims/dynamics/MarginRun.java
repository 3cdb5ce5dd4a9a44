package gradus.claims.dynamics;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A standard flow, read at each step after R̂ &lt; 1/N.
 *
 * @param logTimes log t of each step
 * @param margins the least normalised margin min y_n f(V; x_n)
 * @param smoothed -log Σ exp(-z_n) / ρ
 * @param weight the largest dual weight at the end
 * @param rates what drives the margin, at some later times at which no unit slides
 */
record MarginRun(
    double[] logTimes, double[] margins, double[] smoothed, double weight, List<MarginRate> rates) {
  private static final int READINGS = 10;
  private static final double FIRST = 30;

  /**
   * A flow of a dense network to log t = {@code end}, with the rates read from log t = 30 on.
   *
   * @param z rows y_n x_n of separable points
   */
  static MarginRun of(Matrix z, Nonlinearity sigma, int[] widths, double end, Seed seed) {
    RandomGenerator random = seed.random();
    double[] y = new double[z.rows()];
    Matrix x = z.copy();
    for (int n = 0; n < y.length; n++) {
      y[n] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < z.cols(); j++) {
        x.set(n, j, y[n] * z.at(n, j));
      }
    }
    NetworkOnData model = new NetworkOnData(NetworkOnData.dense(z.cols(), sigma, widths), x);
    double[] start = Vectors.times(0.5, Vectors.gaussian(model.network().parameters(), random));
    Dataset data = Dataset.of("separable points", x, new Labels.Signs(y));
    FlowCourse course =
        Flow.usual()
            .course(
                Dynamics.standard(),
                model.network(),
                Loss.named("exponential"),
                Examples.of(data),
                start);
    List<double[]> steps = new ArrayList<>();
    List<MarginRate> rates = new ArrayList<>();
    for (int reading = 0; reading < READINGS; reading++) {
      double mark = FIRST * Math.pow(end / FIRST, reading / (READINGS - 1.0));
      course.aimOnward(mark);
      while (course.logTime() < mark) {
        course.advance();
        if (course.failure() != null) {
          throw new IllegalStateException("the flow ended: " + course.failure());
        }
        steps.add(step(model, y, course));
      }
      if (course.slides().stream().noneMatch(slide -> Double.isNaN(slide.toLogTime()))) {
        rates.add(MarginRate.at(model, y, course.weights().clone()));
      }
    }
    List<double[]> separated = steps.stream().filter(step -> step[2] > 0).toList();
    return new MarginRun(
        separated.stream().mapToDouble(step -> step[0]).toArray(),
        separated.stream().mapToDouble(step -> step[1]).toArray(),
        separated.stream().mapToDouble(step -> step[2]).toArray(),
        MarginRate.at(model, y, course.weights().clone()).weight(),
        rates);
  }

  private static double[] step(NetworkOnData model, double[] y, FlowCourse course) {
    double[] exponents = model.values(course.weights());
    for (int n = 0; n < y.length; n++) {
      exponents[n] *= -y[n];
    }
    double rho = course.rho();
    return new double[] {
      course.logTime(), -Vectors.max(exponents) / rho, -LogSum.of(exponents) / rho
    };
  }
}
