package gradus.flow;

import gradus.loss.Risk;
import gradus.num.Blas;

/**
 * The derivative of v_0 = B(y) g, with the drift where there is one, for g = -exp(-s) ∇R̂(w(y)),
 * column by column, from Hessian products: dg = -exp(-s) ∇²R̂ dw - g ds. Differences serve only for
 * B, which varies on the scale of y itself, so that the result is good also where g is a small rest
 * of large pulls.
 */
final class FlowJacobian {
  private static final double STEP = 1e-7;

  private final Risk risk;
  private final Motion motion;
  private final double[] y;
  private final double[] g;
  private final double logRisk;
  private final double[] unit;
  private final double[] dw;
  private final double[] dg;
  private final double[] here;
  private final double[] there;
  private final double[] lifted;
  private final double[] drift;
  private final double scaleOfDrift;

  /** At a state y where the risk stands and g is its descent direction. */
  FlowJacobian(Risk risk, Motion motion, double[] y, double[] g, double logRisk) {
    this.risk = risk;
    this.motion = motion;
    this.y = y.clone();
    this.g = g.clone();
    this.logRisk = logRisk;
    this.unit = new double[y.length];
    this.dw = new double[g.length];
    this.dg = new double[g.length];
    this.here = new double[y.length];
    this.there = new double[y.length];
    this.lifted = new double[y.length];
    this.drift = new double[y.length];
    motion.lift(this.y, g, lifted);
    this.scaleOfDrift = motion.drift(this.y, risk, drift);
  }

  /** column ← ∂v_0/∂y_j; returns the derivative of logSpeed. */
  double column(int j, double[] column) {
    unit[j] = 1;
    motion.push(y, unit, dw);
    unit[j] = 0;
    risk.hessian(dw, dg);
    double ds = risk.logScaleTangent();
    for (int i = 0; i < g.length; i++) {
      dg[i] = -dg[i] - g[i] * ds;
    }
    motion.lift(y, dg, column);
    if (!(motion instanceof WeightMotion)) {
      addTurn(j, column);
    }
    double dSpeed = withDrift(j, ds, column);
    double descent = Blas.best().dot(g.length, g, 0, dw, 0);
    double dLogRisk = -Math.exp(risk.logScale() - logRisk) * descent;
    double rate = (motion.logRate(logRisk + STEP) - motion.logRate(logRisk - STEP)) / (2 * STEP);
    return dSpeed + rate * dLogRisk;
  }

  /**
   * Where a drift D is added, v = exp(s - S)(B g + exp(-s) D) with S the larger of both scales:
   * turns the column into ∂v/∂y_j, and returns ∂S/∂y_j.
   */
  private double withDrift(int j, double ds, double[] column) {
    if (scaleOfDrift == Double.NEGATIVE_INFINITY) {
      return ds;
    }
    double s = risk.logScale();
    double both = Math.max(s, scaleOfDrift);
    double was = y[j];
    double step = STEP * (Math.abs(was) + 1e-2);
    double after = driftAt(j, was + step, there);
    double before = driftAt(j, was - step, here);
    y[j] = was;
    risk.at(motion.weights(y));
    double dBoth = s >= scaleOfDrift ? ds : (after - before) / (2 * step);
    double share = Math.exp(s - both);
    for (int i = 0; i < column.length; i++) {
      double moved = Math.exp(after - both) * there[i] - Math.exp(before - both) * here[i];
      double velocity = share * lifted[i] + Math.exp(scaleOfDrift - both) * drift[i];
      column[i] = share * (column[i] + ds * lifted[i]) + moved / (2 * step) - dBoth * velocity;
    }
    return dBoth;
  }

  private double driftAt(int j, double value, double[] d) {
    y[j] = value;
    risk.at(motion.weights(y));
    return motion.drift(y, risk, d);
  }

  /** Adds (∂B/∂y_j) g. */
  private void addTurn(int j, double[] column) {
    double was = y[j];
    double step = STEP * Math.abs(was) + Math.min(STEP * 1e-2, 0.1 * motion.grain());
    y[j] = was + step;
    motion.lift(y, g, there);
    y[j] = was - step;
    motion.lift(y, g, here);
    y[j] = was;
    for (int i = 0; i < column.length; i++) {
      column[i] += (there[i] - here[i]) / (2 * step);
    }
  }
}
