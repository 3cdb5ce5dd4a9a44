package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Where the sums that gates name stand in {@link GateRows}. */
final class GatePlaces {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Long> W = LongVector.SPECIES_256;
  private static final int L = 4;

  private GatePlaces() {}

  static void byUnit(int m, int n, double[] z, int ldz, byte[] places) {
    int groups = n / 4;
    for (int j = 0; j < m; j++) {
      row(groups, z, j * ldz, places, j * groups);
    }
  }

  private static void row(int groups, double[] z, int zi, byte[] places, int pi) {
    for (int g = 0; g < groups; g++) {
      int bits =
          (int) DoubleVector.fromArray(S, z, zi + 4 * g).compare(VectorOperators.GT, 0).toLong();
      places[pi + g] = GateRows.place(g, bits);
    }
  }

  static void byExample(int m, int n, double[] z, int ldz, byte[] places) {
    int groups = (m + 3) / 4;
    for (int g = 0; g < groups; g++) {
      for (int i = 0; i < n; i += L) {
        column(Math.min(4, m - 4 * g), z, 4 * g * ldz + i, ldz, g, places, i * groups + g, groups);
      }
    }
  }

  private static void column(
      int m, double[] z, int zi, int ldz, int g, byte[] places, int pi, int groups) {
    int m0 = bits(z, zi);
    int m1 = m > 1 ? bits(z, zi + ldz) : 0;
    int m2 = m > 2 ? bits(z, zi + 2 * ldz) : 0;
    int m3 = m > 3 ? bits(z, zi + 3 * ldz) : 0;
    int all = m0 | m1 << 4 | m2 << 8 | m3 << 12;
    places[pi] = GateRows.place(g, Integer.compress(all, 0x1111));
    places[pi + groups] = GateRows.place(g, Integer.compress(all, 0x2222));
    places[pi + 2 * groups] = GateRows.place(g, Integer.compress(all, 0x4444));
    places[pi + 3 * groups] = GateRows.place(g, Integer.compress(all, 0x8888));
  }

  private static int bits(double[] z, int zi) {
    return (int) DoubleVector.fromArray(S, z, zi).compare(VectorOperators.GT, 0).toLong();
  }
}
