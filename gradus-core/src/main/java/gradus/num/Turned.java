package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix turned over, so that A Bᵀ becomes a product without sums over lanes: those cost as much
 * as a short row of products.
 */
final class Turned {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Measured on eight lanes: with longer rows the sums over lanes hardly count. */
  private static final int LONGEST = 128;

  /**
   * Numbers of B that are turned at most on four lanes. There length does not matter: sums along
   * rows load seven vectors for twelve multiply-adds, of which every other crosses two lines of the
   * cache, and are 1.2 to 1.7 times as slow.
   */
  private static final int MOST = 1 << 18;

  private static final ThreadLocal<double[]> ROOM = ThreadLocal.withInitial(() -> new double[0]);

  private Turned() {}

  /** Whether A Bᵀ with A of m x k and B of n x k is faster so. */
  static boolean pays(int m, int n, int k) {
    if (L == 4) {
      return m >= 32 && n >= 8 && (long) n * k <= MOST;
    }
    return k <= LONGEST && m >= 16 && n >= 24 && n <= 16 * LONGEST;
  }

  /**
   * How far apart {@link #rows} puts rows of n numbers: whole vectors, and no multiple of sixteen,
   * since rows a power of two apart crowd into a few sets of the first-level cache.
   */
  static int apart(int n) {
    int whole = (n + L - 1) / L * L;
    return whole % 16 == 0 ? whole + L : whole;
  }

  /**
   * The k x n transpose of B, whose row i starts at {@code b[bOff + i * ldb]}, with rows {@link
   * #apart}; this thread's own.
   */
  static double[] rows(int n, int k, double[] b, int bOff, int ldb) {
    int ldt = apart(n);
    double[] t = ROOM.get();
    if (t.length < k * ldt) {
      t = new double[k * ldt];
      ROOM.set(t);
    }
    turn(n, k, b, bOff, ldb, t, 0, ldt);
    return t;
  }

  /** T ← Bᵀ for B of n x k. */
  static void turn(int n, int k, double[] b, int bOff, int ldb, double[] t, int tOff, int ldt) {
    int rows = L < 4 ? 0 : n & -L;
    int cols = k & -L;
    for (int i = 0; i < rows; i += L) {
      for (int p = 0; p < cols; p += L) {
        if (L == 8) {
          EightLanes.turn(b, bOff + i * ldb + p, ldb, t, tOff + p * ldt + i, ldt);
        } else {
          FourLanes.turn(b, bOff + i * ldb + p, ldb, t, tOff + p * ldt + i, ldt);
        }
      }
      one(L, k - cols, b, bOff + i * ldb + cols, ldb, t, tOff + cols * ldt + i, ldt);
    }
    one(n - rows, k, b, bOff + rows * ldb, ldb, t, tOff + rows, ldt);
  }

  /** Number by number; what is written is written in order. */
  private static void one(
      int n, int k, double[] b, int bOff, int ldb, double[] t, int tOff, int ldt) {
    for (int p = 0; p < k; p++) {
      int from = bOff + p;
      int to = tOff + p * ldt;
      for (int i = 0; i < n; i++) {
        t[to + i] = b[from];
        from += ldb;
      }
    }
  }

  /**
   * Blocks of eight by eight, in three rounds: rows 4, then 2, then 1 apart exchange the halves,
   * quarters and eighths that are on the wrong side.
   */
  private static final class EightLanes {
    static final VectorShuffle<Double> BY_4 = by(4);
    static final VectorShuffle<Double> BY_2 = by(2);
    static final VectorShuffle<Double> BY_6 = by(6);
    static final VectorShuffle<Double> BY_1 = by(1);
    static final VectorShuffle<Double> BY_7 = by(7);
    static final VectorMask<Double> UPPER_4 = VectorMask.fromLong(S, 0xF0);
    static final VectorMask<Double> UPPER_2 = VectorMask.fromLong(S, 0xCC);
    static final VectorMask<Double> UPPER_1 = VectorMask.fromLong(S, 0xAA);

    private EightLanes() {}

    private static VectorShuffle<Double> by(int lanes) {
      return VectorShuffle.fromOp(S, i -> (i + lanes) % L);
    }

    static void turn(double[] b, int from, int ldb, double[] t, int to, int ldt) {
      DoubleVector v0 = DoubleVector.fromArray(S, b, from);
      DoubleVector v1 = DoubleVector.fromArray(S, b, from + ldb);
      DoubleVector v2 = DoubleVector.fromArray(S, b, from + 2 * ldb);
      DoubleVector v3 = DoubleVector.fromArray(S, b, from + 3 * ldb);
      DoubleVector v4 = DoubleVector.fromArray(S, b, from + 4 * ldb);
      DoubleVector v5 = DoubleVector.fromArray(S, b, from + 5 * ldb);
      DoubleVector v6 = DoubleVector.fromArray(S, b, from + 6 * ldb);
      DoubleVector v7 = DoubleVector.fromArray(S, b, from + 7 * ldb);

      DoubleVector w0 = v0.blend(v4.rearrange(BY_4), UPPER_4);
      DoubleVector w4 = v0.rearrange(BY_4).blend(v4, UPPER_4);
      DoubleVector w1 = v1.blend(v5.rearrange(BY_4), UPPER_4);
      DoubleVector w5 = v1.rearrange(BY_4).blend(v5, UPPER_4);
      DoubleVector w2 = v2.blend(v6.rearrange(BY_4), UPPER_4);
      DoubleVector w6 = v2.rearrange(BY_4).blend(v6, UPPER_4);
      DoubleVector w3 = v3.blend(v7.rearrange(BY_4), UPPER_4);
      DoubleVector w7 = v3.rearrange(BY_4).blend(v7, UPPER_4);

      v0 = w0.blend(w2.rearrange(BY_6), UPPER_2);
      v2 = w0.rearrange(BY_2).blend(w2, UPPER_2);
      v1 = w1.blend(w3.rearrange(BY_6), UPPER_2);
      v3 = w1.rearrange(BY_2).blend(w3, UPPER_2);
      v4 = w4.blend(w6.rearrange(BY_6), UPPER_2);
      v6 = w4.rearrange(BY_2).blend(w6, UPPER_2);
      v5 = w5.blend(w7.rearrange(BY_6), UPPER_2);
      v7 = w5.rearrange(BY_2).blend(w7, UPPER_2);

      v0.blend(v1.rearrange(BY_7), UPPER_1).intoArray(t, to);
      v0.rearrange(BY_1).blend(v1, UPPER_1).intoArray(t, to + ldt);
      v2.blend(v3.rearrange(BY_7), UPPER_1).intoArray(t, to + 2 * ldt);
      v2.rearrange(BY_1).blend(v3, UPPER_1).intoArray(t, to + 3 * ldt);
      v4.blend(v5.rearrange(BY_7), UPPER_1).intoArray(t, to + 4 * ldt);
      v4.rearrange(BY_1).blend(v5, UPPER_1).intoArray(t, to + 5 * ldt);
      v6.blend(v7.rearrange(BY_7), UPPER_1).intoArray(t, to + 6 * ldt);
      v6.rearrange(BY_1).blend(v7, UPPER_1).intoArray(t, to + 7 * ldt);
    }
  }

  /** Blocks of four by four, alike. */
  private static final class FourLanes {
    static final VectorShuffle<Double> BY_2 = by(2);
    static final VectorShuffle<Double> BY_1 = by(1);
    static final VectorShuffle<Double> BY_3 = by(3);
    static final VectorMask<Double> UPPER_2 = VectorMask.fromLong(S, 0b1100);
    static final VectorMask<Double> UPPER_1 = VectorMask.fromLong(S, 0b1010);

    private FourLanes() {}

    private static VectorShuffle<Double> by(int lanes) {
      return VectorShuffle.fromOp(S, i -> (i + lanes) % L);
    }

    static void turn(double[] b, int from, int ldb, double[] t, int to, int ldt) {
      DoubleVector v0 = DoubleVector.fromArray(S, b, from);
      DoubleVector v1 = DoubleVector.fromArray(S, b, from + ldb);
      DoubleVector v2 = DoubleVector.fromArray(S, b, from + 2 * ldb);
      DoubleVector v3 = DoubleVector.fromArray(S, b, from + 3 * ldb);

      DoubleVector w0 = v0.blend(v2.rearrange(BY_2), UPPER_2);
      DoubleVector w2 = v0.rearrange(BY_2).blend(v2, UPPER_2);
      DoubleVector w1 = v1.blend(v3.rearrange(BY_2), UPPER_2);
      DoubleVector w3 = v1.rearrange(BY_2).blend(v3, UPPER_2);

      w0.blend(w1.rearrange(BY_3), UPPER_1).intoArray(t, to);
      w0.rearrange(BY_1).blend(w1, UPPER_1).intoArray(t, to + ldt);
      w2.blend(w3.rearrange(BY_3), UPPER_1).intoArray(t, to + 2 * ldt);
      w2.rearrange(BY_1).blend(w3, UPPER_1).intoArray(t, to + 3 * ldt);
    }
  }
}
