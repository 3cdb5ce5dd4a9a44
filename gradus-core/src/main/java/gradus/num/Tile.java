package gradus.num;

import jdk.incubator.vector.DoubleVector;

/** Where a kernel leaves its sums when they are yet to be scaled, or added to what is there. */
final class Tile {
  private static final ThreadLocal<double[]> OWN =
      ThreadLocal.withInitial(() -> new double[12 * DoubleVector.SPECIES_PREFERRED.length()]);

  private static final ThreadLocal<double[]> SUMS =
      ThreadLocal.withInitial(() -> new double[12 * DoubleVector.SPECIES_PREFERRED.length()]);

  private Tile() {}

  /** Room for twelve vectors, this thread's own. */
  static double[] own() {
    return OWN.get();
  }

  /** Room for twelve vectors whose lanes are to be added up, this thread's own. */
  static double[] sums() {
    return SUMS.get();
  }

  /** C ← α T + β C for a tile T with rows ldt apart. */
  static void merge(
      int m,
      int n,
      double alpha,
      double[] t,
      int ldt,
      double beta,
      double[] c,
      int cOff,
      int crs,
      int ccs) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cOff + i * crs + j * ccs;
        double scaled = alpha * t[i * ldt + j];
        c[at] = beta == 0 ? scaled : scaled + beta * c[at];
      }
    }
  }
}
