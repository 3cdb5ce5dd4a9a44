package gradus.kernel;

import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.Arrays;

/**
 * For weights q of the examples: the sums V_k = Σ_i q_i y_i x_i 1[z_k·x_i > 0] over all directions,
 * and what the margin's two sides are made of.
 */
final class MarginSums {
  private final Matrix signed;
  private final HalfSpaces spaces;
  private final int n;
  private final int d;
  private final int m;
  private final double[] weighted;
  private final double[] sums;

  /** S: entry (i, k) is ⟨y_i x_i, V_k⟩ where k sees i. */
  final double[] inner;

  /** |V_k|. */
  final double[] length;

  /** The examples y_i x_i as rows. */
  MarginSums(Matrix signed, HalfSpaces spaces) {
    this.signed = signed;
    this.spaces = spaces;
    n = signed.rows();
    d = signed.cols();
    m = spaces.count();
    weighted = new double[n * d];
    sums = new double[d * m];
    inner = new double[n * m];
    length = new double[m];
  }

  /** Moves to q. */
  void at(double[] q) {
    sum(q, sums);
    project(sums, inner);
    Arrays.fill(length, 0);
    for (int c = 0; c < d; c++) {
      for (int k = 0; k < m; k++) {
        length[k] += sums[c * m + k] * sums[c * m + k];
      }
    }
    for (int k = 0; k < m; k++) {
      length[k] = Math.sqrt(length[k]);
    }
  }

  /** V, d x m, for the last q. */
  double[] sums() {
    return sums;
  }

  /** out ← Σ_i q_i y_i x_i 1[z_k·x_i > 0], d x m, for any q. */
  void sum(double[] q, double[] out) {
    double[] z = signed.data();
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < d; c++) {
        weighted[i * d + c] = q[i] * z[i * d + c];
      }
    }
    double[] open = spaces.open().data();
    Blas.best().gemm(true, false, d, m, n, 1, weighted, 0, d, open, 0, m, 0, out, 0, m);
  }

  /** out ← ⟨y_i x_i, v_k⟩ where k sees i, n x m, for vectors v, d x m. */
  void project(double[] v, double[] out) {
    double[] z = signed.data();
    Blas.best().gemm(false, false, n, m, d, 1, z, 0, d, v, 0, m, 0, out, 0, m);
    double[] open = spaces.open().data();
    for (int i = 0; i < out.length; i++) {
      out[i] *= open[i];
    }
  }

  /** Σ_k p_k of each row of an n x m matrix: margins, for what {@link #project} made. */
  double[] weighted(double[] rows) {
    double[] means = new double[n];
    Blas.best().gemv(false, n, m, 1, rows, 0, m, spaces.weights(), 0, 0, means, 0);
    return means;
  }

  /** Σ_k p_k |V_k|: what γ cannot exceed. */
  double dual() {
    double sum = 0;
    for (int k = 0; k < m; k++) {
      sum += spaces.weights()[k] * length[k];
    }
    return sum;
  }

  /** y_i ⟨v̄, φ_i⟩ for v̄_k = V_k/√(|V_k|² + μ²), of length below 1: margins that are reached. */
  double[] margins(double mu) {
    double[] p = spaces.weights();
    double[] share = new double[m];
    for (int k = 0; k < m; k++) {
      share[k] = p[k] / Math.hypot(length[k], mu);
    }
    double[] margins = new double[n];
    Blas.best().gemv(false, n, m, 1, inner, 0, m, share, 0, 0, margins, 0);
    return margins;
  }
}
