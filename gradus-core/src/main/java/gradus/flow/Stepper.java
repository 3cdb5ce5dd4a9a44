package gradus.flow;

/** A rule at work, with what it remembers. */
interface Stepper {
  /**
   * next ← the update of y.
   *
   * @param eta the step η
   * @param logGain what the velocity v is to be multiplied by besides, as a logarithm
   */
  void step(double[] y, double[] v, double eta, double logGain, double[] next);

  /** Writes the memory. */
  void save(Snapshot snapshot);

  /** Reads it back. */
  void restore(Snapshot snapshot);
}
