package gradus.num;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Gated sums by tables of the sixteen partial sums of four terms (the method of four Russians),
 * kept in pairs of vectors of eight lanes.
 *
 * <p>Both results are P = B diag(c) Γ diag(r), with B four rows at a time: Gᵀ = X diag(u) Γᵀ
 * diag(a), D = Wᵀ diag(a) Γ diag(u).
 */
final class VectorGatedSums implements GatedSums {
  private static final int L = 8;

  /** Rows of B whose tables are at hand together. */
  private static final int COLS = 4;

  /** Terms tabulated at a time: the tables take 128 KiB, room in a second-level cache. */
  private static final int MOST = 1024;

  /** Rows of Gᵀ that are collected before they are turned over. */
  private static final int BLOCK = 16;

  private final int m;
  private final int k;
  private final int stride;
  private final int units;
  private final long[] words;
  private final GateTables tables;
  private final double[] gain;
  private final double[] block;
  private final double[] last = new double[COLS * COLS];

  VectorGatedSums(int m, int k, int stride) {
    this.m = m;
    this.k = k;
    this.stride = stride;
    this.units = (m + L - 1) / L * L;
    this.words = new long[Math.max(wordsFor(stride) * units, wordsFor(m) * stride)];
    this.tables = new GateTables(Math.max(m, stride), MOST);
    this.gain = new double[units];
    this.block = new double[Math.max(BLOCK * units, COLS * stride)];
  }

  static boolean pays(int m, int k, int stride) {
    return DoubleVector.SPECIES_PREFERRED.length() == L && m >= 32 && k >= 8 && stride >= 32;
  }

  private static int wordsFor(int n) {
    return (n + Long.SIZE - 1) / Long.SIZE;
  }

  @Override
  public void gradient(
      int n,
      double alpha,
      double[] a,
      int aOff,
      double[] z,
      double[] u,
      double[] x,
      double[] out,
      int outOff) {
    GateWords.byUnit(m, n, z, stride, words, units);
    tables.factors(n, alpha, u, 0);
    System.arraycopy(a, aOff, gain, 0, m);
    for (int i = 0; i < k; i += BLOCK) {
      int cols = Math.min(BLOCK, k - i);
      Arrays.fill(block, 0, BLOCK * units, 0);
      for (int c = 0; c < cols; c += COLS) {
        int count = Math.min(COLS, cols - c);
        sums(n, count, x, (i + c) * stride, stride, 1, units, gain, block, c * units, units);
      }
      Turned.turn(cols, m, block, 0, units, out, outOff + i, k);
    }
  }

  @Override
  public void adjoint(
      int n,
      double alpha,
      double[] w,
      int wOff,
      double[] a,
      int aOff,
      double[] z,
      double[] u,
      double[] out) {
    GateWords.byExample(m, n, z, stride, words, stride);
    tables.factors(m, alpha, a, aOff);
    Arrays.fill(out, 0, k * stride, 0);
    int whole = k - k % COLS;
    for (int i = 0; i < whole; i += COLS) {
      sums(m, COLS, w, wOff + i, 1, k, n, u, out, i * stride, stride);
    }
    if (whole < k) {
      Arrays.fill(block, 0, COLS * stride, 0);
      sums(m, k - whole, w, wOff + whole, 1, k, n, u, block, 0, stride);
      System.arraycopy(block, 0, out, whole * stride, (k - whole) * stride);
    }
  }

  /**
   * Adds {@code cols} rows of P to {@code out}, rows {@code ldo} apart: sums of {@code terms} terms
   * for so many {@code rows} of Γ, entry e of column c of B at {@code b[bOff + c * bcs + e * bes]}.
   */
  private void sums(
      int terms,
      int cols,
      double[] b,
      int bOff,
      int bcs,
      int bes,
      int rows,
      double[] r,
      double[] out,
      int oOff,
      int ldo) {
    for (int e = 0; e < terms; e += MOST) {
      int count = Math.min(MOST, terms - e);
      int whole = count / 4;
      tables.fill(e / 4, whole, 0, cols, b, bOff + e * bes, bcs, bes);
      int groups = whole;
      if (count % 4 > 0) {
        int from = bOff + (e + 4 * whole) * bes;
        copyLast(count % 4, cols, b, from, bcs, bes);
        tables.fill(e / 4 + whole, 1, whole, cols, last, 0, COLS, 1);
        groups++;
      }
      int w = e / Long.SIZE * ldo;
      int i = 0;
      for (; i < rows - 3 * L; i += 4 * L) {
        GateKernels.rows4(groups, tables.table, words, w + i, ldo, r, i, out, oOff + i, ldo);
      }
      for (; i < rows; i += L) {
        GateKernels.rows1(groups, tables.table, words, w + i, ldo, r, i, out, oOff + i, ldo);
      }
    }
  }

  /** The terms that fill no group of four. */
  private void copyLast(int terms, int cols, double[] b, int bOff, int bcs, int bes) {
    Arrays.fill(last, 0);
    for (int c = 0; c < cols; c++) {
      for (int e = 0; e < terms; e++) {
        last[c * COLS + e] = b[bOff + c * bcs + e * bes];
      }
    }
  }
}
