package gradus.flow;

import gradus.loss.Risk;
import gradus.loss.Tail;
import gradus.num.BadInput;

/** How the norms ρ_k of the layers move: part of a {@link PolarMotion}. */
sealed interface Radius {
  /** ρ̇_k = ⟨V_k, g_k⟩, the gradient's own. */
  record Free() implements Radius {}

  /** ρ̇_k = 0. */
  record Held() implements Radius {}

  /**
   * ρ_k(t) as designed, whatever the gradient says.
   *
   * <p>One more coordinate σ = log(1 + t/t_0) makes the equation autonomous: σ̇ = e^{-σ}/t_0.
   *
   * @param schedule the design
   * @param perRisk whether t is the rescaled clock, in which the directions move by gradient over
   *     risk and the norms as designed
   */
  record Scheduled(RadiusSchedule schedule, boolean perRisk) implements Radius {
    /** The norms' part of a drift, order one; returns its scale. */
    double drift(double[] y, PolarMotion.Layout at, Risk risk, double[] d) {
      double sigma = y[at.clock()];
      double scale = 0;
      double shift = 0;
      double growth = 0;
      switch (schedule) {
        case RadiusSchedule.Logarithmic(double a, double t0) -> {
          scale = -sigma - Math.log(t0);
          shift = a;
        }
        case RadiusSchedule.Linear(double c) -> {
          // In a clock in which ρ doubles every so often: units of t are lost in a long t.
          double largest = 0;
          for (int k = 0; k < at.layers(); k++) {
            largest = Math.max(largest, y[at.rho(k)]);
          }
          scale = Math.log(c) - Math.log(largest);
          shift = largest;
        }
        case RadiusSchedule.Power(double beta, double t0) -> {
          scale = -sigma - Math.log(t0);
          growth = beta;
        }
        case RadiusSchedule.Entropy(double target, double gain) ->
            growth = gain * (relativeEntropy(risk) - target);
      }
      for (int k = 0; k < at.layers(); k++) {
        double rho = y[at.rho(k)];
        d[at.rho(k)] = at.trained(k) ? shift + growth * rho : 0;
      }
      d[at.clock()] = ticks() ? 1 : 0;
      return perRisk ? scale + risk.logRisk() : scale;
    }

    /** next ← the norms and the clock after a step, exactly as designed. */
    void step(double[] y, PolarMotion.Layout at, double[] v, double factor, double[] next) {
      double later = Math.log1p(factor * v[at.clock()]);
      next[at.clock()] = y[at.clock()] + later;
      for (int k = 0; k < at.layers(); k++) {
        double rho = y[at.rho(k)];
        double euler = factor * v[at.rho(k)];
        next[at.rho(k)] =
            !at.trained(k)
                ? rho
                : switch (schedule) {
                  case RadiusSchedule.Logarithmic(double a, double t0) -> rho + a * later;
                  case RadiusSchedule.Linear(double c) -> rho + euler;
                  case RadiusSchedule.Power(double beta, double t0) -> rho * Math.exp(beta * later);
                  // A long step must not turn a norm negative.
                  case RadiusSchedule.Entropy(double target, double gain) ->
                      rho * Math.exp(euler / rho);
                };
      }
    }

    /** Whether the norms grow for ever. */
    boolean endless() {
      return !(schedule instanceof RadiusSchedule.Entropy);
    }

    private boolean ticks() {
      return switch (schedule) {
        case RadiusSchedule.Logarithmic l -> true;
        case RadiusSchedule.Power p -> true;
        case RadiusSchedule.Linear l -> false;
        case RadiusSchedule.Entropy e -> false;
      };
    }

    private static double relativeEntropy(Risk risk) {
      int n = risk.examples().count();
      if (n < 2 || risk.loss().tail() != Tail.EXPONENTIAL) {
        throw new BadInput(
            "the entropy schedule weighs examples against each other: it needs at least 2 of them"
                + " and"
                + " an exponential, logistic or cross-entropy loss, but %d and %s loss came"
                    .formatted(n, risk.loss().label()));
      }
      double entropy = 0;
      for (int i = 0; i < n; i++) {
        double q = risk.weight(i);
        entropy -= q > 0 ? q * Math.log(q) : 0;
      }
      return entropy / Math.log(n);
    }
  }
}
