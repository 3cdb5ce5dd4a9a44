package gradus.flow;

import gradus.num.Blas;

/** V̇ = S_p h with h = ρg, S_p = I - ννᵀ/‖ν‖² and ν = ∂‖V‖_p/∂V; the update is the plain one. */
final class TangentTurn implements Turn {
  private static final Blas BLAS = Blas.best();

  private final PNorm norm;
  private final double[] nu;

  TangentTurn(PNorm norm, int largest) {
    this.norm = norm;
    this.nu = new double[largest];
  }

  @Override
  public PNorm norm() {
    return norm;
  }

  @Override
  public Turn rounded() {
    return new TangentTurn(norm.rounded(), nu.length);
  }

  @Override
  public double lift(int n, int from, double[] y, double rho, double[] g, double[] v) {
    norm.gradient(n, y, from, nu);
    double along = BLAS.dot(n, nu, 0, g, from) / BLAS.dot(n, nu, 0, nu, 0);
    for (int i = 0; i < n; i++) {
      v[from + i] = rho * (g[from + i] - along * nu[i]);
    }
    return rho * along;
  }
}
