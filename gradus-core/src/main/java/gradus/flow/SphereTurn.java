package gradus.flow;

import gradus.num.Blas;

/**
 * V̇ = Sh with h = ρg and S = I - VVᵀ/‖V‖², followed by one of two updates that stay on the sphere.
 *
 * @param update how a step is made of Sh
 */
record SphereTurn(Update update) implements Turn {
  private static final Blas BLAS = Blas.best();

  /** The updates on the unit sphere. */
  enum Update {
    /**
     * V ← αV + h with the multiplier of banburski2019, equation 51. Since h = Sh + V⟨V, h⟩, that is
     * √(1 - ‖Sh‖²) V + Sh: it depends on Sh alone.
     */
    MULTIPLIER,
    /** V ← cos(‖Sh‖) V + sin(‖Sh‖) Sh/‖Sh‖: along the great circle. */
    GEODESIC
  }

  @Override
  public PNorm norm() {
    return PNorm.EUCLIDEAN;
  }

  @Override
  public double lift(int n, int from, double[] y, double rho, double[] g, double[] v) {
    double along = BLAS.dot(n, y, from, g, from) / BLAS.dot(n, y, from, y, from);
    for (int i = from; i < from + n; i++) {
      v[i] = rho * (g[i] - along * y[i]);
    }
    return rho * along;
  }

  @Override
  public void step(
      int n, int from, double[] y, double[] v, double factor, double taken, double[] next) {
    double length = Math.abs(factor) * BLAS.nrm2(n, v, from);
    double keep;
    double turn;
    switch (update) {
      case MULTIPLIER -> {
        if (length > 1) {
          throw new StepTooLong(
              "no multiplier keeps a direction on the unit sphere when its step has length %.3g, more than 1"
                  .formatted(length));
        }
        // (1 - s)(1 + s) keeps the digits that 1 - s² loses as s approaches 1.
        keep = Math.sqrt((1 - length) * (1 + length));
        turn = factor;
      }
      case GEODESIC -> {
        keep = Math.cos(length);
        turn = length == 0 ? factor : factor * (Math.sin(length) / length);
      }
      default -> throw new AssertionError(update);
    }
    for (int i = from; i < from + n; i++) {
      next[i] = keep * y[i] + turn * v[i];
    }
  }
}
