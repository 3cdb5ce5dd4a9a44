package gradus.curvature;

import gradus.net.Network;

/** How a direction of the weights spreads over the layers. */
public final class LayerShares {
  private LayerShares() {}

  /** ‖u_k‖²/‖u‖² for the part u_k in each block, which sum to one. */
  public static double[] of(Network network, double[] u) {
    double[] shares = new double[network.blocks().size()];
    double total = 0;
    for (int k = 0; k < shares.length; k++) {
      for (int i = network.blocks().get(k).offset(); i < network.blocks().get(k).end(); i++) {
        shares[k] += u[i] * u[i];
      }
      total += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= total;
    }
    return shares;
  }
}
