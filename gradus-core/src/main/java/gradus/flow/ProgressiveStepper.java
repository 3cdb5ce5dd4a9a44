package gradus.flow;

import gradus.num.Blas;

/** Steps within a ball that grows by a factor every so many steps. */
final class ProgressiveStepper implements Stepper {
  private final Rule.ProgressiveRescaling rule;
  private final WeightMotion motion;
  private double radius = Double.POSITIVE_INFINITY;
  private long steps;

  ProgressiveStepper(Rule.ProgressiveRescaling rule, WeightMotion motion) {
    this.rule = rule;
    this.motion = motion;
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    motion.step(y, v, eta * Math.exp(logGain), next);
    double norm = Blas.best().nrm2(next.length, next, 0);
    double factor = norm > radius ? radius / norm : 1;
    steps++;
    if (steps % rule.every() == 0 && norm * factor < rule.largest()) {
      factor *= Math.min(rule.factor(), rule.largest() / (norm * factor));
      radius = norm * factor;
    }
    if (factor != 1) {
      Blas.best().scal(next.length, factor, next, 0);
    }
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("progressive.radius", radius);
    snapshot.put("progressive.steps", steps);
  }

  @Override
  public void restore(Snapshot snapshot) {
    radius = snapshot.array("progressive.radius")[0];
    steps = snapshot.integer("progressive.steps");
  }
}
