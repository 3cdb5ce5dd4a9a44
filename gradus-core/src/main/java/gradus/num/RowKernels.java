package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pieces of one row, or of a pair of rows, of a product A B, held in registers over the whole sum
 * and then written to a target t.
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

  /** A pair of rows, {@code ars} apart in A and {@code ldt} in T; four vectors of columns. */
  static void pair4(
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
    DoubleVector t03 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t12 = DoubleVector.zero(S);
    DoubleVector t13 = DoubleVector.zero(S);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector x0 = DoubleVector.broadcast(S, a[ap]);
      DoubleVector x1 = DoubleVector.broadcast(S, a[ap + ars]);
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      t00 = x0.fma(b0, t00);
      t10 = x1.fma(b0, t10);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      t01 = x0.fma(b1, t01);
      t11 = x1.fma(b1, t11);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bp + 2 * L);
      t02 = x0.fma(b2, t02);
      t12 = x1.fma(b2, t12);
      DoubleVector b3 = DoubleVector.fromArray(S, b, bp + 3 * L);
      t03 = x0.fma(b3, t03);
      t13 = x1.fma(b3, t13);
      ap += aps;
      bp += ldb;
    }
    t00.intoArray(t, ti);
    t01.intoArray(t, ti + L);
    t02.intoArray(t, ti + 2 * L);
    t03.intoArray(t, ti + 3 * L);
    t10.intoArray(t, ti + ldt);
    t11.intoArray(t, ti + ldt + L);
    t12.intoArray(t, ti + ldt + 2 * L);
    t13.intoArray(t, ti + ldt + 3 * L);
  }

  /** The row {@code x b}: a product with a sum of one term. */
  static void scaled(int n, double x, double[] b, int bi, double[] t, int ti) {
    DoubleVector factor = DoubleVector.broadcast(S, x);
    int j = 0;
    for (; j < S.loopBound(n); j += L) {
      DoubleVector.fromArray(S, b, bi + j).mul(factor).intoArray(t, ti + j);
    }
    if (j < n) {
      VectorMask<Double> mask = S.indexInRange(j, n);
      DoubleVector.fromArray(S, b, bi + j, mask).mul(factor).intoArray(t, ti + j, mask);
    }
  }

  /** The row {@code x b + y c} with c {@code ldb} behind b: a product with sums of two terms. */
  static void scaledTwo(
      int n, double x, double y, double[] b, int bi, int ldb, double[] t, int ti) {
    DoubleVector factor = DoubleVector.broadcast(S, x);
    DoubleVector other = DoubleVector.broadcast(S, y);
    int j = 0;
    for (; j < S.loopBound(n); j += L) {
      DoubleVector first = DoubleVector.fromArray(S, b, bi + j).mul(factor);
      DoubleVector.fromArray(S, b, bi + ldb + j).fma(other, first).intoArray(t, ti + j);
    }
    if (j < n) {
      VectorMask<Double> mask = S.indexInRange(j, n);
      DoubleVector first = DoubleVector.fromArray(S, b, bi + j, mask).mul(factor);
      DoubleVector second = DoubleVector.fromArray(S, b, bi + ldb + j, mask);
      second.fma(other, first).intoArray(t, ti + j, mask);
    }
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
