package gradus.flow;

import gradus.net.Network;

/**
 * Steepest descent on the sphere itself: V ← cos(‖u‖) V + sin(‖u‖) u/‖u‖ with u = ηρ_k S g_k, along
 * the great circle (banburski2019 §9, the fourth method). Its flow is that of {@code lagrange}.
 */
record TrueGradient() implements Dynamics {
  @Override
  public String label() {
    return "true-gradient";
  }

  @Override
  public Motion motion(Network network) {
    return new PolarMotion(network, new SphereTurn(SphereTurn.Update.GEODESIC), new Radius.Free());
  }
}
