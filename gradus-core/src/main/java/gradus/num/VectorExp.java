package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function, a vector at a time, over the whole range of {@code double}.
 *
 * <p>y = k log 2 + r with a whole k and |r| ≤ ½ log 2, so that eʸ = 2ᵏ eʳ; eʳ comes from its Taylor
 * series up to r¹³, whose first term left out is below 5e-18. The error is below one unit in the
 * last place. The vector API has such a function of its own, but not on every platform; elsewhere
 * it allocates, and interpreted code gets other bits from it than compiled code.
 */
final class VectorExp {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Below the first eʸ rounds to zero, above the second it is infinite. */
  private static final double LEAST = -746;

  private static final double MOST = 710;

  private static final double LOG_2_HIGH = 0x1.62e42fefa39efp-1;
  private static final double LOG_2_LOW = 0x1.abc9e3b39803fp-56;

  /** Added to a number below 2^50 it leaves the nearest whole number in the last bits. */
  private static final double ROUND = 0x1.8p52;

  /** The same with the bias of the exponent: the last bits are then the exponent field of 2ᵏ. */
  private static final double ROUND_BIASED = 0x1.8p52 + Double.MAX_EXPONENT;

  private static final int MANTISSA_BITS = 52;

  private VectorExp() {}

  /**
   * out ← exp(x - shift) for n entries, a whole number of vectors; returns the sum of what was
   * written.
   */
  static double shifted(int n, double shift, double[] x, int xOff, double[] out, int outOff) {
    DoubleVector sum = DoubleVector.zero(S);
    DoubleVector round = DoubleVector.broadcast(S, ROUND);
    DoubleVector biased = DoubleVector.broadcast(S, ROUND_BIASED);
    DoubleVector half = DoubleVector.broadcast(S, 0.5);
    DoubleVector log2E = DoubleVector.broadcast(S, 1 / Math.log(2));
    DoubleVector high = DoubleVector.broadcast(S, -LOG_2_HIGH);
    DoubleVector low = DoubleVector.broadcast(S, -LOG_2_LOW);
    DoubleVector over13 = DoubleVector.broadcast(S, 1 / 6227020800.0);
    DoubleVector over12 = DoubleVector.broadcast(S, 1 / 479001600.0);
    DoubleVector over11 = DoubleVector.broadcast(S, 1 / 39916800.0);
    DoubleVector over10 = DoubleVector.broadcast(S, 1 / 3628800.0);
    DoubleVector over9 = DoubleVector.broadcast(S, 1 / 362880.0);
    DoubleVector over8 = DoubleVector.broadcast(S, 1 / 40320.0);
    DoubleVector over7 = DoubleVector.broadcast(S, 1 / 5040.0);
    DoubleVector over6 = DoubleVector.broadcast(S, 1 / 720.0);
    DoubleVector over5 = DoubleVector.broadcast(S, 1 / 120.0);
    DoubleVector over4 = DoubleVector.broadcast(S, 1 / 24.0);
    DoubleVector over3 = DoubleVector.broadcast(S, 1 / 6.0);
    for (int i = 0; i < n; i += L) {
      DoubleVector y = DoubleVector.fromArray(S, x, xOff + i).sub(shift).max(LEAST).min(MOST);
      DoubleVector k = y.fma(log2E, round).sub(round);
      DoubleVector r = k.fma(low, k.fma(high, y));
      DoubleVector q = over13.fma(r, over12).fma(r, over11).fma(r, over10).fma(r, over9);
      q = q.fma(r, over8).fma(r, over7).fma(r, over6).fma(r, over5).fma(r, over4);
      q = q.fma(r, over3).fma(r, half);
      DoubleVector e = q.fma(r.mul(r), r).add(1);
      // 2ᵏ in two factors, since 2ᵏ itself leaves the normal numbers before eʸ does.
      DoubleVector k1 = k.fma(half, biased);
      DoubleVector k2 = k.sub(k1.sub(biased)).add(biased);
      LongVector p1 = k1.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      LongVector p2 = k2.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      e = e.mul(p1.reinterpretAsDoubles()).mul(p2.reinterpretAsDoubles());
      e.intoArray(out, outOff + i);
      sum = sum.add(e);
    }
    double[] sums = Tile.sums();
    sum.intoArray(sums, 0);
    return Lanes.sum(sums, 0);
  }
}
