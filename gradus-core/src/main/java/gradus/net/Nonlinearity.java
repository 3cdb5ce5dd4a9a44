package gradus.net;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A function σ applied to each pre-activation, with its first two derivatives.
 *
 * <p>The methods work on {@code n} entries that start at {@code from} of arrays laid out alike.
 */
public sealed interface Nonlinearity
    permits LeakyRelu, Linear, ReluPower, Polynomial, Tanh, Softplus, Erf {

  /** The name in the form a user types: {@code relu}, {@code leaky-relu(0.1)}, {@code relu^2}. */
  String label();

  /** The degree k with σ(cz) = c^k σ(z) for all c &gt; 0; empty when there is none. */
  OptionalInt degree();

  /**
   * Whether σ(z) &gt; 0 exactly where z &gt; 0 and σ' depends on that alone, so that σ(z) may take
   * the place of z.
   */
  default boolean keepsSign() {
    return false;
  }

  /** Whether σ is zero for all z &lt; 0. */
  default boolean hasOffSide() {
    return false;
  }

  /** a ← σ(z); z and a may be one array. */
  void value(int n, double[] z, double[] a, int from);

  /** d ← σ'(z) d; where {@link #keepsSign}, σ(z) serves as z. */
  void slope(int n, double[] z, double[] d, int from);

  /** c ← c + σ''(z) t d: what bends a second-order product. */
  void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from);

  /** max(z, 0). */
  static Nonlinearity relu() {
    return new LeakyRelu(0);
  }

  /** max(z, αz), 0 ≤ α ≤ 1. */
  static Nonlinearity leakyRelu(double alpha) {
    return new LeakyRelu(alpha);
  }

  /** z. */
  static Nonlinearity linear() {
    return new Linear();
  }

  /** max(z, 0)^k, k ≥ 2. */
  static Nonlinearity reluPower(int k) {
    return k == 1 ? relu() : new ReluPower(k);
  }

  /** Σ c_j z^j from the coefficients c_0, c_1, …. */
  static Nonlinearity polynomial(double... coefficients) {
    return new Polynomial(Arrays.stream(coefficients).boxed().toList());
  }

  /** The hyperbolic tangent. */
  static Nonlinearity tanh() {
    return new Tanh();
  }

  /** The error function. */
  static Nonlinearity erf() {
    return new Erf();
  }

  /** log(1 + e^z). */
  static Nonlinearity softplus() {
    return new Softplus();
  }
}
