package gradus.flow;

import gradus.loss.Risk;

/** A named way to move: an equation ẏ = F(y) for a state y from which the weights are read. */
public interface Dynamics {
  /** The name a user types. */
  String label();

  /** The equation for one risk, with the room it works in. */
  Motion motion(Risk risk);

  /** ẇ = -∇R̂(w), the gradient flow (poggio2020, equations 1 and 13). */
  static Dynamics standard() {
    return new Standard();
  }
}
