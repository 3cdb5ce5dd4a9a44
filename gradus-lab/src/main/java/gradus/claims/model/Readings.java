package gradus.claims.model;

import gradus.flow.Course;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What was read along a course, at steps spread evenly in their logarithm.
 *
 * @param t (k) the steps, ascending from 1
 * @param values (k) what was read after them
 */
public record Readings(double[] t, double[] values) {
  private static final int MOST = 120;

  /** Makes so many steps of a course, and reads its weights at up to 120 of them. */
  public static Readings along(Course course, int steps, ToDoubleFunction<double[]> reading) {
    int[] at =
        IntStream.range(0, MOST)
            .map(k -> (int) Math.ceil(Math.pow(steps, k / (MOST - 1.0)) - 1e-9))
            .distinct()
            .toArray();
    double[] values = new double[at.length];
    int step = 0;
    for (int k = 0; k < at.length; k++) {
      for (; step < at[k]; step++) {
        course.evaluate();
        course.advance();
      }
      values[k] = reading.applyAsDouble(course.position().weights());
    }
    return new Readings(Arrays.stream(at).asDoubleStream().toArray(), values);
  }

  /** The last that was read. */
  public double last() {
    return values[values.length - 1];
  }

  /** The values with those that a logarithmic axis cannot show as gaps. */
  public double[] positive() {
    return Arrays.stream(values).map(v -> v > 0 ? v : Double.NaN).toArray();
  }
}
