package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * By {@link PickedKernels}, the terms cut into portions whose rows of B stay near: rows of C in
 * pairs, four vectors of columns at a time, or in fours with two vectors.
 */
enum VectorPickedProduct implements PickedProduct {
  /** For sixteen registers of four lanes, or of two. */
  PAIRS,
  /** For thirty-two registers of eight lanes. */
  FOURS;

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /** The lanes of a vector. */
  static final int LANES = S.length();

  /** Rows of B per pass: half a first-level cache of 32 KiB. */
  private static final int DEPTH = 128;

  /** The better one for the vectors of this machine; wider than half the columns none is. */
  static PickedProduct here() {
    if (4 * LANES <= COLUMNS) {
      return PAIRS;
    }
    return 2 * LANES <= COLUMNS ? FOURS : ScalarPickedProduct.INSTANCE;
  }

  @Override
  public void add(
      int m,
      int[] rows,
      int rFrom,
      int k,
      int[] terms,
      int qFrom,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      int bOff,
      boolean keep,
      double[] c,
      int cOff,
      int crs) {
    int from = 0;
    do {
      int depth = Math.min(DEPTH, k - from);
      boolean more = keep || from > 0;
      int q = qFrom + from;
      int bp = bOff + from * COLUMNS;
      if (this == PAIRS) {
        pairs(m, rows, rFrom, depth, terms, q, a, aOff, ars, b, bp, more, c, cOff, crs);
      } else {
        fours(m, rows, rFrom, depth, terms, q, a, aOff, ars, b, bp, more, c, cOff, crs);
      }
      from += depth;
    } while (from < k);
  }

  /** Two rows at a time, four vectors of columns after four. */
  private static void pairs(
      int m,
      int[] rows,
      int rFrom,
      int k,
      int[] terms,
      int qFrom,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      int bOff,
      boolean keep,
      double[] c,
      int cOff,
      int crs) {
    int i = rFrom;
    for (; i < rFrom + m - 1; i += 2) {
      int r0 = rows[i];
      int r1 = rows[i + 1];
      int a0 = aOff + r0 * ars;
      int a1 = aOff + r1 * ars;
      int c0 = cOff + r0 * crs;
      int c1 = cOff + r1 * crs;
      for (int j = 0; j < COLUMNS; j += 4 * LANES) {
        PickedKernels.two4(k, terms, qFrom, a, a0, a1, b, bOff + j, keep, c, c0 + j, c1 + j);
      }
    }
    if (i < rFrom + m) {
      one(rows[i], k, terms, qFrom, a, aOff, ars, b, bOff, keep, c, cOff, crs);
    }
  }

  /** Four rows at a time, two vectors of columns after two. */
  private static void fours(
      int m,
      int[] rows,
      int rFrom,
      int k,
      int[] terms,
      int qFrom,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      int bOff,
      boolean keep,
      double[] c,
      int cOff,
      int crs) {
    int i = rFrom;
    for (; i < rFrom + m - 3; i += 4) {
      int r0 = rows[i];
      int r1 = rows[i + 1];
      int r2 = rows[i + 2];
      int r3 = rows[i + 3];
      int a0 = aOff + r0 * ars;
      int a1 = aOff + r1 * ars;
      int a2 = aOff + r2 * ars;
      int a3 = aOff + r3 * ars;
      for (int j = 0; j < COLUMNS; j += 2 * LANES) {
        int bj = bOff + j;
        int c0 = cOff + r0 * crs + j;
        int c1 = cOff + r1 * crs + j;
        int c2 = cOff + r2 * crs + j;
        int c3 = cOff + r3 * crs + j;
        PickedKernels.four2(k, terms, qFrom, a, a0, a1, a2, a3, b, bj, keep, c, c0, c1, c2, c3);
      }
    }
    for (; i < rFrom + m; i++) {
      one(rows[i], k, terms, qFrom, a, aOff, ars, b, bOff, keep, c, cOff, crs);
    }
  }

  private static void one(
      int r,
      int k,
      int[] terms,
      int qFrom,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      int bOff,
      boolean keep,
      double[] c,
      int cOff,
      int crs) {
    int ai = aOff + r * ars;
    int ci = cOff + r * crs;
    for (int j = 0; j < COLUMNS; j += 2 * LANES) {
      PickedKernels.one2(k, terms, qFrom, a, ai, b, bOff + j, keep, c, ci + j);
    }
  }

  @Override
  public void addScaled(
      int k,
      int[] rows,
      int rFrom,
      double[] x,
      int xOff,
      double[] b,
      int bOff,
      double[] c,
      int cOff) {
    for (int p = rFrom; p < rFrom + k; p++) {
      DoubleVector factor = DoubleVector.broadcast(S, x[xOff + rows[p]]);
      int at = rows[p] * COLUMNS;
      for (int j = at; j < at + COLUMNS; j += LANES) {
        factor
            .fma(DoubleVector.fromArray(S, b, bOff + j), DoubleVector.fromArray(S, c, cOff + j))
            .intoArray(c, cOff + j);
      }
    }
  }

  @Override
  public void pack(int k, int[] terms, int qFrom, double[] b, int bOff, int brs, double[] out) {
    for (int p = 0; p < k; p++) {
      int from = bOff + terms[qFrom + p] * brs;
      int to = p * COLUMNS;
      for (int j = 0; j < COLUMNS; j += LANES) {
        DoubleVector.fromArray(S, b, from + j).intoArray(out, to + j);
      }
    }
  }
}
