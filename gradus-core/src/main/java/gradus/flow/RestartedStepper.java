package gradus.flow;

import gradus.num.Blas;

/** Momentum on the dual, begun anew from larger weights every so many steps. */
final class RestartedStepper implements Stepper {
  private final Rule.ProgressiveRescaling rule;
  private final DualAccelerationStepper inner;
  private long steps;

  RestartedStepper(Rule.ProgressiveRescaling rule, int p) {
    this.rule = rule;
    this.inner = new DualAccelerationStepper(p);
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    inner.step(y, v, eta, logGain, next);
    steps++;
    if (steps % rule.every() == 0) {
      double norm = Blas.best().nrm2(next.length, next, 0);
      if (norm < rule.largest()) {
        Blas.best().scal(next.length, Math.min(rule.factor(), rule.largest() / norm), next, 0);
        inner.restart();
      }
    }
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("progressive.steps", steps);
    inner.save(snapshot);
  }

  @Override
  public void restore(Snapshot snapshot) {
    steps = snapshot.integer("progressive.steps");
    inner.restore(snapshot);
  }
}
