package gradus.flow;

/** y + η v. */
record PlainStepper() implements Stepper {
  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    double factor = eta * Math.exp(logGain);
    for (int i = 0; i < next.length; i++) {
      next[i] = y[i] + factor * v[i];
    }
  }

  @Override
  public void save(Snapshot snapshot) {
    // Nothing is remembered.
  }

  @Override
  public void restore(Snapshot snapshot) {
    // Nothing is remembered.
  }
}
