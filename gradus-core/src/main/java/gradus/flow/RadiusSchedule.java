package gradus.flow;

/**
 * A designed course of the norms ρ_k(t), the same law for every trained layer (banburski2019 §11.2,
 * remark 1); ρ_k(0) is the norm of the start.
 */
public sealed interface RadiusSchedule {
  /** The form a user types: {@code log, 1, 10}. */
  String text();

  /**
   * ρ_k = ρ_k(0) + a log(1 + t/t_0).
   *
   * @param a the factor a &gt; 0
   * @param t0 the time t_0 &gt; 0
   */
  record Logarithmic(double a, double t0) implements RadiusSchedule {
    /** Checks the constants. */
    public Logarithmic {
      positive("log schedule's factor", a);
      positive("log schedule's time", t0);
    }

    @Override
    public String text() {
      return "log, %s, %s".formatted(a, t0);
    }
  }

  /**
   * ρ_k = ρ_k(0) + ct.
   *
   * @param c the rate c &gt; 0
   */
  record Linear(double c) implements RadiusSchedule {
    /** Checks the rate. */
    public Linear {
      positive("linear schedule's rate", c);
    }

    @Override
    public String text() {
      return "linear, %s".formatted(c);
    }
  }

  /**
   * ρ_k = ρ_k(0) (1 + t/t_0)^β.
   *
   * @param beta the power β &gt; 0
   * @param t0 the time t_0 &gt; 0
   */
  record Power(double beta, double t0) implements RadiusSchedule {
    /** Checks the constants. */
    public Power {
      positive("power schedule's exponent", beta);
      positive("power schedule's time", t0);
    }

    @Override
    public String text() {
      return "power, %s, %s".formatted(beta, t0);
    }
  }

  /**
   * ρ̇_k = κ ρ_k (H(q)/log n - h): ρ grows while the weights q_n of the examples are spread out and
   * shrinks when too few of them are left, so that their relative entropy is kept at h. Needs a
   * loss with an exponential tail, whose q sum to one, and at least two examples.
   *
   * @param target the relative entropy h in (0, 1)
   * @param gain the strength κ &gt; 0 of the feedback
   */
  record Entropy(double target, double gain) implements RadiusSchedule {
    /** Checks the constants. */
    public Entropy {
      if (!(target > 0 && target < 1)) {
        throw new IllegalArgumentException(
            "the entropy schedule's target lies in (0, 1), but " + target + " came");
      }
      positive("entropy schedule's gain", gain);
    }

    @Override
    public String text() {
      return "entropy, %s, %s".formatted(target, gain);
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "the %s must be positive and finite, but %s came".formatted(name, value));
    }
  }
}
