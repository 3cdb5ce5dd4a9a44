package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tables of the sixteen sums Σ_e c_e γ_e b_e of four terms, γ_e being 1 where bit e of the place in
 * the table is set and α elsewhere; for four columns b at a time.
 *
 * <p>The factors c_e γ_e are the same for all columns: they are written once, as five vectors to a
 * group of four terms. The first three serve places 0 to 7 and 8 to 15 alike, the fourth term has a
 * vector for each half.
 */
final class GateTables {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;
  private static final int L = 8;
  private static final int FACTORS = 5 * L;

  /** The tables of four columns, group by group, column by column. */
  final double[] table;

  private final double[] factors;

  /** Room for sums of {@code terms} terms, of which {@code most} are tabulated at a time. */
  GateTables(int terms, int most) {
    table = new double[Math.min((terms + 3) / 4, most / 4) * 4 * 2 * L];
    factors = new double[(terms + 3) / 4 * FACTORS];
  }

  /** Takes in c, with zeros up to a multiple of four. */
  void factors(int terms, double alpha, double[] c, int cOff) {
    for (int e = 0; e < (terms + 3) / 4 * 4; e++) {
      double open = e < terms ? c[cOff + e] : 0;
      double shut = alpha * open;
      int to = e / 4 * FACTORS + e % 4 * L;
      for (int i = 0; i < L; i++) {
        factors[to + i] = e % 4 < 3 && (i >> (e % 4) & 1) == 1 ? open : shut;
        if (e % 4 == 3) {
          factors[to + L + i] = open;
        }
      }
    }
  }

  /**
   * Tabulates the groups from {@code first} on into place {@code at} and on: entry e of column c,
   * counted from the first of them, stands at {@code b[bOff + c * bcs + e * bes]}.
   */
  void fill(int first, int groups, int at, int cols, double[] b, int bOff, int bcs, int bes) {
    int to = at * 8 * L;
    int f = first * FACTORS;
    int from = bOff;
    for (int g = 0; g < groups; g++) {
      DoubleVector f0 = DoubleVector.fromArray(S, factors, f);
      DoubleVector f1 = DoubleVector.fromArray(S, factors, f + L);
      DoubleVector f2 = DoubleVector.fromArray(S, factors, f + 2 * L);
      DoubleVector f3 = DoubleVector.fromArray(S, factors, f + 3 * L);
      DoubleVector f4 = DoubleVector.fromArray(S, factors, f + 4 * L);
      int i = from;
      for (int c = 0; c < cols; c++) {
        DoubleVector sum = DoubleVector.broadcast(S, b[i]).mul(f0);
        sum = DoubleVector.broadcast(S, b[i + bes]).fma(f1, sum);
        sum = DoubleVector.broadcast(S, b[i + 2 * bes]).fma(f2, sum);
        DoubleVector b3 = DoubleVector.broadcast(S, b[i + 3 * bes]);
        b3.fma(f3, sum).intoArray(table, to + 2 * L * c);
        b3.fma(f4, sum).intoArray(table, to + 2 * L * c + L);
        i += bcs;
      }
      to += 8 * L;
      f += FACTORS;
      from += 4 * bes;
    }
  }
}
