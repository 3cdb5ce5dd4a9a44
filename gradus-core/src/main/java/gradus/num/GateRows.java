package gradus.num;

import jdk.incubator.vector.DoubleVector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import jdk.incubator.vector.VectorSpecies;

/** Tables of the sixteen sums. */
final class GateRows {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int L = 4;
  static final int COLS = 16;
  static final int GROUP = 16 * COLS;
  static final int MOST_GROUPS = 16;

  static final int ROW = 8 * COLS;
  private static final long ADDRESS = (1L << 56) - 1;
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ThreadLocal<MemorySegment> OWN = ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(8L * 32 * 1024, 64));
  static long own() { return OWN.get().address(); }
  private GateRows() {}

  static byte place(int group, int bits) {
    return (byte) (group << 4 | bits);
  }

  static void fill(
      int at,
      int groups,
      double alpha,
      double[] c,
      int ci,
      double[] b,
      int bi,
      int ldb,
      long table) {
    for (int v = 0; v < COLS; v += 2 * L) {
      columns(groups, alpha, c, ci, b, bi + v, ldb, table + (at << 11) + 8 * v);
    }
  }

  private static void columns(
      int groups,
      double alpha,
      double[] c,
      int ci,
      double[] b,
      int bi,
      int ldb,
      long ti) {
    int bp = bi;
    long base = ti & ADDRESS;
    for (int g = 0; g < groups; g++) {
      int e = ci + 4 * g;
      long t = base + (g << 11);
      double c0 = c[e];
      double c1 = c[e + 1];
      double c2 = c[e + 2];
      double c3 = c[e + 3];
      DoubleVector o0 = DoubleVector.fromArray(S, b, bp).mul(c0);
      DoubleVector o1 = DoubleVector.fromArray(S, b, bp + ldb).mul(c1);
      DoubleVector o2 = DoubleVector.fromArray(S, b, bp + 2 * ldb).mul(c2);
      DoubleVector o3 = DoubleVector.fromArray(S, b, bp + 3 * ldb).mul(c3);
      DoubleVector s0 = o0.mul(alpha);
      DoubleVector s1 = o1.mul(alpha);
      DoubleVector s2 = o2.mul(alpha);
      DoubleVector s3 = o3.mul(alpha);
      DoubleVector p0 = s0.add(s1);
      DoubleVector p1 = o0.add(s1);
      DoubleVector p2 = s0.add(o1);
      DoubleVector p3 = o0.add(o1);
      DoubleVector q = s2.add(s3);
      p0.add(q).intoMemorySegment(MEMORY, t, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + ROW, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 2 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 3 * ROW, NATIVE);
      q = o2.add(s3);
      p0.add(q).intoMemorySegment(MEMORY, t + 4 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + 5 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 6 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 7 * ROW, NATIVE);
      q = s2.add(o3);
      p0.add(q).intoMemorySegment(MEMORY, t + 8 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + 9 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 10 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 11 * ROW, NATIVE);
      q = o2.add(o3);
      p0.add(q).intoMemorySegment(MEMORY, t + 12 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + 13 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 14 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 15 * ROW, NATIVE);
      o0 = DoubleVector.fromArray(S, b, bp + L).mul(c0);
      o1 = DoubleVector.fromArray(S, b, bp + ldb + L).mul(c1);
      o2 = DoubleVector.fromArray(S, b, bp + 2 * ldb + L).mul(c2);
      o3 = DoubleVector.fromArray(S, b, bp + 3 * ldb + L).mul(c3);
      s0 = o0.mul(alpha);
      s1 = o1.mul(alpha);
      s2 = o2.mul(alpha);
      s3 = o3.mul(alpha);
      p0 = s0.add(s1);
      p1 = o0.add(s1);
      p2 = s0.add(o1);
      p3 = o0.add(o1);
      q = s2.add(s3);
      p0.add(q).intoMemorySegment(MEMORY, t + 32, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + ROW + 32, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 2 * ROW + 32, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 3 * ROW + 32, NATIVE);
      q = o2.add(s3);
      p0.add(q).intoMemorySegment(MEMORY, t + 4 * ROW + 32, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + 5 * ROW + 32, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 6 * ROW + 32, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 7 * ROW + 32, NATIVE);
      q = s2.add(o3);
      p0.add(q).intoMemorySegment(MEMORY, t + 8 * ROW + 32, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + 9 * ROW + 32, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 10 * ROW + 32, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 11 * ROW + 32, NATIVE);
      q = o2.add(o3);
      p0.add(q).intoMemorySegment(MEMORY, t + 12 * ROW + 32, NATIVE);
      p1.add(q).intoMemorySegment(MEMORY, t + 13 * ROW + 32, NATIVE);
      p2.add(q).intoMemorySegment(MEMORY, t + 14 * ROW + 32, NATIVE);
      p3.add(q).intoMemorySegment(MEMORY, t + 15 * ROW + 32, NATIVE);
      bp += 4 * ldb;
    }
  }

  static void add(
      int rows, int groups, long table, byte[] places, int pi, int ldp, double[] sums) {
    int r = 0;
    for (; r < rows - 1; r += 2) {
      two(groups, table, places, pi + r * ldp, pi + (r + 1) * ldp, sums, r * COLS);
    }
    if (r < rows) {
      one(groups, table, places, pi + r * ldp, sums, r * COLS);
    }
  }

  private static void two(
      int groups, long table, byte[] places, int pi, int qi, double[] sums, int si) {
    DoubleVector s00 = DoubleVector.fromArray(S, sums, si);
    DoubleVector s01 = DoubleVector.fromArray(S, sums, si + L);
    DoubleVector s02 = DoubleVector.fromArray(S, sums, si + 2 * L);
    DoubleVector s03 = DoubleVector.fromArray(S, sums, si + 3 * L);
    DoubleVector s10 = DoubleVector.fromArray(S, sums, si + 4 * L);
    DoubleVector s11 = DoubleVector.fromArray(S, sums, si + 5 * L);
    DoubleVector s12 = DoubleVector.fromArray(S, sums, si + 6 * L);
    DoubleVector s13 = DoubleVector.fromArray(S, sums, si + 7 * L);
    long base = table & ADDRESS;
    for (int g = 0; g < groups; g++) {
      long p = base + ((places[pi + g] & 0xFFL) << 7);
      s00 = s00.add(DoubleVector.fromMemorySegment(S, MEMORY, p, NATIVE));
      s03 = s03.add(DoubleVector.fromMemorySegment(S, MEMORY, p + 96, NATIVE));
      s01 = s01.add(DoubleVector.fromMemorySegment(S, MEMORY, p + 32, NATIVE));
      s02 = s02.add(DoubleVector.fromMemorySegment(S, MEMORY, p + 64, NATIVE));
      long q = base + ((places[qi + g] & 0xFFL) << 7);
      s10 = s10.add(DoubleVector.fromMemorySegment(S, MEMORY, q, NATIVE));
      s13 = s13.add(DoubleVector.fromMemorySegment(S, MEMORY, q + 96, NATIVE));
      s11 = s11.add(DoubleVector.fromMemorySegment(S, MEMORY, q + 32, NATIVE));
      s12 = s12.add(DoubleVector.fromMemorySegment(S, MEMORY, q + 64, NATIVE));
    }
    s00.intoArray(sums, si);
    s01.intoArray(sums, si + L);
    s02.intoArray(sums, si + 2 * L);
    s03.intoArray(sums, si + 3 * L);
    s10.intoArray(sums, si + 4 * L);
    s11.intoArray(sums, si + 5 * L);
    s12.intoArray(sums, si + 6 * L);
    s13.intoArray(sums, si + 7 * L);
  }

  private static void one(
      int groups, long table, byte[] places, int pi, double[] sums, int si) {
    DoubleVector s0 = DoubleVector.fromArray(S, sums, si);
    DoubleVector s1 = DoubleVector.fromArray(S, sums, si + L);
    DoubleVector s2 = DoubleVector.fromArray(S, sums, si + 2 * L);
    DoubleVector s3 = DoubleVector.fromArray(S, sums, si + 3 * L);
    long base = table & ADDRESS;
    for (int g = 0; g < groups; g++) {
      long p = base + ((places[pi + g] & 0xFFL) << 7);
      s0 = s0.add(DoubleVector.fromMemorySegment(S, MEMORY, p, NATIVE));
      s3 = s3.add(DoubleVector.fromMemorySegment(S, MEMORY, p + 96, NATIVE));
      s1 = s1.add(DoubleVector.fromMemorySegment(S, MEMORY, p + 32, NATIVE));
      s2 = s2.add(DoubleVector.fromMemorySegment(S, MEMORY, p + 64, NATIVE));
    }
    s0.intoArray(sums, si);
    s1.intoArray(sums, si + L);
    s2.intoArray(sums, si + 2 * L);
    s3.intoArray(sums, si + 3 * L);
  }

  static void scaled(
      int rows, double[] sums, double[] gain, int gi, double[] out, int oi, int ldo) {
    int o = oi;
    for (int r = 0; r < rows; r++) {
      double f = gain[gi + r];
      int s = r * COLS;
      DoubleVector.fromArray(S, sums, s).mul(f).intoArray(out, o);
      DoubleVector.fromArray(S, sums, s + L).mul(f).intoArray(out, o + L);
      DoubleVector.fromArray(S, sums, s + 2 * L).mul(f).intoArray(out, o + 2 * L);
      DoubleVector.fromArray(S, sums, s + 3 * L).mul(f).intoArray(out, o + 3 * L);
      o += ldo;
    }
  }
}
