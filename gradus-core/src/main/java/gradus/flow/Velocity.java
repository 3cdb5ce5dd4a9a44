package gradus.flow;

import gradus.loss.Risk;

/**
 * The velocity ẏ of a dynamics on a risk, in the log domain: ẏ = exp(logSpeed) v with v of order
 * one.
 *
 * <p>Not for two threads at once; nothing is allocated per evaluation.
 */
public final class Velocity {
  private final Risk risk;
  private final Motion motion;
  private final double[] g;
  private final double[] drift;
  private double logSpeed;

  /** The velocity of a motion on the risk of the same network. */
  public Velocity(Risk risk, Motion motion) {
    this.risk = risk;
    this.motion = motion;
    this.g = new double[risk.network().parameters()];
    this.drift = new double[motion.dimension()];
  }

  /** v ← exp(-logSpeed) ẏ at y; returns log R̂ there. */
  public double at(double[] y, double[] v) {
    double logRisk = risk.at(motion.weights(y));
    if (motion.space() == Motion.Space.WEIGHTS) {
      risk.descent(v);
    } else {
      risk.descent(g);
      motion.lift(y, g, v);
    }
    double own = addDrift(motion, y, risk, risk.logScale(), drift, v);
    logSpeed = Math.max(risk.logScale(), own) + motion.logRate(logRisk);
    return logRisk;
  }

  /** logSpeed of the last {@link #at}. */
  public double logSpeed() {
    return logSpeed;
  }

  /**
   * Adds the drift to v, which comes with the scale s of the gradient and leaves with the larger of
   * both; returns the scale of the drift, -∞ where there is none.
   */
  static double addDrift(
      Motion motion, double[] y, Risk risk, double s, double[] drift, double[] v) {
    double own = motion.drift(y, risk, drift);
    if (own == Double.NEGATIVE_INFINITY) {
      return own;
    }
    double scale = Math.max(s, own);
    double ofGradient = Math.exp(s - scale);
    double ofDrift = Math.exp(own - scale);
    for (int i = 0; i < v.length; i++) {
      v[i] = ofGradient * v[i] + ofDrift * drift[i];
    }
    return own;
  }
}
