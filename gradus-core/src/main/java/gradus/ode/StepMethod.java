package gradus.ode;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** One step of a method with an error estimate and dense output. */
interface StepMethod {
  /**
   * Tries a step from y, where F is f, to y1.
   *
   * @return the estimated error over the tolerance, at most 1 for a good step; +∞ where it broke
   *     down
   */
  double attempt(double[] y, double[] f, double h, double[] y1);

  /** Writes F(y1) of the last attempt, if the method knows it; false if not. */
  boolean velocityAtEnd(double[] f1);

  /** out ← the solution of the last attempt at y(θh), 0 ≤ θ ≤ 1. */
  void dense(double theta, double[] out);

  /** The step to try after an attempt with h came out with this error. */
  double next(double h, double error);

  /** Says that the last attempt was kept, as tried. */
  void accepted(double h, double error);

  /** Says that the right-hand side is another one from here on. */
  void jumped();

  /**
   * Whether the explicit method is held back by stability, or the implicit one no longer needed.
   */
  boolean unsuited();

  /** Writes what is remembered from step to step. */
  void save(BiConsumer<String, double[]> to);

  /** Reads it back. */
  void restore(Function<String, double[]> from);
}
