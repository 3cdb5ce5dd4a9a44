package gradus.kernel;

/**
 * The error function: E σ(u)σ(v) = (2/π) asin(c√(ss')) with s = 2q/(1 + 2q), and E σ'σ' =
 * (4/π)/√((1 + 2q)(1 + 2q') - 4qq'c²) (Williams 1997).
 *
 * <p>1 - c behind the layer is accurate for examples of one norm; for nearly parallel examples of
 * different norms it carries an absolute error of 1e-16, which only a kink right behind would see.
 */
final class ErfDual implements Dual {
  private final double scale;

  ErfDual(Scaling scaling) {
    this.scale = scaling == Scaling.PLAIN ? 1 : Math.PI / 2 / Math.asin(share(1));
  }

  private static double share(double q) {
    return 2 * q / (1 + 2 * q);
  }

  @Override
  public double variance(double q) {
    return scale * 2 / Math.PI * Math.asin(share(q));
  }

  @Override
  public int featureCount() {
    return 2;
  }

  @Override
  public double[] features(double q) {
    return new double[] {share(q), Math.asin(share(q))};
  }

  @Override
  public void move(PairRow row) {
    double q = row.q;
    for (int j = 0; j < row.count; j++) {
      double other = row.qs[row.from + j];
      double s = row.others[2 * (row.from + j)];
      double arc = row.others[2 * (row.from + j) + 1];
      row.slope[j] =
          scale
              * 4
              / Math.PI
              / Math.sqrt(1 + 2 * (q + other) + 4 * q * other * row.a[j] * row.b[j]);
      if (q == 0 || other == 0) {
        row.c[j] = 0;
        row.a[j] = 1;
        row.b[j] = 1;
        continue;
      }
      boolean alike = row.c[j] >= 0;
      double mean = Math.sqrt(row.own[1] * arc);
      double g = Math.sqrt(row.own[0] * s);
      double gc = g * Math.abs(row.c[j]);
      double lesser = alike ? row.a[j] : row.b[j];
      // asin g - asin gc, and what different norms add.
      double rest = (1 + 2 * (q + other)) / ((1 + 2 * q) * (1 + 2 * other)); // 1 - g²
      double fall =
          Math.asin(g * lesser * (g + gc) / (g * Math.sqrt(1 - gc * gc) + gc * Math.sqrt(rest)));
      double apart = row.own[0] == s ? 0 : Math.max(mean - Math.asin(g), 0);
      double moved = (alike ? 1 : -1) * Math.asin(gc) / mean;
      row.set(j, alike, (fall + apart) / mean);
      row.c[j] = moved;
    }
  }
}
