package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of four rows of a product A B, one to three vectors wide, held in registers over the whole
 * sum and then written to a target T.
 *
 * <p>Entry (i, p) of A stands at {@code a[ai + i * ars + p * aps]}, so that one kernel serves A and
 * its transpose; row p of B starts at {@code b[bi + p * ldb]} and row i of T at {@code t[ti + i *
 * ldt]}.
 *
 * <p>The accumulators are locals by name, and no vector is handed to another method of ours: the
 * compiler keeps neither arrays of vectors nor vectors passed to calls in registers, and it stops
 * inlining such calls once a kernel has grown to this size.
 */
final class PanelKernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private PanelKernels() {}

  /** Four rows, three vectors of columns. */
  static void times3(
      int k,
      double[] a,
      int ai,
      int ars,
      int aps,
      double[] b,
      int bi,
      int ldb,
      double[] t,
      int ti,
      int ldt) {
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
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bp + 2 * L);
      DoubleVector a0 = DoubleVector.broadcast(S, a[ap]);
      t00 = a0.fma(b0, t00);
      t01 = a0.fma(b1, t01);
      t02 = a0.fma(b2, t02);
      DoubleVector a1 = DoubleVector.broadcast(S, a[ap + ars]);
      t10 = a1.fma(b0, t10);
      t11 = a1.fma(b1, t11);
      t12 = a1.fma(b2, t12);
      DoubleVector a2 = DoubleVector.broadcast(S, a[ap + 2 * ars]);
      t20 = a2.fma(b0, t20);
      t21 = a2.fma(b1, t21);
      t22 = a2.fma(b2, t22);
      DoubleVector a3 = DoubleVector.broadcast(S, a[ap + 3 * ars]);
      t30 = a3.fma(b0, t30);
      t31 = a3.fma(b1, t31);
      t32 = a3.fma(b2, t32);
      ap += aps;
      bp += ldb;
    }
    t00.intoArray(t, ti);
    t01.intoArray(t, ti + L);
    t02.intoArray(t, ti + 2 * L);
    t10.intoArray(t, ti + ldt);
    t11.intoArray(t, ti + ldt + L);
    t12.intoArray(t, ti + ldt + 2 * L);
    t20.intoArray(t, ti + 2 * ldt);
    t21.intoArray(t, ti + 2 * ldt + L);
    t22.intoArray(t, ti + 2 * ldt + 2 * L);
    t30.intoArray(t, ti + 3 * ldt);
    t31.intoArray(t, ti + 3 * ldt + L);
    t32.intoArray(t, ti + 3 * ldt + 2 * L);
  }

  /** Four rows, two vectors of columns. */
  static void times2(
      int k,
      double[] a,
      int ai,
      int ars,
      int aps,
      double[] b,
      int bi,
      int ldb,
      double[] t,
      int ti,
      int ldt) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t01 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t20 = DoubleVector.zero(S);
    DoubleVector t21 = DoubleVector.zero(S);
    DoubleVector t30 = DoubleVector.zero(S);
    DoubleVector t31 = DoubleVector.zero(S);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector a0 = DoubleVector.broadcast(S, a[ap]);
      t00 = a0.fma(b0, t00);
      t01 = a0.fma(b1, t01);
      DoubleVector a1 = DoubleVector.broadcast(S, a[ap + ars]);
      t10 = a1.fma(b0, t10);
      t11 = a1.fma(b1, t11);
      DoubleVector a2 = DoubleVector.broadcast(S, a[ap + 2 * ars]);
      t20 = a2.fma(b0, t20);
      t21 = a2.fma(b1, t21);
      DoubleVector a3 = DoubleVector.broadcast(S, a[ap + 3 * ars]);
      t30 = a3.fma(b0, t30);
      t31 = a3.fma(b1, t31);
      ap += aps;
      bp += ldb;
    }
    t00.intoArray(t, ti);
    t01.intoArray(t, ti + L);
    t10.intoArray(t, ti + ldt);
    t11.intoArray(t, ti + ldt + L);
    t20.intoArray(t, ti + 2 * ldt);
    t21.intoArray(t, ti + 2 * ldt + L);
    t30.intoArray(t, ti + 3 * ldt);
    t31.intoArray(t, ti + 3 * ldt + L);
  }

  /** Four rows, the first {@code lanes} columns of one vector. */
  static void times1(
      int lanes,
      int k,
      double[] a,
      int ai,
      int ars,
      int aps,
      double[] b,
      int bi,
      int ldb,
      double[] t,
      int ti,
      int ldt) {
    VectorMask<Double> mask = S.indexInRange(0, lanes);
    DoubleVector t0 = DoubleVector.zero(S);
    DoubleVector t1 = DoubleVector.zero(S);
    DoubleVector t2 = DoubleVector.zero(S);
    DoubleVector t3 = DoubleVector.zero(S);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp, mask);
      t0 = DoubleVector.broadcast(S, a[ap]).fma(b0, t0);
      t1 = DoubleVector.broadcast(S, a[ap + ars]).fma(b0, t1);
      t2 = DoubleVector.broadcast(S, a[ap + 2 * ars]).fma(b0, t2);
      t3 = DoubleVector.broadcast(S, a[ap + 3 * ars]).fma(b0, t3);
      ap += aps;
      bp += ldb;
    }
    t0.intoArray(t, ti, mask);
    t1.intoArray(t, ti + ldt, mask);
    t2.intoArray(t, ti + 2 * ldt, mask);
    t3.intoArray(t, ti + 3 * ldt, mask);
  }
}
