package gradus.flow;

/** How long a step is: η_t, as a logarithm. */
public sealed interface StepSize {
  /** The factor η. */
  double eta();

  /** log(η_t / η) where the risk is exp(logRisk). */
  double logGain(double logRisk);

  /**
   * η_t = η.
   *
   * @param eta the step η &gt; 0
   */
  record Constant(double eta) implements StepSize {
    /** Checks the step. */
    public Constant {
      positive(eta);
    }

    @Override
    public double logGain(double logRisk) {
      return 0;
    }
  }

  /**
   * η_t = η / R̂(w_t): for exponential tails a step of constant length order, which reaches the
   * maximum margin at rate 1/t instead of 1/log t (ji2020, theorem 4.1).
   *
   * @param eta the factor η &gt; 0
   */
  record Rescaled(double eta) implements StepSize {
    /** Checks the factor. */
    public Rescaled {
      positive(eta);
    }

    @Override
    public double logGain(double logRisk) {
      // A risk of exactly zero leaves nothing to descend; any finite step stays put.
      return logRisk == Double.NEGATIVE_INFINITY ? 0 : -logRisk;
    }
  }

  private static void positive(double eta) {
    if (!(eta > 0) || Double.isInfinite(eta)) {
      throw new IllegalArgumentException("a step must be positive and finite, not " + eta);
    }
  }
}
