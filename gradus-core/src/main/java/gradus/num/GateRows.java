package gradus.num;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tables of the sixteen sums Σ_e c_e γ_e b_e of four terms, γ_e being 1 where bit e of the place in
 * the table is set and α elsewhere. Each place has a row of sixteen numbers, for as many columns b.
 *
 * <p>There is room for sixteen tables, so that a byte names a row among all of them, and every byte
 * names one. That is why rows can be read without a check of bounds; and they stand outside the
 * heap, where their vectors can be aligned. From an array, whose vectors cross a line of the cache
 * every other time and have their bounds checked, adding a row took 1.25 to 1.4 times as long.
 *
 * <p>What {@link PanelKernels} says of the compiler holds here too.
 */
final class GateRows {
  /** Numbers in a row. */
  static final int COLS = 16;

  /** Tables there is room for. */
  static final int GROUPS = 16;

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int L = 4;
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  /** Bytes of a vector, a row and a table. */
  private static final long V = L * Double.BYTES;

  private static final long ROW = COLS * Double.BYTES;
  private static final long TABLE = 16 * ROW;

  /** The bits of an address: told so, the compiler sees that it is not negative. */
  private static final long ADDRESS = (1L << 56) - 1;

  private static final ThreadLocal<GateRows> OWN = ThreadLocal.withInitial(GateRows::new);

  private final MemorySegment room = Arena.ofAuto().allocate(GROUPS * TABLE, 64);

  private GateRows() {}

  /** Whether this JVM lets memory outside the heap be read unchecked. */
  static boolean canBeHad() {
    return GateRows.class.getModule().isNativeAccessEnabled();
  }

  /** This thread's own; not to be handed to another, which may outlive it. */
  static GateRows own() {
    return OWN.get();
  }

  /** All memory, in which each access is by address. */
  private static final class Memory {
    @SuppressWarnings("restricted") // bounds are kept by the places being bytes
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  /**
   * Fills {@code groups} tables from number {@code at} on: factor e of the first is {@code c[ci +
   * e]}, its row of B starts at {@code b[bi + e * ldb]}.
   */
  void fill(int at, int groups, double alpha, double[] c, int ci, double[] b, int bi, int ldb) {
    Objects.checkFromIndexSize(at, groups, GROUPS);
    long table = room.address() + at * TABLE;
    for (int v = 0; v < COLS / L; v += 2) {
      columns(groups, alpha, c, ci, b, bi + v * L, ldb, table + v * V);
    }
  }

  /** Two vectors of columns, a line of the cache. */
  private static void columns(
      int groups, double alpha, double[] c, int ci, double[] b, int bi, int ldb, long table) {
    long base = table & ADDRESS;
    int bp = bi;
    for (int g = 0; g < groups; g++) {
      int e = ci + 4 * g;
      long t = base + g * TABLE;
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
      p0.add(q).intoMemorySegment(Memory.ALL, t, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 2 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 3 * ROW, NATIVE);
      q = o2.add(s3);
      p0.add(q).intoMemorySegment(Memory.ALL, t + 4 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + 5 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 6 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 7 * ROW, NATIVE);
      q = s2.add(o3);
      p0.add(q).intoMemorySegment(Memory.ALL, t + 8 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + 9 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 10 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 11 * ROW, NATIVE);
      q = o2.add(o3);
      p0.add(q).intoMemorySegment(Memory.ALL, t + 12 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + 13 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 14 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 15 * ROW, NATIVE);
      // The second vector.
      t += V;
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
      p0.add(q).intoMemorySegment(Memory.ALL, t, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 2 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 3 * ROW, NATIVE);
      q = o2.add(s3);
      p0.add(q).intoMemorySegment(Memory.ALL, t + 4 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + 5 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 6 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 7 * ROW, NATIVE);
      q = s2.add(o3);
      p0.add(q).intoMemorySegment(Memory.ALL, t + 8 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + 9 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 10 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 11 * ROW, NATIVE);
      q = o2.add(o3);
      p0.add(q).intoMemorySegment(Memory.ALL, t + 12 * ROW, NATIVE);
      p1.add(q).intoMemorySegment(Memory.ALL, t + 13 * ROW, NATIVE);
      p2.add(q).intoMemorySegment(Memory.ALL, t + 14 * ROW, NATIVE);
      p3.add(q).intoMemorySegment(Memory.ALL, t + 15 * ROW, NATIVE);
      bp += 4 * ldb;
    }
  }

  /**
   * Adds to each of the first {@code rows} rows of {@code sums} the rows of {@code groups} tables
   * that its places name; they start at {@code places[pi]}, those of the next row {@code ldp} on.
   */
  void add(int rows, int groups, byte[] places, int pi, int ldp, double[] sums) {
    long tables = room.address();
    int r = 0;
    for (; r < rows - 1; r += 2) {
      int p = pi + r * ldp;
      two(groups, tables, places, p, p + ldp, sums, r * COLS);
    }
    if (r < rows) {
      one(groups, tables, places, pi + r * ldp, sums, r * COLS);
    }
  }

  private static void two(
      int groups, long tables, byte[] places, int pi, int qi, double[] sums, int si) {
    DoubleVector s00 = DoubleVector.fromArray(S, sums, si);
    DoubleVector s01 = DoubleVector.fromArray(S, sums, si + L);
    DoubleVector s02 = DoubleVector.fromArray(S, sums, si + 2 * L);
    DoubleVector s03 = DoubleVector.fromArray(S, sums, si + 3 * L);
    DoubleVector s10 = DoubleVector.fromArray(S, sums, si + 4 * L);
    DoubleVector s11 = DoubleVector.fromArray(S, sums, si + 5 * L);
    DoubleVector s12 = DoubleVector.fromArray(S, sums, si + 6 * L);
    DoubleVector s13 = DoubleVector.fromArray(S, sums, si + 7 * L);
    long base = tables & ADDRESS;
    for (int g = 0; g < groups; g++) {
      long p = base + (places[pi + g] & 0xFF) * ROW;
      s00 = s00.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p, NATIVE));
      s01 = s01.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p + V, NATIVE));
      s02 = s02.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p + 2 * V, NATIVE));
      s03 = s03.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p + 3 * V, NATIVE));
      long q = base + (places[qi + g] & 0xFF) * ROW;
      s10 = s10.add(DoubleVector.fromMemorySegment(S, Memory.ALL, q, NATIVE));
      s11 = s11.add(DoubleVector.fromMemorySegment(S, Memory.ALL, q + V, NATIVE));
      s12 = s12.add(DoubleVector.fromMemorySegment(S, Memory.ALL, q + 2 * V, NATIVE));
      s13 = s13.add(DoubleVector.fromMemorySegment(S, Memory.ALL, q + 3 * V, NATIVE));
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

  private static void one(int groups, long tables, byte[] places, int pi, double[] sums, int si) {
    DoubleVector s0 = DoubleVector.fromArray(S, sums, si);
    DoubleVector s1 = DoubleVector.fromArray(S, sums, si + L);
    DoubleVector s2 = DoubleVector.fromArray(S, sums, si + 2 * L);
    DoubleVector s3 = DoubleVector.fromArray(S, sums, si + 3 * L);
    long base = tables & ADDRESS;
    for (int g = 0; g < groups; g++) {
      long p = base + (places[pi + g] & 0xFF) * ROW;
      s0 = s0.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p, NATIVE));
      s1 = s1.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p + V, NATIVE));
      s2 = s2.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p + 2 * V, NATIVE));
      s3 = s3.add(DoubleVector.fromMemorySegment(S, Memory.ALL, p + 3 * V, NATIVE));
    }
    s0.intoArray(sums, si);
    s1.intoArray(sums, si + L);
    s2.intoArray(sums, si + 2 * L);
    s3.intoArray(sums, si + 3 * L);
  }
}
