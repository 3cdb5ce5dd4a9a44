package gradus.flow;

import gradus.num.Blas;

/** V̇ = (g - V⟨V, g⟩)/ρ: what ẇ = g makes of the direction. */
record PolarTurn() implements Turn {
  private static final Blas BLAS = Blas.best();

  @Override
  public PNorm norm() {
    return PNorm.EUCLIDEAN;
  }

  @Override
  public double lift(int n, int from, double[] y, double rho, double[] g, double[] v) {
    double along = BLAS.dot(n, y, from, g, from);
    for (int i = from; i < from + n; i++) {
      v[i] = (g[i] - along * y[i]) / rho;
    }
    return along;
  }
}
