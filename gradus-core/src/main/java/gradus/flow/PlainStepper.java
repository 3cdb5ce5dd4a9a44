package gradus.flow;

/** The step of the motion itself. */
record PlainStepper(Motion motion) implements Stepper {
  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    motion.step(y, v, eta * Math.exp(logGain), next);
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
