package gradus.num;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Gated sums by rows of tables in memory, for vectors of four lanes. */
final class RowGatedSums implements GatedSums {
  private static final int COLS = GateRows.COLS;
  private static final int MOST = 4 * GateRows.MOST_GROUPS;

  private final int m;
  private final int k;
  private final int stride;
  private final byte[] places;
  private final double[] panel;
  private final double[] sums;

  RowGatedSums(int m, int k, int stride) {
    if (k < COLS) {
      throw new IllegalArgumentException("needs at least %d inputs, not %d".formatted(COLS, k));
    }
    this.m = m;
    this.k = k;
    this.stride = stride;
    int groups = (m + 3) / 4;
    this.places = new byte[Math.max(m * (stride / 4), groups * stride)];
    this.panel = new double[Math.max(stride, 4) * COLS];
    this.sums = new double[Math.max(m, stride) * COLS];
  }

  static boolean pays(int m, int k, int stride) {
    return DoubleVector.SPECIES_PREFERRED.length() == 4 && m >= 32 && k >= COLS && stride >= 32;
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
    int groups = n / 4;
    long table = GateRows.own();
    GatePlaces.byUnit(m, n, z, stride, places);
    for (int i = 0; i < k; i += COLS) {
      int c = Math.min(i, k - COLS);
      Turned.turn(COLS, n, x, c * stride, stride, panel, 0, COLS);
      Arrays.fill(sums, 0, m * COLS, 0);
      for (int g = 0; g < groups; g += GateRows.MOST_GROUPS) {
        int count = Math.min(GateRows.MOST_GROUPS, groups - g);
        GateRows.fill(0, count, alpha, u, 4 * g, panel, 4 * g * COLS, COLS, table);
        GateRows.add(m, count, table, places, g, groups, sums);
      }
      GateRows.scaled(m, sums, a, aOff, out, outOff + c, k);
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
    int groups = (m + 3) / 4;
    long table = GateRows.own();
    GatePlaces.byExample(m, n, z, stride, places);
    for (int i = 0; i < k; i += COLS) {
      int c = Math.min(i, k - COLS);
      Arrays.fill(sums, 0, n * COLS, 0);
      for (int g = 0; g < groups; g += GateRows.MOST_GROUPS) {
        int count = Math.min(GateRows.MOST_GROUPS, groups - g);
        int whole = Math.min(count, m / 4 - g);
        GateRows.fill(0, whole, alpha, a, aOff + 4 * g, w, wOff + 4 * g * k + c, k, table);
        if (whole < count) {
          lastTable(alpha, w, wOff + c, a, aOff, whole);
        }
        GateRows.add(n, count, table, places, g, groups, sums);
      }
      Turned.turn(n, COLS, sums, 0, COLS, out, c * stride, stride);
      for (int j = c; j < c + COLS; j++) {
        VectorElementwise.INSTANCE.multiply(n, u, 0, out, j * stride);
      }
    }
  }

  private void lastTable(double alpha, double[] w, int wOff, double[] a, int aOff, int at) {
    int from = m & -4;
    Arrays.fill(panel, 0, 5 * COLS, 0);
    for (int j = from; j < m; j++) {
      System.arraycopy(w, wOff + j * k, panel, (j - from) * COLS, COLS);
      panel[4 * COLS + j - from] = a[aOff + j];
    }
    GateRows.fill(at, 1, alpha, panel, 4 * COLS, panel, 0, COLS, GateRows.own());
  }
}
