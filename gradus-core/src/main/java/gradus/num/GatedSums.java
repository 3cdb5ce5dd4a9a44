package gradus.num;

import java.util.Optional;

/**
 * The weight gradient of a layer of rectified units under one output, without a matrix product.
 *
 * <p>With pre-activations Z (m x n), output weights a (m), cotangents u (n) and inputs X (k x n),
 * the gradient is
 *
 * <p>G = diag(a) Γ diag(u) Xᵀ, with Γ_jn = 1 where Z_jn &gt; 0 and α elsewhere,
 *
 * <p>an m x k matrix. Since Γ holds two numbers only, the columns of diag(u) Xᵀ are taken four at a
 * time, their sixteen partial sums tabulated, and each unit adds one entry of the table where a
 * product would multiply and add four times. The result is that of the product to round-off.
 *
 * <p>All matrices are row-major; Z and X have rows {@code stride} apart, and n is a multiple of 8.
 * Holds its own room: not for two threads at once, nothing is allocated after construction.
 */
public interface GatedSums {
  /** Writes G to {@code out[outOff]} and on, rows k apart. */
  void write(
      int n,
      double alpha,
      double[] a,
      int aOff,
      double[] z,
      double[] u,
      double[] x,
      double[] out,
      int outOff);

  /**
   * The sums for m units on k inputs; empty where the processor or the options of the virtual
   * machine make a plain product the better way.
   */
  static Optional<GatedSums> of(int m, int k, int stride) {
    return VectorModule.isPresent() && VectorGatedSums.pays(m, k)
        ? Optional.of(new VectorGatedSums(m, k, stride))
        : Optional.empty();
  }
}
