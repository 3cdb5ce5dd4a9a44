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
   * Tabulates the terms from {@code first} on, a multiple of four as {@code terms} is: entry e of
   * column c stands at {@code b[bOff + min(c, cols - 1) * ldb + e]}.
   */
  void fill(int first, int terms, int cols, double[] b, int bOff, int ldb) {
    int b0 = bOff + first;
    int b1 = b0 + Math.min(1, cols - 1) * ldb;
    int b2 = b0 + Math.min(2, cols - 1) * ldb;
    int b3 = b0 + (cols - 1) * ldb;
    int from = first / 4 * FACTORS;
    for (int e = 0; e < terms; e += 4) {
      // The indices are multiples of e plus constants: so the compiler sees their bounds at once.
      int f = from + e * (FACTORS / 4);
      int to = e * 2 * L;
      DoubleVector f0 = DoubleVector.fromArray(S, factors, f);
      DoubleVector f1 = DoubleVector.fromArray(S, factors, f + L);
      DoubleVector f2 = DoubleVector.fromArray(S, factors, f + 2 * L);
      DoubleVector f3 = DoubleVector.fromArray(S, factors, f + 3 * L);
      DoubleVector f4 = DoubleVector.fromArray(S, factors, f + 4 * L);
      DoubleVector sum = DoubleVector.broadcast(S, b[b0 + e]).mul(f0);
      sum = DoubleVector.broadcast(S, b[b0 + e + 1]).fma(f1, sum);
      sum = DoubleVector.broadcast(S, b[b0 + e + 2]).fma(f2, sum);
      DoubleVector fourth = DoubleVector.broadcast(S, b[b0 + e + 3]);
      fourth.fma(f3, sum).intoArray(table, to);
      fourth.fma(f4, sum).intoArray(table, to + L);
      sum = DoubleVector.broadcast(S, b[b1 + e]).mul(f0);
      sum = DoubleVector.broadcast(S, b[b1 + e + 1]).fma(f1, sum);
      sum = DoubleVector.broadcast(S, b[b1 + e + 2]).fma(f2, sum);
      fourth = DoubleVector.broadcast(S, b[b1 + e + 3]);
      fourth.fma(f3, sum).intoArray(table, to + 2 * L);
      fourth.fma(f4, sum).intoArray(table, to + 3 * L);
      sum = DoubleVector.broadcast(S, b[b2 + e]).mul(f0);
      sum = DoubleVector.broadcast(S, b[b2 + e + 1]).fma(f1, sum);
      sum = DoubleVector.broadcast(S, b[b2 + e + 2]).fma(f2, sum);
      fourth = DoubleVector.broadcast(S, b[b2 + e + 3]);
      fourth.fma(f3, sum).intoArray(table, to + 4 * L);
      fourth.fma(f4, sum).intoArray(table, to + 5 * L);
      sum = DoubleVector.broadcast(S, b[b3 + e]).mul(f0);
      sum = DoubleVector.broadcast(S, b[b3 + e + 1]).fma(f1, sum);
      sum = DoubleVector.broadcast(S, b[b3 + e + 2]).fma(f2, sum);
      fourth = DoubleVector.broadcast(S, b[b3 + e + 3]);
      fourth.fma(f3, sum).intoArray(table, to + 6 * L);
      fourth.fma(f4, sum).intoArray(table, to + 7 * L);
    }
  }
}
