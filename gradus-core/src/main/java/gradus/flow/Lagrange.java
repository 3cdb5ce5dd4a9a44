package gradus.flow;

import gradus.net.Network;

/**
 * Gradient descent on R̂(ρ, V) in the norms and the directions, a multiplier holding ‖V_k‖ = 1:
 * ρ̇_k = ⟨V_k, g_k⟩, V̇_k = ρ_k (g_k - V_k⟨V_k, g_k⟩) (poggio2020, equations 6 and 7).
 *
 * <p>The update is V ← αV + h, h = ηρ_k g_k, α = √(1 - ‖h‖² + (Vᵀh)²) - Vᵀh (banburski2019,
 * equation 51); there is none when ‖Sh‖ &gt; 1. α = 1 - 2λ with λ_k = ½⟨V_k, h⟩ to first order:
 * banburski2019 prints the sign of λ three ways (17, 47 to 50), of which -2λV is the right one; 46
 * lacks y_n.
 */
record Lagrange() implements Dynamics {
  @Override
  public String label() {
    return "lagrange";
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(
        network, new SphereTurn(SphereTurn.Update.MULTIPLIER), new Radius.Free());
  }
}
