package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gates Z &gt; 0 of m units at n examples, four to a byte: for each row of Γ or Γᵀ the rows of
 * {@link GateRows} that it adds up, one of each table. Group g of four gates has table g modulo
 * sixteen.
 */
final class GatePlaces {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Long> W = LongVector.SPECIES_256;
  private static final int L = 4;

  private GatePlaces() {}

  private static byte place(int group, int gates) {
    return (byte) (group << 4 | gates);
  }

  private static int gates(double[] z, int from) {
    return (int) DoubleVector.fromArray(S, z, from).compare(VectorOperators.GT, 0).toLong();
  }

  /** Groups of four examples, unit by unit. */
  static void byUnit(int m, int n, double[] z, int ldz, byte[] places) {
    int groups = n / L;
    for (int j = 0; j < m; j++) {
      unit(groups, z, j * ldz, places, j * groups);
    }
  }

  private static void unit(int groups, double[] z, int from, byte[] places, int to) {
    for (int g = 0; g < groups; g++) {
      places[to + g] = place(g, gates(z, from + L * g));
    }
  }

  /**
   * Groups of four units, example by example; units that are not there are shut. Takes room for
   * four numbers.
   */
  static void byExample(int m, int n, double[] z, int ldz, byte[] places, long[] room) {
    int groups = (m + L - 1) / L;
    for (int g = 0; g < groups; g++) {
      int from = L * g * ldz;
      int units = Math.min(L, m - L * g);
      for (int i = 0; i < n; i += L) {
        examples(units, z, from + i, ldz, room);
        int to = i * groups + g;
        places[to] = place(g, (int) room[0]);
        places[to + groups] = place(g, (int) room[1]);
        places[to + 2 * groups] = place(g, (int) room[2]);
        places[to + 3 * groups] = place(g, (int) room[3]);
      }
    }
  }

  /** The gates of up to four units at four examples. */
  private static void examples(int units, double[] z, int from, int ldz, long[] room) {
    LongVector word = LongVector.zero(W);
    LongVector shut = LongVector.zero(W);
    int at = from;
    for (int e = 0; e < units; e++) {
      VectorMask<Double> open = DoubleVector.fromArray(S, z, at).compare(VectorOperators.GT, 0);
      word = word.or(shut.blend(1L << e, open.cast(W)));
      at += ldz;
    }
    word.intoArray(room, 0);
  }
}
