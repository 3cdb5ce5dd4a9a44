package gradus.net;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;

/** Where training starts. */
public interface Initialiser {
  /** The weights at the start, of length p; each block draws from its own child of the seed. */
  double[] weights(Network network, Seed seed);

  /** The network as it is to be trained from here: some starts hold the output weights fixed. */
  default Network adapt(Network network) {
    return network;
  }

  /** Independent N(0, scale²) entries. */
  static Initialiser gaussian(double scale) {
    return new ScaledGaussian(scale, false);
  }

  /**
   * Independent N(0, scale² 2 / fan-in) entries: the variance of ReLU layers is kept at scale 1.
   */
  static Initialiser he(double scale) {
    return new ScaledGaussian(scale, true);
  }

  /** Rows or columns orthonormal times scale, whichever are fewer: a uniformly random frame. */
  static Initialiser orthogonal(double scale) {
    return new Orthogonal(scale);
  }

  /**
   * f = m^-½ Σ a_s σ(⟨w_s, x⟩) with w_s ~ N(0, I) and signs a_s = ±1 that stay fixed (ji2020,
   * equation 4). For deeper networks every hidden block is N(0, 1) over the root of its fan-in, the
   * first N(0, I).
   */
  static Initialiser fixedSigns() {
    return new FixedSigns();
  }

  /** The given matrices W_1, …, W_K, rows = outputs. */
  static Initialiser given(List<Matrix> matrices) {
    return new Given(List.copyOf(matrices));
  }
}
