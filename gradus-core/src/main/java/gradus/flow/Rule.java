package gradus.flow;

/** How a velocity becomes an update: plain, with momentum, or adaptive. */
public sealed interface Rule {
  /** The rule's memory for the states of a motion. */
  Stepper stepper(Motion motion);

  /** The dynamics' own step, y ← y + η ẏ for most ({@link Motion#step}). */
  record Plain() implements Rule {
    @Override
    public Stepper stepper(Motion motion) {
      return new PlainStepper(motion);
    }
  }

  /**
   * m ← βm + ηẏ, y ← y + m (Polyak's heavy ball).
   *
   * @param beta the share β in [0, 1) that is kept
   */
  record Momentum(double beta) implements Rule {
    /** Checks β. */
    public Momentum {
      share("momentum", beta);
    }

    @Override
    public Stepper stepper(Motion motion) {
      return new MomentumStepper(beta, motion.dimension());
    }
  }

  /**
   * Adam: m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², y ← y + η m̂ / (√v̂ + ε), hats for the correction
   * of the start. With a rescaled step, g is the velocity over the risk and the step is η.
   *
   * @param beta1 β₁ in [0, 1)
   * @param beta2 β₂ in [0, 1)
   * @param epsilon ε &gt; 0
   */
  record Adam(double beta1, double beta2, double epsilon) implements Rule {
    /** Checks the constants. */
    public Adam {
      share("beta1", beta1);
      share("beta2", beta2);
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException("epsilon must be positive, not " + epsilon);
      }
    }

    @Override
    public Stepper stepper(Motion motion) {
      return new AdamStepper(this, motion.dimension());
    }
  }

  private static void share(String name, double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1), not " + beta);
    }
  }
}
