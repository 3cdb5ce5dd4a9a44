package gradus.flow;

import gradus.net.Network;

/** A named way to move: an equation ẏ = F(y) for a state y from which the weights are read. */
public interface Dynamics {
  /** The name a user types. */
  String label();

  /** The equation for the weights of one network, with the room it works in. */
  Motion motion(Network network);

  /** ẇ = -∇R̂(w), the gradient flow (poggio2020, equations 1 and 13). */
  static Dynamics standard() {
    return new Standard();
  }
}
