package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
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

  /** The places of a half table whose bit 0, 1 or 2 is set. */
  private static final VectorMask<Double> FIRST = VectorMask.fromLong(S, 0b10101010);

  private static final VectorMask<Double> SECOND = VectorMask.fromLong(S, 0b11001100);
  private static final VectorMask<Double> THIRD = VectorMask.fromLong(S, 0b11110000);

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
    DoubleVector shut = DoubleVector.broadcast(S, alpha);
    DoubleVector first = shut.blend(1, FIRST);
    DoubleVector second = shut.blend(1, SECOND);
    DoubleVector third = shut.blend(1, THIRD);
    int to = 0;
    int e = 0;
    for (; e < terms - 3; e += 4) {
      first.mul(c[cOff + e]).intoArray(factors, to);
      second.mul(c[cOff + e + 1]).intoArray(factors, to + L);
      third.mul(c[cOff + e + 2]).intoArray(factors, to + 2 * L);
      DoubleVector fourth = DoubleVector.broadcast(S, c[cOff + e + 3]);
      fourth.mul(alpha).intoArray(factors, to + 3 * L);
      fourth.intoArray(factors, to + 4 * L);
      to += FACTORS;
    }
    if (e < terms) {
      first.mul(c[cOff + e]).intoArray(factors, to);
      second.mul(e + 1 < terms ? c[cOff + e + 1] : 0).intoArray(factors, to + L);
      third.mul(e + 2 < terms ? c[cOff + e + 2] : 0).intoArray(factors, to + 2 * L);
      DoubleVector.zero(S).intoArray(factors, to + 3 * L);
      DoubleVector.zero(S).intoArray(factors, to + 4 * L);
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
      // Indices that are multiples of e plus constants have their bounds checked before the loop.
      int f = from + e * (FACTORS / 4);
      int to = e * 2 * L;
      DoubleVector f0 = DoubleVector.fromArray(S, factors, f);
      DoubleVector f1 = DoubleVector.fromArray(S, factors, f + L);
      DoubleVector f2 = DoubleVector.fromArray(S, factors, f + 2 * L);
      DoubleVector f3 = DoubleVector.fromArray(S, factors, f + 3 * L);
      DoubleVector f4 = DoubleVector.fromArray(S, factors, f + 4 * L);
      DoubleVector sum0 = DoubleVector.broadcast(S, b[b0 + e]).mul(f0);
      sum0 = DoubleVector.broadcast(S, b[b0 + e + 1]).fma(f1, sum0);
      sum0 = DoubleVector.broadcast(S, b[b0 + e + 2]).fma(f2, sum0);
      DoubleVector last0 = DoubleVector.broadcast(S, b[b0 + e + 3]);
      DoubleVector sum1 = DoubleVector.broadcast(S, b[b1 + e]).mul(f0);
      sum1 = DoubleVector.broadcast(S, b[b1 + e + 1]).fma(f1, sum1);
      sum1 = DoubleVector.broadcast(S, b[b1 + e + 2]).fma(f2, sum1);
      DoubleVector last1 = DoubleVector.broadcast(S, b[b1 + e + 3]);
      DoubleVector sum2 = DoubleVector.broadcast(S, b[b2 + e]).mul(f0);
      sum2 = DoubleVector.broadcast(S, b[b2 + e + 1]).fma(f1, sum2);
      sum2 = DoubleVector.broadcast(S, b[b2 + e + 2]).fma(f2, sum2);
      DoubleVector last2 = DoubleVector.broadcast(S, b[b2 + e + 3]);
      DoubleVector sum3 = DoubleVector.broadcast(S, b[b3 + e]).mul(f0);
      sum3 = DoubleVector.broadcast(S, b[b3 + e + 1]).fma(f1, sum3);
      sum3 = DoubleVector.broadcast(S, b[b3 + e + 2]).fma(f2, sum3);
      DoubleVector last3 = DoubleVector.broadcast(S, b[b3 + e + 3]);
      // Written last: loads from b behind a store would go through one register more.
      last0.fma(f3, sum0).intoArray(table, to);
      last0.fma(f4, sum0).intoArray(table, to + L);
      last1.fma(f3, sum1).intoArray(table, to + 2 * L);
      last1.fma(f4, sum1).intoArray(table, to + 3 * L);
      last2.fma(f3, sum2).intoArray(table, to + 4 * L);
      last2.fma(f4, sum2).intoArray(table, to + 5 * L);
      last3.fma(f3, sum3).intoArray(table, to + 6 * L);
      last3.fma(f4, sum3).intoArray(table, to + 7 * L);
    }
  }
}
