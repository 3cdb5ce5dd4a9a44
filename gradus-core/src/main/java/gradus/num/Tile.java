package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Where a kernel leaves its sums when they are yet to be scaled, or added to what is there. */
final class Tile {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final ThreadLocal<double[]> OWN =
      ThreadLocal.withInitial(() -> new double[12 * L]);

  private static final ThreadLocal<double[]> SUMS =
      ThreadLocal.withInitial(() -> new double[12 * L]);

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
    if (ccs == 1 && n % L == 0) {
      for (int i = 0; i < m; i++) {
        mergeRow(n, alpha, t, i * ldt, beta, c, cOff + i * crs);
      }
      return;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cOff + i * crs + j * ccs;
        double scaled = alpha * t[i * ldt + j];
        c[at] = beta == 0 ? scaled : scaled + beta * c[at];
      }
    }
  }

  private static void mergeRow(
      int n, double alpha, double[] t, int ti, double beta, double[] c, int ci) {
    for (int j = 0; j < n; j += L) {
      DoubleVector scaled = DoubleVector.fromArray(S, t, ti + j).mul(alpha);
      if (beta != 0) {
        scaled = DoubleVector.fromArray(S, c, ci + j).mul(beta).add(scaled);
      }
      scaled.intoArray(c, ci + j);
    }
  }
}
