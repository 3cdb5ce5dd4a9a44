package gradus.flow;

import gradus.num.Blas;

/**
 * V ← (V + h)/‖V + h‖_p with h = ρg, which for short steps is V̇ = h - V⟨ν, h⟩/⟨ν, V⟩.
 *
 * <p>The update is no function of V̇ alone: with m = ⟨ν, h⟩/⟨ν, V⟩ it normalises V + h = (1 + m) V
 * + V̇, and so the state carries ∫ m dt.
 */
final class CoefficientTurn implements Turn {
  private static final Blas BLAS = Blas.best();

  private final PNorm norm;
  private final double[] nu;

  CoefficientTurn(PNorm norm, int largest) {
    this.norm = norm;
    this.nu = new double[largest];
  }

  @Override
  public PNorm norm() {
    return norm;
  }

  @Override
  public Turn rounded() {
    return new CoefficientTurn(norm.rounded(), nu.length);
  }

  @Override
  public boolean carries() {
    return true;
  }

  @Override
  public double lift(int n, int from, double[] y, double rho, double[] g, double[] v) {
    norm.gradient(n, y, from, nu);
    double m = rho * BLAS.dot(n, nu, 0, g, from) / BLAS.dot(n, nu, 0, y, from);
    for (int i = from; i < from + n; i++) {
      v[i] = rho * g[i] - m * y[i];
    }
    return m;
  }

  @Override
  public void step(
      int n, int from, double[] y, double[] v, double factor, double taken, double[] next) {
    for (int i = from; i < from + n; i++) {
      next[i] = (1 + taken) * y[i] + factor * v[i];
    }
    double size = norm.of(n, next, from);
    if (size == 0) {
      throw new StepTooLong("the step takes a direction to zero, which cannot be normalised");
    }
    for (int i = from; i < from + n; i++) {
      next[i] /= size;
    }
  }
}
