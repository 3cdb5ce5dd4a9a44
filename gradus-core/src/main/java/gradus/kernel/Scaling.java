package gradus.kernel;

/** By what the output of an activation of width m is multiplied before the next weights. */
public enum Scaling {
  /**
   * 1/√(m E σ(z)²) with z ~ N(0, 1): √(2/m) for ReLU. An input of norm 1 keeps the variance 1 at
   * every depth, and the variance of a homogeneous network does not depend on its depth.
   */
  NORMALISED,

  /** 1/√m, as in f = m^-½ Σ a_s σ(⟨w_s, x⟩) (ji2020, equation 4). */
  PLAIN
}
