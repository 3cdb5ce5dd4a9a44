package gradus.flow;

import gradus.net.Network;

/**
 * V_k ← (V_k + h)/‖V_k + h‖_p with h = ηρ_k g_k, and ρ̇_k = ⟨V_k, g_k⟩ (banburski2019, equation
 * 52).
 *
 * <p>As a flow V̇ = h - V⟨ν, h⟩/⟨ν, V⟩ with ν = ∂‖V‖_p/∂V: h projected along V, where {@code
 * tangent-gradient} projects along ν. For p = 2 the two are one.
 *
 * @param norm the p-norm
 */
record CoefficientNormalization(PNorm norm) implements Dynamics {
  @Override
  public String label() {
    return "coefficient-normalization(" + norm.text() + ")";
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(
        network, new CoefficientTurn(norm, TangentGradient.largest(network)), new Radius.Free());
  }
}
