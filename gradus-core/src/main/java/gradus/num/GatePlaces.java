package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gates Z &gt; 0 of m units at n examples, four to a byte: for each row of Γ or Γᵀ the rows of
 * {@link GateRows} that it adds up, one of each table. Group g of four gates has table g modulo
 * sixteen.
 */
final class GatePlaces {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
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

  /** Groups of four units, example by example; units that are not there are shut. */
  static void byExample(int m, int n, double[] z, int ldz, byte[] places) {
    int groups = (m + L - 1) / L;
    for (int g = 0; g < groups; g++) {
      int from = L * g * ldz;
      int units = Math.min(L, m - L * g);
      for (int i = 0; i < n; i += L) {
        examples(units, z, from + i, ldz, g, places, i * groups + g, groups);
      }
    }
  }

  /** Four units at four examples: bit 4 e + i is unit e at example i. */
  private static void examples(
      int units, double[] z, int from, int ldz, int g, byte[] places, int to, int ldp) {
    int all = gates(z, from);
    all |= units > 1 ? gates(z, from + ldz) << 4 : 0;
    all |= units > 2 ? gates(z, from + 2 * ldz) << 8 : 0;
    all |= units > 3 ? gates(z, from + 3 * ldz) << 12 : 0;
    places[to] = place(g, Integer.compress(all, 0x1111));
    places[to + ldp] = place(g, Integer.compress(all, 0x2222));
    places[to + 2 * ldp] = place(g, Integer.compress(all, 0x4444));
    places[to + 3 * ldp] = place(g, Integer.compress(all, 0x8888));
  }
}
