package gradus.num;

import java.util.Optional;

/**
 * The backward pass of a layer of rectified units under one output, without a matrix product.
 *
 * <p>With weights W (m x k), pre-activations Z (m x n), output weights a (m), cotangents u (n) and
 * inputs X (k x n), the layer's weight gradient and the adjoint of its inputs are
 *
 * <p>G = diag(a) Γ diag(u) Xᵀ and D = Wᵀ diag(a) Γ diag(u), with Γ_jn = 1 where Z_jn &gt; 0 and α
 * elsewhere.
 *
 * <p>Since Γ holds two numbers only, the terms of a sum are taken four at a time, their sixteen
 * partial sums tabulated, and one entry of the table is added where a product would multiply and
 * add four times. The results are those of the products to round-off.
 *
 * <p>All matrices are row-major; Z, X and D have rows {@code stride} apart, and n is a multiple of
 * 8. Holds its own room: not for two threads at once, nothing is allocated after construction.
 */
public interface GatedSums {
  /** Writes G, m x k, to {@code out[outOff]} and on. */
  void gradient(
      int n,
      double alpha,
      double[] a,
      int aOff,
      double[] z,
      double[] u,
      double[] x,
      double[] out,
      int outOff);

  /** Writes D, k x n, to {@code out}; W starts at {@code w[wOff]}. */
  void adjoint(
      int n,
      double alpha,
      double[] w,
      int wOff,
      double[] a,
      int aOff,
      double[] z,
      double[] u,
      double[] out);

  /**
   * The sums for m units on k inputs; empty where products are faster, or vectors of eight or four
   * lanes are not to be had or not asked for ({@link Blas#best}).
   */
  static Optional<GatedSums> of(int m, int k, int stride) {
    if (!BlasChoice.vectors()) {
      return Optional.empty();
    }
    if (VectorGatedSums.pays(m, stride)) {
      return Optional.of(new VectorGatedSums(m, k, stride));
    }
    return RowGatedSums.pays(m, k, stride)
        ? Optional.of(new RowGatedSums(m, k, stride))
        : Optional.empty();
  }
}
