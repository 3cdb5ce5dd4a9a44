package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.num.Seed;

/**
 * Discrete steps y ← y + η_t ẏ, on all examples or on batches, plain or with a rule's memory.
 *
 * @param step how long a step is
 * @param sampling which examples it sees
 * @param rule how the velocity becomes an update
 */
public record Descent(StepSize step, Sampling sampling, Rule rule) implements Solver {
  /** Checks that the noise of a Langevin chain has one size. */
  public Descent {
    if (rule instanceof Rule.Langevin && !(step instanceof StepSize.Constant)) {
      throw new IllegalArgumentException(
          "langevin needs a constant step: a rescaled one would change its temperature");
    }
  }

  /** Full-batch gradient descent. */
  public static Descent full(StepSize step) {
    return new Descent(step, new Sampling.Full(), new Rule.Plain());
  }

  @Override
  public Course course(
      Dynamics dynamics, Network network, Loss loss, Dataset data, double[] w, Seed seed) {
    Sampler sampler = sampling.sampler(data, seed);
    sampler.show(0);
    Motion motion = dynamics.motion(network);
    Risk risk = new Risk(network, loss, sampler.examples());
    return new DescentCourse(this, network, motion, new Velocity(risk, motion), sampler, w);
  }
}
