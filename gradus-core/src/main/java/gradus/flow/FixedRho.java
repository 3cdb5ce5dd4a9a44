package gradus.flow;

import gradus.net.Network;

/**
 * Directions alone, at the norms of the start: V̇_k = ρ_k (g_k - V_k⟨V_k, g_k⟩), ρ̇_k = 0
 * (poggio2020, equations 3 and 4). Updated as {@code lagrange} is.
 */
record FixedRho() implements Dynamics {
  @Override
  public String label() {
    return "fixed-rho";
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(
        network, new SphereTurn(SphereTurn.Update.MULTIPLIER), new Radius.Held());
  }
}
