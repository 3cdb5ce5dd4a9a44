package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.num.BadInput;
import gradus.num.Seed;

/**
 * The continuous flow ẏ = F(y), solved with error control as the differential inclusion it is:
 * kinks of the network are located, crossed or slid along (see {@link gradus.ode}).
 *
 * <p>Integrated in the clock τ with dt = exp(-logSpeed) dτ, in which things move at order one, with
 * log t carried along: log t = 1000 costs thousands of steps.
 *
 * @param tolerance the relative tolerance of a step, in [1e-13, 1e-2]
 * @param mostEvaluations the number of right-hand sides after which a course gives up
 */
public record Flow(double tolerance, long mostEvaluations) implements Solver {
  /** The tolerance of the claims. */
  public static final double USUAL_TOLERANCE = 1e-10;

  private static final long USUAL_MOST = 20_000_000;

  /** Checks the tolerance. */
  public Flow {
    if (!(tolerance >= 1e-13 && tolerance <= 1e-2)) {
      throw new IllegalArgumentException(
          "a relative tolerance lies in [1e-13, 1e-2], not " + tolerance);
    }
    if (mostEvaluations < 1) {
      throw new IllegalArgumentException(
          "a flow needs at least 1 right-hand side, not " + mostEvaluations);
    }
  }

  /** A flow that gives up only after very many right-hand sides. */
  public Flow(double tolerance) {
    this(tolerance, USUAL_MOST);
  }

  /** The flow at the usual tolerance. */
  public static Flow usual() {
    return new Flow(USUAL_TOLERANCE);
  }

  @Override
  public FlowCourse course(
      Dynamics dynamics, Network network, Loss loss, Dataset data, double[] w, Seed seed) {
    return course(dynamics, network, loss, Examples.of(data), w);
  }

  /** A flow on given examples from weights w: the same, where there is no data set. */
  public FlowCourse course(
      Dynamics dynamics, Network network, Loss loss, Examples examples, double[] w) {
    if (network.layers().stream().anyMatch(Layer.MaxPool.class::isInstance)) {
      throw new BadInput(
          "a flow does not follow the ties of max-pool, as this network has (%s); use descent with rescaled steps, or average-pool in its place"
              .formatted(network));
    }
    Motion motion = dynamics.motion(network).rounded();
    return new FlowCourse(this, network, new FlowField(network, loss, examples, motion), motion, w);
  }
}
