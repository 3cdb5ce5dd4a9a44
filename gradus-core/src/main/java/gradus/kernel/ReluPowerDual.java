package gradus.kernel;

/** max(z, 0)^k for k ≥ 2, by the arc-cosine kernels of orders k and k - 1. */
final class ReluPowerDual implements Dual {
  /** Where the quadratures behind {@link ArcCosine} still reach full accuracy. */
  static final int HIGHEST = 12;

  private final int k;
  private final double scale;
  private final ArcCosine own;
  private final ArcCosine below;

  ReluPowerDual(int k, Scaling scaling) {
    this.k = k;
    this.own = ArcCosine.of(k);
    this.below = ArcCosine.of(k - 1);
    this.scale = scaling == Scaling.PLAIN ? 1 : 2 * Math.PI / own.atZero();
  }

  @Override
  public double variance(double q) {
    return scale * own.atZero() / (2 * Math.PI) * Math.pow(q, k);
  }

  @Override
  public void move(PairRow row) {
    LeakyReluDual.angle(row.count, row.a, row.b, row.slope);
    double size = scale * k * k / (2 * Math.PI);
    for (int j = 0; j < row.count; j++) {
      double m = row.slope[j];
      double slope;
      if (row.c[j] >= 0) {
        slope = below.alike(m);
        row.set(j, true, below.fallOfNext(m) / own.atZero());
      } else {
        double sine = Math.sqrt(row.a[j] * Math.max(row.b[j], 0));
        double cosine = -row.c[j];
        slope = below.opposed(sine, cosine);
        double kappa = own.opposed(sine, cosine) / own.atZero();
        row.c[j] = kappa;
        row.a[j] = 1 - kappa;
        row.b[j] = 1 + kappa;
      }
      row.slope[j] = size * slope * Math.pow(row.q * row.qs[row.from + j], 0.5 * (k - 1));
    }
  }
}
