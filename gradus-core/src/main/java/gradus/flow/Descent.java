package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.num.BadInput;
import gradus.num.Seed;

/**
 * Discrete steps y ← y + η_t ẏ, on all examples or on batches, plain or with a rule's memory.
 *
 * @param step how long a step is
 * @param sampling which examples it sees
 * @param rule how the velocity becomes an update
 */
public record Descent(StepSize step, Sampling sampling, Rule rule) implements Solver {
  /**
   * Checks that the rule goes with the step: noise with one size, margin methods with a rescaled
   * one.
   */
  public Descent {
    if (rule instanceof Rule.Langevin && !(step instanceof StepSize.Constant)) {
      throw new IllegalArgumentException(
          "langevin needs a constant step: a rescaled one would change its temperature");
    }
    if (rule.wantsRescaledStep() && !(step instanceof StepSize.Rescaled)) {
      throw new IllegalArgumentException(
          "this rule needs a rescaled step: it is made of gradients over the risk");
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
    if (step instanceof StepSize.Rescaled && motion.logRate(-1) != 0) {
      throw new BadInput(
          "the dynamics %s already divides by the risk, and a rescaled step would do so again; take a constant step"
              .formatted(dynamics.label()));
    }
    Risk risk = new Risk(network, loss, sampler.examples());
    return new DescentCourse(this, network, motion, new Velocity(risk, motion), sampler, w);
  }
}
