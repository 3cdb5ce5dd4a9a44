package gradus.flow;

import gradus.net.Network;

/**
 * ẇ = -∇R̂ written in norms and directions: ρ̇_k = ⟨V_k, g_k⟩, V̇_k = (g_k - V_k⟨V_k, g_k⟩)/ρ_k
 * (poggio2020, equation 14).
 *
 * <p>The same path as {@code standard} (banburski2019, observation 1), as long as it is solved
 * exactly; the plain update leaves the sphere by ½‖V̇‖²η² a step, which {@link PolarMotion} keeps.
 */
record Normalized() implements Dynamics {
  @Override
  public String label() {
    return "normalized";
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(network, new PolarTurn(), new Radius.Free());
  }
}
