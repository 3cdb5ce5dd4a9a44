package gradus.flow;

import gradus.net.Block;

/** Plain steps pulled back to zero; fixed weights stay. */
final class AnchoredStepper implements Stepper {
  private final Anchoring anchoring;
  private final WeightMotion motion;
  private long steps;

  AnchoredStepper(Anchoring anchoring, WeightMotion motion) {
    this.anchoring = anchoring;
    this.motion = motion;
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    motion.step(y, v, eta * Math.exp(logGain), next);
    double keep = 1 - anchoring.at(steps);
    for (int k = 0; k < motion.blocks().size(); k++) {
      Block block = motion.blocks().get(k);
      for (int i = block.offset(); block.trained() && i < block.end(); i++) {
        next[i] *= keep;
      }
    }
    steps++;
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("anchored.steps", steps);
  }

  @Override
  public void restore(Snapshot snapshot) {
    steps = snapshot.integer("anchored.steps");
  }
}
