package gradus.flow;

import gradus.net.Block;
import gradus.net.Network;

/**
 * V̇_k = ρ_k S_p g_k with S_p = I - ννᵀ/‖ν‖², ν = ∂‖V_k‖_p/∂V_k, and ρ̇_k = ⟨V_k, g_k⟩, where W_k =
 * ρ_k V_k and ‖V_k‖_p = 1 (banburski2019, theorem 7).
 *
 * <p>The flow keeps ‖V_k‖_p; the plain update does so to second order. For p = 1 and p = ∞ the norm
 * has kinks, and a flow that slides along one leaves the unit ball: the theorem then holds only up
 * to the first zero coordinate or tie. ν is sign(V)|V|^{p-1} up to a factor; the document's V^{p-1}
 * in equation 47 lacks the sign.
 *
 * @param norm the p-norm
 */
record TangentGradient(PNorm norm) implements Dynamics {
  @Override
  public String label() {
    return "tangent-gradient(" + norm.text() + ")";
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(network, new TangentTurn(norm, largest(network)), new Radius.Free());
  }

  static int largest(Network network) {
    return network.blocks().stream().mapToInt(Block::size).max().orElseThrow();
  }
}
