package gradus.num;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Gated sums for vectors of four lanes, which have no permutation wide enough for a table: the
 * tables lie in memory instead, a row for each of the sixteen patterns ({@link GateRows}).
 *
 * <p>Both results are P = diag(r) Γ' diag(c) B, sixteen columns of B at a time: G = diag(a) Γ
 * diag(u) Xᵀ, Dᵀ = diag(u) Γᵀ diag(a) W. Where k is no multiple of sixteen, the last columns
 * overlap those before; they are computed twice, with the same result.
 */
final class RowGatedSums implements GatedSums {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int L = 4;
  private static final int COLS = GateRows.COLS;

  private final int m;
  private final int k;
  private final int stride;
  private final byte[] places;

  /** Sixteen rows of X turned over. */
  private final double[] panel;

  /** Sixteen columns of P before they are scaled. */
  private final double[] sums;

  /** The rows of W that fill no group of four, and their factors, each followed by zeros. */
  private final double[] lastRows = new double[4 * COLS];

  private final double[] lastFactors = new double[4];

  private final long[] lanes = new long[4];

  /** Needs k of at least sixteen. */
  RowGatedSums(int m, int k, int stride) {
    if (k < COLS) {
      throw new IllegalArgumentException(
          "rows of tables need at least %d inputs, not %d".formatted(COLS, k));
    }
    this.m = m;
    this.k = k;
    this.stride = stride;
    this.places = new byte[Math.max(m * (stride / 4), groups(m) * stride)];
    this.panel = new double[stride * COLS];
    this.sums = new double[Math.max(m, stride) * COLS];
  }

  /**
   * Measured on four lanes against the products with all that they need, for both results: 1.1
   * times as fast at 48 units and 48 examples, 1.3 times at 64 of both, 1.6 times at 100 units and
   * 500 examples; hardly faster with less of either, nor where the last columns overlap much.
   */
  static boolean pays(int m, int k, int stride) {
    int padded = (k + COLS - 1) / COLS * COLS;
    return DoubleVector.SPECIES_PREFERRED.length() == 4
        && GateRows.canBeHad()
        && m >= 48
        && stride >= 48
        && 4 * padded <= 5 * k;
  }

  private static int groups(int terms) {
    return (terms + 3) / 4;
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
    GateRows tables = GateRows.own();
    int groups = n / 4;
    GatePlaces.byUnit(m, n, z, stride, places);
    for (int i = 0; i < k; i += COLS) {
      int first = Math.min(i, k - COLS);
      Turned.turn(COLS, n, x, first * stride, stride, panel, 0, COLS);
      Arrays.fill(sums, 0, m * COLS, 0);
      for (int g = 0; g < groups; g += GateRows.GROUPS) {
        int count = Math.min(GateRows.GROUPS, groups - g);
        tables.fill(0, count, alpha, u, 4 * g, panel, 4 * g * COLS, COLS);
        tables.add(m, count, places, g, groups, sums);
      }
      scaled(m, sums, a, aOff, out, outOff + first, k);
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
    GateRows tables = GateRows.own();
    int groups = groups(m);
    GatePlaces.byExample(m, n, z, stride, places, lanes);
    for (int i = 0; i < k; i += COLS) {
      int first = Math.min(i, k - COLS);
      Arrays.fill(sums, 0, n * COLS, 0);
      for (int g = 0; g < groups; g += GateRows.GROUPS) {
        int count = Math.min(GateRows.GROUPS, groups - g);
        int whole = Math.min(count, m / 4 - g);
        tables.fill(0, whole, alpha, a, aOff + 4 * g, w, wOff + 4 * g * k + first, k);
        if (whole < count) {
          takeLast(w, wOff + first, a, aOff);
          tables.fill(whole, 1, alpha, lastFactors, 0, lastRows, 0, COLS);
        }
        tables.add(n, count, places, g, groups, sums);
      }
      Turned.turn(n, COLS, sums, 0, COLS, out, first * stride, stride);
      for (int j = first; j < first + COLS; j++) {
        VectorElementwise.INSTANCE.multiply(n, u, 0, out, j * stride);
      }
    }
  }

  private void takeLast(double[] w, int wOff, double[] a, int aOff) {
    int from = m & -4;
    for (int j = from; j < m; j++) {
      System.arraycopy(w, wOff + j * k, lastRows, (j - from) * COLS, COLS);
      lastFactors[j - from] = a[aOff + j];
    }
  }

  /** Writes the sums, each row times its factor, to rows {@code ldo} apart. */
  private static void scaled(
      int rows, double[] sums, double[] factors, int fi, double[] out, int oi, int ldo) {
    int to = oi;
    for (int r = 0; r < rows; r++) {
      double factor = factors[fi + r];
      int from = r * COLS;
      DoubleVector.fromArray(S, sums, from).mul(factor).intoArray(out, to);
      DoubleVector.fromArray(S, sums, from + L).mul(factor).intoArray(out, to + L);
      DoubleVector.fromArray(S, sums, from + 2 * L).mul(factor).intoArray(out, to + 2 * L);
      DoubleVector.fromArray(S, sums, from + 3 * L).mul(factor).intoArray(out, to + 3 * L);
      to += ldo;
    }
  }
}
