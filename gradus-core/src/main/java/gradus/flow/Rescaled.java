package gradus.flow;

import gradus.net.Network;

/**
 * ẏ = F(y)/R̂(w): the path of another dynamics in the clock ∫ dt/R̂, in which exponential tails
 * move at order one (ji2020, theorem 4.1, for descent; banburski2019 equation 6 for a general rate
 * γ(t)).
 *
 * @param inner whose path it is
 */
record Rescaled(Dynamics inner) implements Dynamics {
  @Override
  public String label() {
    return inner instanceof Standard ? "rescaled" : "rescaled(" + inner.label() + ")";
  }

  @Override
  public Motion motion(Network network) {
    return new RetimedMotion(inner.motion(network));
  }
}
