package gradus.claims.dynamics;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.num.Matrix;

/**
 * How fast the least normalised margin y_1 f(V; x_1) moves along -∇R̂, all divided by R̂.
 *
 * <p>With B_{n,k} = y_n(∂f_n/∂V_k - V_k f_n) and q = softmax(-z), z_n = ρ y_n f(V; x_n).
 *
 * @param margin y_1 f(V; x_1)
 * @param weight q_1
 * @param measured the derivative, by differences of the margin itself
 * @param alone Σ_k (ρ/ρ_k²) q_1 (‖∂f_1/∂V_k‖² - f_1²): the one term of equation 10, with its 1/N
 * @param whole Σ_k (ρ/ρ_k²) Σ_n q_n ⟨B_{1,k}, B_{n,k}⟩
 * @param others Σ_k (ρ/ρ_k²) Σ_{n≠1} q_n |⟨B_{1,k}, B_{n,k}⟩|, what equation 10 may be wrong by
 * @param scale Σ_k (ρ/ρ_k²) ‖∂f_1/∂V_k‖², the terms before they cancel
 */
record MarginRate(
    double margin,
    double weight,
    double measured,
    double alone,
    double whole,
    double others,
    double scale) {
  /** Relative to the weights: differences of fourth order are then right to some 1e-12. */
  private static final double STEP = 1e-4;

  /** The rate at weights w, for labels y. */
  static MarginRate at(NetworkOnData model, double[] y, double[] w) {
    double[] v = model.directions(w);
    double[] f = model.values(v);
    int least = 0;
    for (int n = 1; n < y.length; n++) {
      least = y[n] * f[n] < y[least] * f[least] ? n : least;
    }
    double[] norms = model.norms(w);
    double rho = 1;
    for (double norm : norms) {
      rho *= norm;
    }
    double[] q = ExponentialWeights.signed(f, y, rho);
    Matrix slopes = model.jacobian(v);
    double[] own = Vectors.times(y[least], slopes.row(least));
    double[] ownTangent = model.tangent(v, own);
    double alone = 0;
    double whole = 0;
    double others = 0;
    double scale = 0;
    for (int k = 0; k < norms.length; k++) {
      double factor = rho / (norms[k] * norms[k]);
      double[] b = model.layer(ownTangent, k);
      double size = Vectors.norm(model.layer(own, k));
      scale += factor * size * size;
      alone += factor * Math.abs(q[least]) * (size * size - f[least] * f[least]);
      for (int n = 0; n < y.length; n++) {
        // b is tangent to its layer, and q carries the sign y_n.
        double product = q[n] * Vectors.dot(b, slopes.row(n));
        whole += factor * product;
        others += n == least ? 0 : factor * Math.abs(product);
      }
    }
    double[] pull = model.gradient(w, q);
    double h = STEP * Vectors.norm(w) / Vectors.norm(pull);
    double near = margin(model, y, w, pull, h, least) - margin(model, y, w, pull, -h, least);
    double far = margin(model, y, w, pull, 2 * h, least) - margin(model, y, w, pull, -2 * h, least);
    return new MarginRate(
        y[least] * f[least],
        Math.abs(q[least]),
        (8 * near - far) / (12 * h),
        alone,
        whole,
        others,
        scale);
  }

  private static double margin(
      NetworkOnData model, double[] y, double[] w, double[] pull, double h, int n) {
    return y[n] * model.values(model.directions(Vectors.plus(w, h, pull)))[n];
  }
}
