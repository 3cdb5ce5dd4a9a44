package gradus.num;

import jdk.incubator.vector.DoubleVector;

/**
 * The sum over the lanes of a vector, in one order whether the code is interpreted or compiled.
 *
 * <p>The vector API's own reduction may add in any order, and does so in another one once compiled:
 * a run that is resumed in a fresh JVM would differ in the last bit from one that never stopped.
 * The vector is stored first, which also keeps kernels small.
 */
final class Lanes {
  private static final int L = DoubleVector.SPECIES_PREFERRED.length();

  private Lanes() {}

  /** The sum of the L numbers from {@code lanes[from]}, by halves. */
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
}
