package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum over the lanes of a vector, in one order whether the code is interpreted or compiled.
 *
 * <p>The vector API's own reduction may add in any order, and does so in another one once compiled:
 * a run that is resumed in a fresh JVM would differ in the last bit from one that never stopped.
 * The vector is stored first, which also keeps kernels small.
 */
final class Lanes {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final VectorShuffle<Double> BY_4 = turned(4);
  private static final VectorShuffle<Double> BY_2 = turned(2);
  private static final VectorShuffle<Double> BY_1 = turned(1);

  private Lanes() {}

  /** The sum of the L numbers from {@code lanes[from]}, by halves. */
  static double sum(double[] lanes, int from) {
    DoubleVector v = DoubleVector.fromArray(S, lanes, from);
    if (L == 8) {
      v = v.add(v.rearrange(BY_4));
    }
    if (L >= 4) {
      v = v.add(v.rearrange(BY_2));
    }
    return v.add(v.rearrange(BY_1)).lane(0);
  }

  private static VectorShuffle<Double> turned(int by) {
    return VectorShuffle.fromOp(S, i -> (i + by) % L);
  }
}
