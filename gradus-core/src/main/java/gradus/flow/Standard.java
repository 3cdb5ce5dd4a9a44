package gradus.flow;

import gradus.loss.Risk;

/** ẇ = -∇R̂(w). */
record Standard() implements Dynamics {
  @Override
  public String label() {
    return "standard";
  }

  @Override
  public Motion motion(Risk risk) {
    return new Motion() {
      @Override
      public int dimension() {
        return risk.network().parameters();
      }

      @Override
      public double[] state(double[] w) {
        return w.clone();
      }

      @Override
      public double[] weights(double[] y) {
        return y;
      }

      @Override
      public double velocity(double[] y, double[] v) {
        double logRisk = risk.at(y);
        risk.descent(v);
        return logRisk;
      }

      @Override
      public double logSpeed() {
        return risk.logScale();
      }
    };
  }
}
