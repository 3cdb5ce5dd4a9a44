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

  /** Terms tabulated at a time: the tables take 64 KiB, room in a second-level cache. */
  private static final int MOST = 512;

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

  /** Wᵀ, its rows filled up with zeros to whole groups of four units. */
  private final double[] weights;

  private final int terms;

  VectorGatedSums(int m, int k, int stride) {
    this.m = m;
    this.k = k;
    this.stride = stride;
    this.units = (m + L - 1) / L * L;
    this.words = new long[Math.max(wordsFor(stride) * units, wordsFor(m) * stride)];
    this.tables = new GateTables(Math.max(m, stride), MOST);
    this.gain = new double[units];
    this.terms = (m + 3) / 4 * 4;
    this.weights = new double[k * terms];
    this.block = new double[Math.max(BLOCK * units, COLS * stride)];
  }

  /**
   * Measured against the products with all that they need: 1.1 to 1.5 times as fast at 24 units,
   * 1.2 to 2.6 times from 32 units and 64 examples on, no faster at 16 of either.
   */
  static boolean pays(int m, int stride) {
    return DoubleVector.SPECIES_PREFERRED.length() == L && m >= 24 && stride >= 32;
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
        sums(n, count, x, (i + c) * stride, stride, units, gain, block, c * units, units);
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
    Turned.turn(m, k, w, wOff, k, weights, 0, terms);
    Arrays.fill(out, 0, k * stride, 0);
    int whole = k - k % COLS;
    for (int i = 0; i < whole; i += COLS) {
      sums(terms, COLS, weights, i * terms, terms, n, u, out, i * stride, stride);
    }
    if (whole < k) {
      Arrays.fill(block, 0, COLS * stride, 0);
      sums(terms, k - whole, weights, whole * terms, terms, n, u, block, 0, stride);
      System.arraycopy(block, 0, out, whole * stride, (k - whole) * stride);
    }
  }

  /**
   * Adds {@code cols} rows of P to {@code out}, rows {@code ldo} apart, each the sum of {@code
   * terms} terms for {@code rows} rows of Γ; rows of B start at {@code b[bOff]} and are {@code ldb}
   * apart.
   */
  private void sums(
      int terms,
      int cols,
      double[] b,
      int bOff,
      int ldb,
      int rows,
      double[] r,
      double[] out,
      int oOff,
      int ldo) {
    for (int e = 0; e < terms; e += MOST) {
      int count = Math.min(MOST, terms - e);
      int groups = count / 4;
      tables.fill(e, count, cols, b, bOff, ldb);
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
}
