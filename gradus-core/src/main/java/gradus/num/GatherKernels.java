package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pieces of products with gathered rows, held in registers over the whole sum. Term q takes the
 * vectors at {@code b[bi + rows[q] * stride]}. What {@link PanelKernels} says of the compiler holds
 * here too.
 */
final class GatherKernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private GatherKernels() {}

  /** Four rows of A, {@code ars} apart, and three vectors of columns; rows of C are crs apart. */
  static void four3(
      int[] of,
      int[] rows,
      int stride,
      double[] a,
      int ai,
      int ars,
      double[] b,
      int bi,
      boolean keep,
      double[] c,
      int ci,
      int crs) {
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
    if (keep) {
      t00 = DoubleVector.fromArray(S, c, ci);
      t01 = DoubleVector.fromArray(S, c, ci + L);
      t02 = DoubleVector.fromArray(S, c, ci + 2 * L);
      t10 = DoubleVector.fromArray(S, c, ci + crs);
      t11 = DoubleVector.fromArray(S, c, ci + crs + L);
      t12 = DoubleVector.fromArray(S, c, ci + crs + 2 * L);
      t20 = DoubleVector.fromArray(S, c, ci + 2 * crs);
      t21 = DoubleVector.fromArray(S, c, ci + 2 * crs + L);
      t22 = DoubleVector.fromArray(S, c, ci + 2 * crs + 2 * L);
      t30 = DoubleVector.fromArray(S, c, ci + 3 * crs);
      t31 = DoubleVector.fromArray(S, c, ci + 3 * crs + L);
      t32 = DoubleVector.fromArray(S, c, ci + 3 * crs + 2 * L);
    }
    for (int q = 0; q < of.length; q++) {
      int bp = bi + rows[q] * stride;
      int ap = ai + of[q];
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bp + 2 * L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[ap]);
      t00 = x0.fma(b0, t00);
      t01 = x0.fma(b1, t01);
      t02 = x0.fma(b2, t02);
      DoubleVector x1 = DoubleVector.broadcast(S, a[ap + ars]);
      t10 = x1.fma(b0, t10);
      t11 = x1.fma(b1, t11);
      t12 = x1.fma(b2, t12);
      DoubleVector x2 = DoubleVector.broadcast(S, a[ap + 2 * ars]);
      t20 = x2.fma(b0, t20);
      t21 = x2.fma(b1, t21);
      t22 = x2.fma(b2, t22);
      DoubleVector x3 = DoubleVector.broadcast(S, a[ap + 3 * ars]);
      t30 = x3.fma(b0, t30);
      t31 = x3.fma(b1, t31);
      t32 = x3.fma(b2, t32);
    }
    t00.intoArray(c, ci);
    t01.intoArray(c, ci + L);
    t02.intoArray(c, ci + 2 * L);
    t10.intoArray(c, ci + crs);
    t11.intoArray(c, ci + crs + L);
    t12.intoArray(c, ci + crs + 2 * L);
    t20.intoArray(c, ci + 2 * crs);
    t21.intoArray(c, ci + 2 * crs + L);
    t22.intoArray(c, ci + 2 * crs + 2 * L);
    t30.intoArray(c, ci + 3 * crs);
    t31.intoArray(c, ci + 3 * crs + L);
    t32.intoArray(c, ci + 3 * crs + 2 * L);
  }

  /** Four rows of A, {@code ars} apart, and two vectors of columns; rows of C are crs apart. */
  static void four2(
      int[] of,
      int[] rows,
      int stride,
      double[] a,
      int ai,
      int ars,
      double[] b,
      int bi,
      boolean keep,
      double[] c,
      int ci,
      int crs) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t01 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t20 = DoubleVector.zero(S);
    DoubleVector t21 = DoubleVector.zero(S);
    DoubleVector t30 = DoubleVector.zero(S);
    DoubleVector t31 = DoubleVector.zero(S);
    if (keep) {
      t00 = DoubleVector.fromArray(S, c, ci);
      t01 = DoubleVector.fromArray(S, c, ci + L);
      t10 = DoubleVector.fromArray(S, c, ci + crs);
      t11 = DoubleVector.fromArray(S, c, ci + crs + L);
      t20 = DoubleVector.fromArray(S, c, ci + 2 * crs);
      t21 = DoubleVector.fromArray(S, c, ci + 2 * crs + L);
      t30 = DoubleVector.fromArray(S, c, ci + 3 * crs);
      t31 = DoubleVector.fromArray(S, c, ci + 3 * crs + L);
    }
    for (int q = 0; q < of.length; q++) {
      int bp = bi + rows[q] * stride;
      int ap = ai + of[q];
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[ap]);
      t00 = x0.fma(b0, t00);
      t01 = x0.fma(b1, t01);
      DoubleVector x1 = DoubleVector.broadcast(S, a[ap + ars]);
      t10 = x1.fma(b0, t10);
      t11 = x1.fma(b1, t11);
      DoubleVector x2 = DoubleVector.broadcast(S, a[ap + 2 * ars]);
      t20 = x2.fma(b0, t20);
      t21 = x2.fma(b1, t21);
      DoubleVector x3 = DoubleVector.broadcast(S, a[ap + 3 * ars]);
      t30 = x3.fma(b0, t30);
      t31 = x3.fma(b1, t31);
    }
    t00.intoArray(c, ci);
    t01.intoArray(c, ci + L);
    t10.intoArray(c, ci + crs);
    t11.intoArray(c, ci + crs + L);
    t20.intoArray(c, ci + 2 * crs);
    t21.intoArray(c, ci + 2 * crs + L);
    t30.intoArray(c, ci + 3 * crs);
    t31.intoArray(c, ci + 3 * crs + L);
  }

  /** One row of A and one vector of columns. */
  static void one1(
      int[] of,
      int[] rows,
      int stride,
      double[] a,
      int ai,
      double[] b,
      int bi,
      boolean keep,
      double[] c,
      int ci) {
    DoubleVector t = keep ? DoubleVector.fromArray(S, c, ci) : DoubleVector.zero(S);
    for (int q = 0; q < of.length; q++) {
      DoubleVector x = DoubleVector.broadcast(S, a[ai + of[q]]);
      t = x.fma(DoubleVector.fromArray(S, b, bi + rows[q] * stride), t);
    }
    t.intoArray(c, ci);
  }

  /**
   * Inner products of four rows of C, {@code crs} apart, with three rows of B, over n columns at
   * {@code count} places; lane by lane as in {@link DotKernels}.
   */
  static void dots3(
      int count,
      int n,
      double[] c,
      int ci,
      int crs,
      int cStep,
      double[] b,
      int bi0,
      int bi1,
      int bi2,
      int bStep,
      double[] sums) {
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
    for (int t = 0; t < count; t++) {
      int cp = ci + t * cStep;
      int shift = t * bStep;
      for (int p = 0; p < n; p += L) {
        DoubleVector b0 = DoubleVector.fromArray(S, b, bi0 + shift + p);
        DoubleVector b1 = DoubleVector.fromArray(S, b, bi1 + shift + p);
        DoubleVector b2 = DoubleVector.fromArray(S, b, bi2 + shift + p);
        DoubleVector c0 = DoubleVector.fromArray(S, c, cp + p);
        t00 = c0.fma(b0, t00);
        t01 = c0.fma(b1, t01);
        t02 = c0.fma(b2, t02);
        DoubleVector c1 = DoubleVector.fromArray(S, c, cp + crs + p);
        t10 = c1.fma(b0, t10);
        t11 = c1.fma(b1, t11);
        t12 = c1.fma(b2, t12);
        DoubleVector c2 = DoubleVector.fromArray(S, c, cp + 2 * crs + p);
        t20 = c2.fma(b0, t20);
        t21 = c2.fma(b1, t21);
        t22 = c2.fma(b2, t22);
        DoubleVector c3 = DoubleVector.fromArray(S, c, cp + 3 * crs + p);
        t30 = c3.fma(b0, t30);
        t31 = c3.fma(b1, t31);
        t32 = c3.fma(b2, t32);
      }
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

  /** The inner product of a row of C with a row of B. */
  static void dot(
      int count,
      int n,
      double[] c,
      int ci,
      int cStep,
      double[] b,
      int bi,
      int bStep,
      double[] sums) {
    DoubleVector sum = DoubleVector.zero(S);
    for (int t = 0; t < count; t++) {
      int cp = ci + t * cStep;
      int bp = bi + t * bStep;
      for (int p = 0; p < n; p += L) {
        sum = DoubleVector.fromArray(S, c, cp + p).fma(DoubleVector.fromArray(S, b, bp + p), sum);
      }
    }
    sum.intoArray(sums, 0);
  }
}
