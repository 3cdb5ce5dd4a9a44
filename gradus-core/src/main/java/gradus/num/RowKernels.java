package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pieces of one row of a product A B, held in registers over the whole sum and then written to a
 * target t.
 *
 * <p>Entry p of the row of A stands at {@code a[ai + p * aps]}, row p of B starts at {@code b[bi +
 * p * ldb]}. What {@link PanelKernels} says of the compiler holds here too.
 */
final class RowKernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private RowKernels() {}

  /** Eight vectors of columns. */
  static void times8(
      int k, double[] a, int ai, int aps, double[] b, int bi, int ldb, double[] t, int ti) {
    DoubleVector t0 = DoubleVector.zero(S);
    DoubleVector t1 = DoubleVector.zero(S);
    DoubleVector t2 = DoubleVector.zero(S);
    DoubleVector t3 = DoubleVector.zero(S);
    DoubleVector t4 = DoubleVector.zero(S);
    DoubleVector t5 = DoubleVector.zero(S);
    DoubleVector t6 = DoubleVector.zero(S);
    DoubleVector t7 = DoubleVector.zero(S);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector x = DoubleVector.broadcast(S, a[ap]);
      t0 = x.fma(DoubleVector.fromArray(S, b, bp), t0);
      t1 = x.fma(DoubleVector.fromArray(S, b, bp + L), t1);
      t2 = x.fma(DoubleVector.fromArray(S, b, bp + 2 * L), t2);
      t3 = x.fma(DoubleVector.fromArray(S, b, bp + 3 * L), t3);
      t4 = x.fma(DoubleVector.fromArray(S, b, bp + 4 * L), t4);
      t5 = x.fma(DoubleVector.fromArray(S, b, bp + 5 * L), t5);
      t6 = x.fma(DoubleVector.fromArray(S, b, bp + 6 * L), t6);
      t7 = x.fma(DoubleVector.fromArray(S, b, bp + 7 * L), t7);
      ap += aps;
      bp += ldb;
    }
    t0.intoArray(t, ti);
    t1.intoArray(t, ti + L);
    t2.intoArray(t, ti + 2 * L);
    t3.intoArray(t, ti + 3 * L);
    t4.intoArray(t, ti + 4 * L);
    t5.intoArray(t, ti + 5 * L);
    t6.intoArray(t, ti + 6 * L);
    t7.intoArray(t, ti + 7 * L);
  }

  /** Four vectors of columns. */
  static void times4(
      int k, double[] a, int ai, int aps, double[] b, int bi, int ldb, double[] t, int ti) {
    DoubleVector t0 = DoubleVector.zero(S);
    DoubleVector t1 = DoubleVector.zero(S);
    DoubleVector t2 = DoubleVector.zero(S);
    DoubleVector t3 = DoubleVector.zero(S);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector x = DoubleVector.broadcast(S, a[ap]);
      t0 = x.fma(DoubleVector.fromArray(S, b, bp), t0);
      t1 = x.fma(DoubleVector.fromArray(S, b, bp + L), t1);
      t2 = x.fma(DoubleVector.fromArray(S, b, bp + 2 * L), t2);
      t3 = x.fma(DoubleVector.fromArray(S, b, bp + 3 * L), t3);
      ap += aps;
      bp += ldb;
    }
    t0.intoArray(t, ti);
    t1.intoArray(t, ti + L);
    t2.intoArray(t, ti + 2 * L);
    t3.intoArray(t, ti + 3 * L);
  }

  /** The first {@code lanes} columns of one vector; four sums run side by side. */
  static void times1(
      int lanes,
      int k,
      double[] a,
      int ai,
      int aps,
      double[] b,
      int bi,
      int ldb,
      double[] t,
      int ti) {
    VectorMask<Double> mask = S.indexInRange(0, lanes);
    DoubleVector t0 = DoubleVector.zero(S);
    DoubleVector t1 = DoubleVector.zero(S);
    DoubleVector t2 = DoubleVector.zero(S);
    DoubleVector t3 = DoubleVector.zero(S);
    int ap = ai;
    int bp = bi;
    int p = 0;
    for (; p < k - 3; p += 4) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp, mask);
      t0 = b0.fma(DoubleVector.broadcast(S, a[ap]), t0);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + ldb, mask);
      t1 = b1.fma(DoubleVector.broadcast(S, a[ap + aps]), t1);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bp + 2 * ldb, mask);
      t2 = b2.fma(DoubleVector.broadcast(S, a[ap + 2 * aps]), t2);
      DoubleVector b3 = DoubleVector.fromArray(S, b, bp + 3 * ldb, mask);
      t3 = b3.fma(DoubleVector.broadcast(S, a[ap + 3 * aps]), t3);
      ap += 4 * aps;
      bp += 4 * ldb;
    }
    for (; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp, mask);
      t0 = b0.fma(DoubleVector.broadcast(S, a[ap]), t0);
      ap += aps;
      bp += ldb;
    }
    t0.add(t1).add(t2.add(t3)).intoArray(t, ti, mask);
  }
}
