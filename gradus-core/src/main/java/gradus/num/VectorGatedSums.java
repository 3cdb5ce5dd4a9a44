package gradus.num;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Gated sums by tables of the sixteen partial sums of four columns (the method of four Russians).
 */
final class VectorGatedSums implements GatedSums {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Columns of G that are summed in registers at a time, in vectors. */
  private static final int TILE = 4;

  private static final int WIDTH = TILE * L;

  /** The tables of so many groups of four examples stay in a first-level cache of 32 KiB. */
  private static final int GROUPS = 6 * 8 / L;

  private final int m;
  private final int k;
  private final int stride;
  private final byte[] patterns;
  private final double[] table = new double[GROUPS * 16 * WIDTH];
  private final double[] sums;
  private final double[] all = new double[WIDTH];

  VectorGatedSums(int m, int k, int stride) {
    this.m = m;
    this.k = k;
    this.stride = stride;
    this.patterns = new byte[m * (stride / 4)];
    this.sums = new double[m * WIDTH];
  }

  /**
   * Measured with eight lanes at m = 1024, k = 784, n = 1000: level with OpenBLAS's product, which
   * needs the adjoint formed first; slower at m = k = 100, where few units share a table.
   */
  static boolean pays(int m, int k) {
    return L >= 4 && m >= 256 && k >= 64;
  }

  @Override
  public void write(
      int n,
      double alpha,
      double[] a,
      int aOff,
      double[] z,
      double[] u,
      double[] x,
      double[] out,
      int outOff) {
    readPatterns(n, z);
    int groups = n / 4;
    for (int next = 0; next < k; next += WIDTH) {
      // The last tile reaches back over columns already done, so that all are full.
      int c = Math.min(next, k - WIDTH);
      Arrays.fill(sums, 0);
      Arrays.fill(all, 0);
      for (int g = 0; g < groups; g += GROUPS) {
        int count = Math.min(GROUPS, groups - g);
        tabulate(g, count, c, u, x);
        if (alpha != 0) {
          sumAll(count);
        }
        addTile(g, count);
      }
      for (int j = 0; j < m; j++) {
        double gain = a[aOff + j] * (1 - alpha);
        double leak = a[aOff + j] * alpha;
        int from = j * WIDTH;
        int to = outOff + j * k + c;
        for (int i = 0; i < WIDTH; i++) {
          out[to + i] = gain * sums[from + i] + leak * all[i];
        }
      }
    }
  }

  /** Four bits for each unit and four examples: which of them pass the gate. */
  private void readPatterns(int n, double[] z) {
    for (int j = 0; j < m; j++) {
      int to = j * (stride / 4);
      for (int i = 0; i < n; i += L) {
        long bits =
            DoubleVector.fromArray(S, z, j * stride + i).compare(VectorOperators.GT, 0).toLong();
        for (int e = 0; e < L / 4; e++) {
          patterns[to + i / 4 + e] = (byte) ((bits >>> (4 * e)) & 15);
        }
      }
    }
  }

  /** Entry p of a group's table is the sum over the bits of p of that example's u x, for a tile. */
  private void tabulate(int g, int count, int c, double[] u, double[] x) {
    for (int e = 0; e < count; e++) {
      int n = 4 * (g + e);
      int to = e * 16 * WIDTH;
      double u0 = u[n];
      double u1 = u[n + 1];
      double u2 = u[n + 2];
      double u3 = u[n + 3];
      int from = c * stride + n;
      for (int i = 0; i < WIDTH; i++) {
        table[to + WIDTH + i] = u0 * x[from];
        table[to + 2 * WIDTH + i] = u1 * x[from + 1];
        table[to + 4 * WIDTH + i] = u2 * x[from + 2];
        table[to + 8 * WIDTH + i] = u3 * x[from + 3];
        from += stride;
      }
    }
    for (int group = 0; group < count; group++) {
      int base = group * 16 * WIDTH;
      for (int v = base; v < base + WIDTH; v += L) {
        combine(v, WIDTH);
      }
    }
  }

  private void combine(int v, int w) {
    DoubleVector t1 = DoubleVector.fromArray(S, table, v + w);
    DoubleVector t2 = DoubleVector.fromArray(S, table, v + 2 * w);
    DoubleVector t4 = DoubleVector.fromArray(S, table, v + 4 * w);
    DoubleVector t8 = DoubleVector.fromArray(S, table, v + 8 * w);
    DoubleVector t3 = t1.add(t2);
    DoubleVector t12 = t4.add(t8);
    DoubleVector.zero(S).intoArray(table, v);
    t3.intoArray(table, v + 3 * w);
    t1.add(t4).intoArray(table, v + 5 * w);
    t2.add(t4).intoArray(table, v + 6 * w);
    t3.add(t4).intoArray(table, v + 7 * w);
    t1.add(t8).intoArray(table, v + 9 * w);
    t2.add(t8).intoArray(table, v + 10 * w);
    t3.add(t8).intoArray(table, v + 11 * w);
    t12.intoArray(table, v + 12 * w);
    t1.add(t12).intoArray(table, v + 13 * w);
    t2.add(t12).intoArray(table, v + 14 * w);
    t3.add(t12).intoArray(table, v + 15 * w);
  }

  /** all ← all + Σ over the examples of the tables at hand. */
  private void sumAll(int count) {
    for (int group = 0; group < count; group++) {
      for (int i = 0; i < WIDTH; i++) {
        all[i] += table[(group * 16 + 15) * WIDTH + i];
      }
    }
  }

  /** Adds for each unit, over the groups at hand, the table entry that its pattern names. */
  private void addTile(int g, int count) {
    int to = 0;
    for (int from = g; from < m * (stride / 4); from += stride / 4) {
      DoubleVector s0 = DoubleVector.fromArray(S, sums, to);
      DoubleVector s1 = DoubleVector.fromArray(S, sums, to + L);
      DoubleVector s2 = DoubleVector.fromArray(S, sums, to + 2 * L);
      DoubleVector s3 = DoubleVector.fromArray(S, sums, to + 3 * L);
      for (int group = 0; group < count; group++) {
        int at = (group * 16 + patterns[from + group]) * WIDTH;
        s0 = s0.add(DoubleVector.fromArray(S, table, at));
        s1 = s1.add(DoubleVector.fromArray(S, table, at + L));
        s2 = s2.add(DoubleVector.fromArray(S, table, at + 2 * L));
        s3 = s3.add(DoubleVector.fromArray(S, table, at + 3 * L));
      }
      s0.intoArray(sums, to);
      s1.intoArray(sums, to + L);
      s2.intoArray(sums, to + 2 * L);
      s3.intoArray(sums, to + 3 * L);
      to += WIDTH;
    }
  }
}
