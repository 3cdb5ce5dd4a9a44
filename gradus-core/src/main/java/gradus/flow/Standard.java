package gradus.flow;

import gradus.net.Network;

/** ẇ = -∇R̂(w). */
record Standard() implements Dynamics {
  @Override
  public String label() {
    return "standard";
  }

  @Override
  public Motion motion(Network network) {
    return new WeightMotion(network.parameters(), network.blocks());
  }
}
