package gradus.num;

import java.util.Arrays;

/** Plain loops along the rows. */
enum ScalarGatheredProduct implements GatheredProduct {
  INSTANCE;

  @Override
  public void product(
      Gather at,
      int m,
      int n,
      int stride,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      boolean keep,
      double[] c,
      int crs) {
    for (int t = 0; t < at.count(); t++) {
      int from = at.from() + t * at.step();
      for (int r = 0; r < m; r++) {
        int ci = (at.to() + t * at.toStep() + r * crs) * stride;
        if (!keep) {
          Arrays.fill(c, ci, ci + n, 0);
        }
        for (int q = 0; q < at.terms(); q++) {
          double x = a[aOff + r * ars + at.of()[q]];
          int bi = (from + at.rows()[q]) * stride;
          for (int j = 0; j < n; j++) {
            c[ci + j] += x * b[bi + j];
          }
        }
      }
    }
  }

  @Override
  public void factors(
      Gather at,
      int m,
      int n,
      int stride,
      double[] c,
      int crs,
      double[] b,
      double[] a,
      int aOff,
      int ars) {
    for (int t = 0; t < at.count(); t++) {
      int from = at.from() + t * at.step();
      for (int r = 0; r < m; r++) {
        int ci = (at.to() + t * at.toStep() + r * crs) * stride;
        for (int q = 0; q < at.terms(); q++) {
          int bi = (from + at.rows()[q]) * stride;
          double sum = 0;
          for (int j = 0; j < n; j++) {
            sum += c[ci + j] * b[bi + j];
          }
          a[aOff + r * ars + at.of()[q]] += sum;
        }
      }
    }
  }
}
