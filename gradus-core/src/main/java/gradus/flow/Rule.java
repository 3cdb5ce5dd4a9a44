package gradus.flow;

import gradus.num.BadInput;
import gradus.num.Seed;

/**
 * How a velocity becomes an update: plain, with momentum on the weights or on the dual, adaptive,
 * anchored, thrown outwards, or with noise.
 */
public sealed interface Rule {
  /**
   * The rule's memory for the states of a motion.
   *
   * @throws BadInput if the rule cannot move such states
   */
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
      addable("momentum", motion);
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
      addable("adam", motion);
      return new AdamStepper(this, motion.dimension());
    }
  }

  /**
   * w ← (1 - λ_t) T(w), T being a plain step: Halpern's iteration anchored at zero, which tends to
   * the minimum of least norm from any start where T alone keeps what the start had off the span of
   * the examples (banburski2019 §9.1, remark 4).
   *
   * @param anchoring the schedule λ_t
   */
  record Anchored(Anchoring anchoring) implements Rule {
    @Override
    public Stepper stepper(Motion motion) {
      return new AnchoredStepper(anchoring, WeightMotion.of(motion, "anchored"));
    }
  }

  /**
   * w ← w - η∇R̂ + √(2ηT) ξ, ξ standard normal: the unadjusted Langevin chain, whose law tends to
   * e^{-R̂/T}/Z up to an error of order η (banburski2019, equation 33). Wants a constant step and
   * the standard dynamics; fixed weights get no noise.
   *
   * @param temperature T &gt; 0
   * @param seed decides the noise: that of step t depends on the seed and t alone
   */
  record Langevin(double temperature, Seed seed) implements Rule {
    /** Checks the temperature. */
    public Langevin {
      if (!(temperature > 0) || Double.isInfinite(temperature)) {
        throw new IllegalArgumentException(
            "a temperature must be positive and finite, not " + temperature);
      }
    }

    @Override
    public Stepper stepper(Motion motion) {
      if (motion instanceof WeightMotion weights) {
        return new LangevinStepper(this, weights);
      }
      throw new BadInput("langevin noise belongs to the standard dynamics; take that one");
    }
  }

  /**
   * Momentum on the dual: g ← t/(t+1) (g + d), w ← w + η(g + d), with d = -∇R̂/R̂ and t from 0 (Ji,
   * Srebro and Telgarsky 2021, algorithm 1). For separable data, the exponential loss and η = 1/max
   * ‖x‖² it is Nesterov's method on the dual ½‖Σ q_n y_n x_n‖² over the simplex, and the margin of
   * w/‖w‖ is within 4(1 + log n)(1 + 2 log(t + 1))/(γ(t + 1)²) of the largest. Wants a rescaled
   * step.
   */
  record DualAcceleration() implements Rule {
    @Override
    public Stepper stepper(Motion motion) {
      addable("dual-acceleration", motion);
      return new DualAccelerationStepper(motion.dimension());
    }
  }

  /**
   * Steps w ← w - η∇R̂/R̂ within a ball, ‖w‖ ≤ R, where every so many steps w and R are multiplied
   * by a factor; before the first time R is infinite (Wang, Min and Wu 2024, progressive norm
   * rescaling). What keeps w off the largest margin is a vector of order one that the steps
   * restore, while ‖w‖ grows exponentially. That holds where the support vectors span the examples;
   * what w has off their span is multiplied too, and no step takes it away.
   *
   * <p>Accelerated, the steps are those of {@link DualAcceleration}, begun anew after each time and
   * without a ball: their number goes with the root of the condition number, and the share that is
   * off the span is that of the first of them, small of order 1/every². Both want a rescaled step.
   *
   * @param factor by which w grows, above 1
   * @param every the number of steps between
   * @param largest the ‖w‖ beyond which it no longer grows: at 1e16 over max ‖x‖ a double has no
   *     digits left for what differs between margins
   * @param accelerated whether there is momentum between
   */
  record ProgressiveRescaling(double factor, long every, double largest, boolean accelerated)
      implements Rule {
    /** Checks the constants. */
    public ProgressiveRescaling {
      if (!(factor > 1) || Double.isInfinite(factor) || every < 1 || !(largest > 0)) {
        throw new IllegalArgumentException(
            "progressive rescaling needs a factor above 1, at least 1 step between and a positive largest norm, not %s, %d and %s"
                .formatted(factor, every, largest));
      }
    }

    @Override
    public Stepper stepper(Motion motion) {
      WeightMotion weights = WeightMotion.of(motion, "progressive-rescaling");
      return accelerated
          ? new RestartedStepper(this, weights.dimension())
          : new ProgressiveStepper(this, weights);
    }
  }

  /** Whether the rule is defined for gradients over the risk alone. */
  default boolean wantsRescaledStep() {
    return this instanceof DualAcceleration || this instanceof ProgressiveRescaling;
  }

  private static void addable(String rule, Motion motion) {
    if (motion.space() == Motion.Space.CURVED) {
      throw new BadInput(
          "%s adds to the state what it remembers, which takes directions off their sphere; take the plain rule with this dynamics, or the standard or weight-norm dynamics with %s"
              .formatted(rule, rule));
    }
  }

  private static void share(String name, double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1), not " + beta);
    }
  }
}
