package gradus.flow;

import gradus.net.Network;

/**
 * ρ_k(t) by a schedule, V_k by its own flow: V̇_k = ρ_k (g_k - V_k⟨V_k, g_k⟩), the gradient driving
 * the directions only (banburski2019 §11.2, remark 1).
 *
 * <p>In time t this stalls once the examples are separated: g is of the size of the risk, and a
 * growing ρ makes it e^{-ρf̃}. In the rescaled clock, dτ = dt/R̂ with ρ_k(τ) by the schedule, V̇_k
 * = ρ S Σ q_n y_n ∂f̃_n/∂V_k whatever the risk, ρ = Πρ_k: the directions move at order ρ until q
 * has sharpened, and then follow the maximum of the smoothed margin. Their slowest mode relaxes at
 * a rate between ρ and ρ², so that a schedule in that clock must not outrun it, and a fixed step η
 * of descent is stable only up to ρ² of order 1/η.
 *
 * @param schedule the design of ρ_k
 * @param perRisk whether t is the rescaled clock
 */
record PrescribedRho(RadiusSchedule schedule, boolean perRisk) implements Dynamics {
  @Override
  public String label() {
    return "prescribed-rho(" + schedule.text() + (perRisk ? ", rescaled)" : ")");
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(
        network,
        new SphereTurn(SphereTurn.Update.MULTIPLIER),
        new Radius.Scheduled(schedule, perRisk));
  }
}
