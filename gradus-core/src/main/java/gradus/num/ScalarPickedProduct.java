package gradus.num;

import java.util.Arrays;

/** Plain loops over the columns. */
enum ScalarPickedProduct implements PickedProduct {
  INSTANCE;

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
    for (int i = rFrom; i < rFrom + m; i++) {
      int ai = aOff + rows[i] * ars;
      int ci = cOff + rows[i] * crs;
      if (!keep) {
        Arrays.fill(c, ci, ci + COLUMNS, 0);
      }
      for (int p = 0; p < k; p++) {
        double x = a[ai + terms[qFrom + p]];
        int bp = bOff + p * COLUMNS;
        for (int j = 0; j < COLUMNS; j++) {
          c[ci + j] += x * b[bp + j];
        }
      }
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
      double factor = x[xOff + rows[p]];
      int at = rows[p] * COLUMNS;
      for (int j = at; j < at + COLUMNS; j++) {
        c[cOff + j] += factor * b[bOff + j];
      }
    }
  }

  @Override
  public void pack(int k, int[] terms, int qFrom, double[] b, int bOff, int brs, double[] out) {
    for (int p = 0; p < k; p++) {
      int from = bOff + terms[qFrom + p] * brs;
      int to = p * COLUMNS;
      for (int j = 0; j < COLUMNS; j++) {
        out[to + j] = b[from + j];
      }
    }
  }
}
