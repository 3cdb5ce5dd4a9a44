package gradus.flow;

import gradus.net.Block;

/** Plain steps with noise; the noise of step t is read off the seed and t. */
final class LangevinStepper implements Stepper {
  private final Rule.Langevin rule;
  private final WeightMotion motion;
  private final double[] noise;
  private long steps;

  LangevinStepper(Rule.Langevin rule, WeightMotion motion) {
    this.rule = rule;
    this.motion = motion;
    this.noise = new double[motion.dimension()];
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    motion.step(y, v, eta * Math.exp(logGain), next);
    rule.seed().normals(steps, noise);
    double size = Math.sqrt(2 * eta * rule.temperature());
    for (int k = 0; k < motion.blocks().size(); k++) {
      Block block = motion.blocks().get(k);
      for (int i = block.offset(); block.trained() && i < block.end(); i++) {
        next[i] += size * noise[i];
      }
    }
    steps++;
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("langevin.steps", steps);
  }

  @Override
  public void restore(Snapshot snapshot) {
    steps = snapshot.integer("langevin.steps");
  }
}
