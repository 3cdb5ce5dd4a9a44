package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link VectorPickedProduct}: one, two or four rows of C, two or four vectors
 * of their columns, held in registers over all terms.
 *
 * <p>Term p takes the entry of A at the row's place plus {@code terms[from + p]}, and the row of B
 * at {@code b[bi + 16 p]}. What {@link PanelKernels} says of the compiler holds here too. Two rows
 * of four vectors fill the sixteen registers of AVX, four rows of two vectors those of AVX-512;
 * three rows of four vectors spill.
 */
final class PickedKernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int COLUMNS = PickedProduct.COLUMNS;

  private PickedKernels() {}

  /** Two rows, four vectors of columns. */
  static void two4(
      int k,
      int[] terms,
      int from,
      double[] a,
      int a0,
      int a1,
      double[] b,
      int bi,
      boolean keep,
      double[] c,
      int c0,
      int c1) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t01 = DoubleVector.zero(S);
    DoubleVector t02 = DoubleVector.zero(S);
    DoubleVector t03 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t12 = DoubleVector.zero(S);
    DoubleVector t13 = DoubleVector.zero(S);
    if (keep) {
      t00 = DoubleVector.fromArray(S, c, c0);
      t01 = DoubleVector.fromArray(S, c, c0 + L);
      t02 = DoubleVector.fromArray(S, c, c0 + 2 * L);
      t03 = DoubleVector.fromArray(S, c, c0 + 3 * L);
      t10 = DoubleVector.fromArray(S, c, c1);
      t11 = DoubleVector.fromArray(S, c, c1 + L);
      t12 = DoubleVector.fromArray(S, c, c1 + 2 * L);
      t13 = DoubleVector.fromArray(S, c, c1 + 3 * L);
    }
    int bp = bi;
    for (int p = from; p < from + k; p++) {
      int q = terms[p];
      DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + q]);
      DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + q]);
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
      bp += COLUMNS;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + L);
    t02.intoArray(c, c0 + 2 * L);
    t03.intoArray(c, c0 + 3 * L);
    t10.intoArray(c, c1);
    t11.intoArray(c, c1 + L);
    t12.intoArray(c, c1 + 2 * L);
    t13.intoArray(c, c1 + 3 * L);
  }

  /** Four rows, two vectors of columns. */
  static void four2(
      int k,
      int[] terms,
      int from,
      double[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      double[] b,
      int bi,
      boolean keep,
      double[] c,
      int c0,
      int c1,
      int c2,
      int c3) {
    DoubleVector t00 = DoubleVector.zero(S);
    DoubleVector t01 = DoubleVector.zero(S);
    DoubleVector t10 = DoubleVector.zero(S);
    DoubleVector t11 = DoubleVector.zero(S);
    DoubleVector t20 = DoubleVector.zero(S);
    DoubleVector t21 = DoubleVector.zero(S);
    DoubleVector t30 = DoubleVector.zero(S);
    DoubleVector t31 = DoubleVector.zero(S);
    if (keep) {
      t00 = DoubleVector.fromArray(S, c, c0);
      t01 = DoubleVector.fromArray(S, c, c0 + L);
      t10 = DoubleVector.fromArray(S, c, c1);
      t11 = DoubleVector.fromArray(S, c, c1 + L);
      t20 = DoubleVector.fromArray(S, c, c2);
      t21 = DoubleVector.fromArray(S, c, c2 + L);
      t30 = DoubleVector.fromArray(S, c, c3);
      t31 = DoubleVector.fromArray(S, c, c3 + L);
    }
    int bp = bi;
    for (int p = from; p < from + k; p++) {
      int q = terms[p];
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + q]);
      t00 = x0.fma(b0, t00);
      t01 = x0.fma(b1, t01);
      DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + q]);
      t10 = x1.fma(b0, t10);
      t11 = x1.fma(b1, t11);
      DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + q]);
      t20 = x2.fma(b0, t20);
      t21 = x2.fma(b1, t21);
      DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + q]);
      t30 = x3.fma(b0, t30);
      t31 = x3.fma(b1, t31);
      bp += COLUMNS;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + L);
    t10.intoArray(c, c1);
    t11.intoArray(c, c1 + L);
    t20.intoArray(c, c2);
    t21.intoArray(c, c2 + L);
    t30.intoArray(c, c3);
    t31.intoArray(c, c3 + L);
  }

  /** One row, two vectors of columns; even and odd terms go side by side. */
  static void one2(
      int k,
      int[] terms,
      int from,
      double[] a,
      int a0,
      double[] b,
      int bi,
      boolean keep,
      double[] c,
      int c0) {
    DoubleVector t0 = DoubleVector.zero(S);
    DoubleVector t1 = DoubleVector.zero(S);
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    if (keep) {
      t0 = DoubleVector.fromArray(S, c, c0);
      t1 = DoubleVector.fromArray(S, c, c0 + L);
    }
    int bp = bi;
    int p = from;
    for (; p < from + k - 1; p += 2) {
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + terms[p]]);
      t0 = x.fma(DoubleVector.fromArray(S, b, bp), t0);
      t1 = x.fma(DoubleVector.fromArray(S, b, bp + L), t1);
      DoubleVector y = DoubleVector.broadcast(S, a[a0 + terms[p + 1]]);
      s0 = y.fma(DoubleVector.fromArray(S, b, bp + COLUMNS), s0);
      s1 = y.fma(DoubleVector.fromArray(S, b, bp + COLUMNS + L), s1);
      bp += 2 * COLUMNS;
    }
    if (p < from + k) {
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + terms[p]]);
      t0 = x.fma(DoubleVector.fromArray(S, b, bp), t0);
      t1 = x.fma(DoubleVector.fromArray(S, b, bp + L), t1);
    }
    t0.add(s0).intoArray(c, c0);
    t1.add(s1).intoArray(c, c0 + L);
  }
}
