package gradus.data;

import gradus.num.Seed;
import java.util.Optional;

/**
 * A law from which labelled examples are drawn, with what is known of it exactly.
 *
 * <p>Examples are independent unless a law says otherwise. The same n and seed give the same
 * examples.
 */
public interface DataLaw {
  /** The law with its arguments, in the form a user types: {@code xor2:d=20}. */
  String spec();

  /** The dimension of an example. */
  int dimension();

  /** n examples. */
  Dataset draw(int n, Seed seed);

  /** What is known exactly of the law. */
  Truth truth();

  /**
   * Two Gaussian classes: y = ±1 with equal chances, x ~ N(y δ/2 e₁, I) in d dimensions. No
   * classifier has an error below Φ(-δ/2).
   */
  static DataLaw gaussians(int d, double separation) {
    return new GaussiansLaw(d, separation);
  }

  /**
   * Separable examples with ‖x‖ ≤ 1 in d dimensions, whose maximum margin over all directions is γ̄
   * in every sample, attained by u = e₁; see {@link #linear(int, double, Seed)}.
   */
  static DataLaw linear(int d, double margin) {
    return new LinearLaw(d, margin, Optional.empty());
  }

  /**
   * The same with u drawn uniformly from the sphere.
   *
   * <p>The first two examples are z = γ̄u ± tv with y = +1 and -1 (z = y x, v ⟂ u), the others have
   * y⟨u, x⟩ ≥ γ̄. As ½z₁ + ½z₂ = γ̄u, no unit vector does better than γ̄ on those two, so that u is
   * the maximum margin direction exactly. A sample of one is x = y γ̄u. The examples are thus not
   * independent.
   */
  static DataLaw linear(int d, double margin, Seed direction) {
    return new LinearLaw(d, margin, Optional.of(direction));
  }

  /**
   * Noisy 2-XOR: the d coordinates are independent and ±1 with equal chances, and y = x₁x₂; the
   * other coordinates say nothing. With {@code unit} coordinates are ±1/√d, so that ‖x‖ = 1. (Ji
   * 2020, §3.2.1.)
   */
  static DataLaw xor2(int d, boolean unit) {
    return new Xor2Law(d, unit);
  }

  /**
   * A random teacher: y is the sign of Σ aⱼ relu⟨wⱼ, x⟩ with wⱼ ~ N(0, I/d) and aⱼ = +1, -1, +1,
   * ...; x ~ N(0, I), drawn again where all units are silent and the teacher has no sign.
   */
  static DataLaw teacher(int d, int width, Seed weights) {
    return new TeacherLaw(d, width, weights);
  }

  /**
   * A sine on [-1, 1] seen through polynomial features: the target is sin(2π f x), an example is
   * (p₀(x), ..., p_degree(x)) in the given basis, x at the given nodes. (Poggio 2018, Figures 4,
   * 13, 15 and 16: f = 4.)
   */
  static DataLaw sine(double frequency, int degree, PolynomialBasis basis, Nodes nodes) {
    return new SineLaw(frequency, degree, basis, nodes);
  }

  /**
   * Two interleaved spirals in the plane: y = ±1 with equal chances, x = r (cos φ, sin φ) + noise ·
   * N(0, I) with r uniform on [0.1, 1] and φ = 2π · turns · r, half a turn further for y = -1.
   */
  static DataLaw spirals(double turns, double noise) {
    return new SpiralsLaw(turns, noise);
  }
}
