package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the vector API itself leaves open, in a form that gives the same bits whether the code is
 * interpreted or compiled: sums over lanes in a fixed order, and the exponential function.
 *
 * <p>{@code reduceLanes(ADD)} may add in any order, and does so in another one once compiled;
 * {@code lanewise(EXP)} then calls another library. A run that is resumed in a fresh JVM would
 * differ in the last bit from one that never stopped.
 */
final class Lanes {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final VectorShuffle<Double> BY_4 = turned(4);
  private static final VectorShuffle<Double> BY_2 = turned(2);
  private static final VectorShuffle<Double> BY_1 = turned(1);

  /** Adding and taking away 3·2⁵¹ rounds to a whole number and leaves it in the lowest bits. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double LOG2_E = 0x1.71547652b82fep0;

  /** log 2 in two parts; the first has so few bits that its product with any exponent is exact. */
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double LEAST = -708;
  private static final double LARGEST = 709;

  private Lanes() {}

  private static VectorShuffle<Double> turned(int by) {
    return VectorShuffle.fromOp(S, i -> (i + by) % L);
  }

  /** The sum of all lanes, by halves: lane i with lane i + L/2, and so on. */
  static double sum(DoubleVector v) {
    if (L > 8) {
      double sum = 0;
      for (int i = 0; i < L; i++) {
        sum += v.lane(i);
      }
      return sum;
    }
    DoubleVector halves = L == 8 ? v.add(v.rearrange(BY_4)) : v;
    DoubleVector quarters = L >= 4 ? halves.add(halves.rearrange(BY_2)) : halves;
    return L >= 2 ? quarters.add(quarters.rearrange(BY_1)).lane(0) : quarters.lane(0);
  }

  /** The same sum, in the same order, of the lanes of a vector that was stored. */
  static double sum(double[] lanes, int from) {
    return switch (L) {
      case 8 ->
          ((lanes[from] + lanes[from + 4]) + (lanes[from + 2] + lanes[from + 6]))
              + ((lanes[from + 1] + lanes[from + 5]) + (lanes[from + 3] + lanes[from + 7]));
      case 4 -> (lanes[from] + lanes[from + 2]) + (lanes[from + 1] + lanes[from + 3]);
      default -> {
        double sum = lanes[from];
        for (int i = 1; i < L; i++) {
          sum += lanes[from + i];
        }
        yield sum;
      }
    };
  }

  /**
   * eˣ to one unit in the last place for -708 ≤ x ≤ 709; 0 below (where e^x ≤ 4e-308), ∞ above.
   *
   * <p>x = k log 2 + r with |r| ≤ ½ log 2, and eʳ by its Taylor polynomial of degree 13, whose
   * remainder is below 2⁻⁵⁸.
   */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector shifted = x.mul(LOG2_E).add(ROUNDER);
    DoubleVector k = shifted.sub(ROUNDER);
    DoubleVector r = k.fma(broadcast(-LN2_HIGH), x);
    r = k.fma(broadcast(-LN2_LOW), r);
    DoubleVector p = broadcast(1.0 / 6227020800L);
    p = p.fma(r, broadcast(1.0 / 479001600));
    p = p.fma(r, broadcast(1.0 / 39916800));
    p = p.fma(r, broadcast(1.0 / 3628800));
    p = p.fma(r, broadcast(1.0 / 362880));
    p = p.fma(r, broadcast(1.0 / 40320));
    p = p.fma(r, broadcast(1.0 / 5040));
    p = p.fma(r, broadcast(1.0 / 720));
    p = p.fma(r, broadcast(1.0 / 120));
    p = p.fma(r, broadcast(1.0 / 24));
    p = p.fma(r, broadcast(1.0 / 6));
    p = p.fma(r, broadcast(0.5));
    p = p.fma(r.mul(r), r).add(1);
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    DoubleVector e = p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    VectorMask<Double> small = x.compare(VectorOperators.LT, LEAST);
    VectorMask<Double> large = x.compare(VectorOperators.GT, LARGEST);
    VectorMask<Double> unknown = x.compare(VectorOperators.NE, x);
    return e.blend(0, small).blend(Double.POSITIVE_INFINITY, large).blend(x, unknown);
  }

  private static DoubleVector broadcast(double v) {
    return DoubleVector.broadcast(S, v);
  }
}
