package gradus.flow;

import gradus.net.Network;

/**
 * w = γ v/‖v‖ with γ̇ = ⟨v, g⟩/‖v‖ and v̇ = (γ/‖v‖) S g, S = I - vvᵀ/‖v‖² (banburski2019, equations
 * 55 and 56, which print the gradient for g = -∇R̂ and so have the sign of ascent).
 *
 * <p>The flow keeps ‖v‖ and is {@code lagrange} where ‖v‖ = 1; else v turns ‖v‖² times as slowly.
 * It starts at v = W_k, γ = ‖W_k‖. The plain update lets ‖v‖ grow by η²‖v̇‖² a step, as in
 * practice.
 *
 * @param unitStart start at v = W_k/‖W_k‖ instead
 * @param perUnit one v and γ for the weights into each unit instead of for each layer
 */
record WeightNorm(boolean unitStart, boolean perUnit) implements Dynamics {
  @Override
  public String label() {
    if (!unitStart && !perUnit) {
      return "weight-norm";
    }
    return "weight-norm("
        + (unitStart ? "unit" : "")
        + (unitStart && perUnit ? ", " : "")
        + (perUnit ? "rows" : "")
        + ")";
  }

  @Override
  public Motion motion(Network network) {
    return new WeightNormMotion(network, unitStart, perUnit);
  }
}
