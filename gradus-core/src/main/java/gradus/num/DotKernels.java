package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Inner products of four rows of A with one to three rows of B, all contiguous and of a length k
 * that fills whole vectors: the blocks of A Bᵀ. A kernel leaves its sums lane by lane, block row by
 * block row; {@link #fold} adds up the lanes.
 *
 * <p>Row i of A starts at {@code a[ai + i * lda]}, row j of B at {@code b[bi + j * ldb]}; fold puts
 * entry (i, j) at {@code t[ti + i * trs + j * tcs]}, so that the two operands may change places.
 * What {@link PanelKernels} says of the compiler holds here too; and were the last partial vector
 * treated here as well, the first compiler would find the kernels too large, and then the second
 * would never see them.
 */
final class DotKernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private DotKernels() {}

  /** Four rows of A with three rows of B. */
  static void dots3(
      int k, double[] a, int ai, int lda, double[] b, int bi, int ldb, double[] sums) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t01 = DoubleVector.zero(S);
    DoubleVector t02 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t12 = DoubleVector.zero(S);
    DoubleVector t20 = DoubleVector.zero(S);
    DoubleVector t21 = DoubleVector.zero(S);
    DoubleVector t22 = DoubleVector.zero(S);
    DoubleVector t30 = DoubleVector.zero(S);
    DoubleVector t31 = DoubleVector.zero(S);
    DoubleVector t32 = DoubleVector.zero(S);
    for (int p = 0; p < k; p += L) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bi + p);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bi + ldb + p);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bi + 2 * ldb + p);
      DoubleVector a0 = DoubleVector.fromArray(S, a, ai + p);
      t00 = a0.fma(b0, t00);
      t01 = a0.fma(b1, t01);
      t02 = a0.fma(b2, t02);
      DoubleVector a1 = DoubleVector.fromArray(S, a, ai + lda + p);
      t10 = a1.fma(b0, t10);
      t11 = a1.fma(b1, t11);
      t12 = a1.fma(b2, t12);
      DoubleVector a2 = DoubleVector.fromArray(S, a, ai + 2 * lda + p);
      t20 = a2.fma(b0, t20);
      t21 = a2.fma(b1, t21);
      t22 = a2.fma(b2, t22);
      DoubleVector a3 = DoubleVector.fromArray(S, a, ai + 3 * lda + p);
      t30 = a3.fma(b0, t30);
      t31 = a3.fma(b1, t31);
      t32 = a3.fma(b2, t32);
    }
    t00.intoArray(sums, 0);
    t01.intoArray(sums, 1 * L);
    t02.intoArray(sums, 2 * L);
    t10.intoArray(sums, 3 * L);
    t11.intoArray(sums, 4 * L);
    t12.intoArray(sums, 5 * L);
    t20.intoArray(sums, 6 * L);
    t21.intoArray(sums, 7 * L);
    t22.intoArray(sums, 8 * L);
    t30.intoArray(sums, 9 * L);
    t31.intoArray(sums, 10 * L);
    t32.intoArray(sums, 11 * L);
  }

  /** Four rows of A with two rows of B. */
  static void dots2(
      int k, double[] a, int ai, int lda, double[] b, int bi, int ldb, double[] sums) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t01 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t20 = DoubleVector.zero(S);
    DoubleVector t21 = DoubleVector.zero(S);
    DoubleVector t30 = DoubleVector.zero(S);
    DoubleVector t31 = DoubleVector.zero(S);
    for (int p = 0; p < k; p += L) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bi + p);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bi + ldb + p);
      DoubleVector a0 = DoubleVector.fromArray(S, a, ai + p);
      t00 = a0.fma(b0, t00);
      t01 = a0.fma(b1, t01);
      DoubleVector a1 = DoubleVector.fromArray(S, a, ai + lda + p);
      t10 = a1.fma(b0, t10);
      t11 = a1.fma(b1, t11);
      DoubleVector a2 = DoubleVector.fromArray(S, a, ai + 2 * lda + p);
      t20 = a2.fma(b0, t20);
      t21 = a2.fma(b1, t21);
      DoubleVector a3 = DoubleVector.fromArray(S, a, ai + 3 * lda + p);
      t30 = a3.fma(b0, t30);
      t31 = a3.fma(b1, t31);
    }
    t00.intoArray(sums, 0);
    t01.intoArray(sums, 1 * L);
    t10.intoArray(sums, 2 * L);
    t11.intoArray(sums, 3 * L);
    t20.intoArray(sums, 4 * L);
    t21.intoArray(sums, 5 * L);
    t30.intoArray(sums, 6 * L);
    t31.intoArray(sums, 7 * L);
  }

  /** Four rows of A with one row of B. */
  static void dots1(int k, double[] a, int ai, int lda, double[] b, int bi, double[] sums) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t20 = DoubleVector.zero(S);
    DoubleVector t30 = DoubleVector.zero(S);
    for (int p = 0; p < k; p += L) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bi + p);
      DoubleVector a0 = DoubleVector.fromArray(S, a, ai + p);
      t00 = a0.fma(b0, t00);
      DoubleVector a1 = DoubleVector.fromArray(S, a, ai + lda + p);
      t10 = a1.fma(b0, t10);
      DoubleVector a2 = DoubleVector.fromArray(S, a, ai + 2 * lda + p);
      t20 = a2.fma(b0, t20);
      DoubleVector a3 = DoubleVector.fromArray(S, a, ai + 3 * lda + p);
      t30 = a3.fma(b0, t30);
    }
    t00.intoArray(sums, 0);
    t10.intoArray(sums, 1 * L);
    t20.intoArray(sums, 2 * L);
    t30.intoArray(sums, 3 * L);
  }

  /** The inner product of two rows. */
  static double dot(int k, double[] a, int ai, double[] b, int bi) {
    DoubleVector t0 = DoubleVector.zero(S);
    DoubleVector t1 = DoubleVector.zero(S);
    DoubleVector t2 = DoubleVector.zero(S);
    DoubleVector t3 = DoubleVector.zero(S);
    int p = 0;
    for (; p < k - 4 * L + 1; p += 4 * L) {
      DoubleVector a0 = DoubleVector.fromArray(S, a, ai + p);
      t0 = a0.fma(DoubleVector.fromArray(S, b, bi + p), t0);
      DoubleVector a1 = DoubleVector.fromArray(S, a, ai + p + L);
      t1 = a1.fma(DoubleVector.fromArray(S, b, bi + p + L), t1);
      DoubleVector a2 = DoubleVector.fromArray(S, a, ai + p + 2 * L);
      t2 = a2.fma(DoubleVector.fromArray(S, b, bi + p + 2 * L), t2);
      DoubleVector a3 = DoubleVector.fromArray(S, a, ai + p + 3 * L);
      t3 = a3.fma(DoubleVector.fromArray(S, b, bi + p + 3 * L), t3);
    }
    for (; p < S.loopBound(k); p += L) {
      DoubleVector a0 = DoubleVector.fromArray(S, a, ai + p);
      t0 = a0.fma(DoubleVector.fromArray(S, b, bi + p), t0);
    }
    if (p < k) {
      VectorMask<Double> mask = S.indexInRange(p, k);
      DoubleVector a1 = DoubleVector.fromArray(S, a, ai + p, mask);
      t1 = a1.fma(DoubleVector.fromArray(S, b, bi + p, mask), t1);
    }
    double[] sums = Tile.sums();
    t0.add(t1).add(t2.add(t3)).intoArray(sums, 0);
    return Lanes.sum(sums, 0);
  }

  /** Adds up the lanes of 4 x cols sums, in one order always. */
  static void fold(int cols, double[] sums, double[] t, int ti, int trs, int tcs) {
    int from = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < cols; j++) {
        t[ti + i * trs + j * tcs] = Lanes.sum(sums, from);
        from += L;
      }
    }
  }
}
