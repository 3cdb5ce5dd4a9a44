package gradus.flow;

import gradus.loss.Risk;

/**
 * Another motion with ẏ divided by the risk: the same path at another pace.
 *
 * @param inner the motion whose path it is
 */
record RetimedMotion(Motion inner) implements Motion {
  /** -logRisk, and 0 where the risk is zero, since any pace then stays put. */
  static double perRisk(double logRisk) {
    return logRisk == Double.NEGATIVE_INFINITY ? 0 : -logRisk;
  }

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public Space space() {
    return inner.space();
  }

  @Override
  public double[] state(double[] w) {
    return inner.state(w);
  }

  @Override
  public double[] weights(double[] y) {
    return inner.weights(y);
  }

  @Override
  public void lift(double[] y, double[] g, double[] v) {
    inner.lift(y, g, v);
  }

  @Override
  public void push(double[] y, double[] v, double[] dw) {
    inner.push(y, v, dw);
  }

  @Override
  public double drift(double[] y, Risk risk, double[] d) {
    return inner.drift(y, risk, d);
  }

  @Override
  public Motion rounded() {
    return new RetimedMotion(inner.rounded());
  }

  @Override
  public double grain() {
    return inner.grain();
  }

  @Override
  public int[] sides(double[] y) {
    return inner.sides(y);
  }

  @Override
  public int nearestJump(double[] y) {
    return inner.nearestJump(y);
  }

  @Override
  public int scale(int i) {
    return inner.scale(i);
  }

  @Override
  public String jump(int i) {
    return inner.jump(i);
  }

  @Override
  public boolean mayRest() {
    return inner.mayRest();
  }

  @Override
  public double logRate(double logRisk) {
    return inner.logRate(logRisk) + perRisk(logRisk);
  }

  @Override
  public void step(double[] y, double[] v, double factor, double[] next) {
    inner.step(y, v, factor, next);
  }
}
