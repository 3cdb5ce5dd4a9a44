package gradus.num;

import jdk.incubator.vector.DoubleVector;

/**
 * By {@link GatherKernels}: rows of A in fours with three vectors of columns, then two, or one by
 * one.
 *
 * <p>On one core with 256-bit vectors (AMD EPYC of the third generation), sixteen filters of 3 x 3,
 * stride 2, on 16 channels of 8 x 8 and 16 x 16 places: 25 and 19 GFlop/s, where a product of the
 * same size with rows in a row makes 44 and 40. Copying the gathered rows next to one another first
 * was slower, 17 and 11 where no copy made 18 and 15 on a busier machine.
 */
enum VectorGatheredProduct implements GatheredProduct {
  INSTANCE;

  private static final int L = DoubleVector.SPECIES_PREFERRED.length();

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
    int[] of = at.of();
    int[] rows = at.rows();
    int apart = crs * stride;
    for (int t = 0; t < at.count(); t++) {
      int bi = (at.from() + t * at.step()) * stride;
      int ci = (at.to() + t * at.toStep()) * stride;
      int j = 0;
      for (; m >= 4 && j <= n - 3 * L; j += 3 * L) {
        int r = 0;
        for (; r <= m - 4; r += 4) {
          int ai = aOff + r * ars;
          int to = ci + r * apart + j;
          GatherKernels.four3(of, rows, stride, a, ai, ars, b, bi + j, keep, c, to, apart);
        }
        for (; r < m; r++) {
          int ai = aOff + r * ars;
          for (int i = j; i < j + 3 * L; i += L) {
            int to = ci + r * apart + i;
            GatherKernels.one1(of, rows, stride, a, ai, b, bi + i, keep, c, to);
          }
        }
      }
      for (; j <= n - 2 * L; j += 2 * L) {
        int r = 0;
        for (; r <= m - 4; r += 4) {
          int ai = aOff + r * ars;
          int to = ci + r * apart + j;
          GatherKernels.four2(of, rows, stride, a, ai, ars, b, bi + j, keep, c, to, apart);
        }
        for (; r < m; r++) {
          int ai = aOff + r * ars;
          int to = ci + r * apart + j;
          GatherKernels.one1(of, rows, stride, a, ai, b, bi + j, keep, c, to);
          GatherKernels.one1(of, rows, stride, a, ai, b, bi + j + L, keep, c, to + L);
        }
      }
      for (; j < n; j += L) {
        for (int r = 0; r < m; r++) {
          int ai = aOff + r * ars;
          int to = ci + r * apart + j;
          GatherKernels.one1(of, rows, stride, a, ai, b, bi + j, keep, c, to);
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
    int bi = at.from() * stride;
    int bStep = at.step() * stride;
    int ci = at.to() * stride;
    int cStep = at.toStep() * stride;
    int apart = crs * stride;
    int[] of = at.of();
    int[] rows = at.rows();
    double[] sums = Tile.sums();
    int fours = m / 4 * 4;
    int threes = of.length / 3 * 3;
    for (int r = 0; r < fours; r += 4) {
      int cr = ci + r * apart;
      for (int q = 0; q < threes; q += 3) {
        int b0 = bi + rows[q] * stride;
        int b1 = bi + rows[q + 1] * stride;
        int b2 = bi + rows[q + 2] * stride;
        GatherKernels.dots3(at.count(), n, c, cr, apart, cStep, b, b0, b1, b2, bStep, sums);
        for (int i = 0; i < 12; i++) {
          a[aOff + (r + i / 3) * ars + of[q + i % 3]] += Lanes.sum(sums, i * L);
        }
      }
    }
    for (int r = 0; r < m; r++) {
      int cr = ci + r * apart;
      for (int q = r < fours ? threes : 0; q < of.length; q++) {
        int b0 = bi + rows[q] * stride;
        GatherKernels.dot(at.count(), n, c, cr, cStep, b, b0, bStep, sums);
        a[aOff + r * ars + of[q]] += Lanes.sum(sums, 0);
      }
    }
  }
}
