package gradus.margin;

import gradus.num.Compensated;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Polishes the solution of a margin's linear program: which constraints are tight is read off what
 * the simplex method found, and the equations that then hold are solved again, with their residuals
 * in twice the working precision.
 *
 * <p>For the one-norm, with s_j = sign v_j where v_j ≠ 0: ⟨z_n, v⟩ = γ on the tight rows, Σ s_j v_j
 * = 1; and (Zᵀq)_j = γ s_j on the tight columns, Σ q_n = 1. For the maximum norm v_j is ±1 or free:
 * ⟨z_n, v⟩ = γ on the tight rows; and (Zᵀq)_j = 0 on the free columns, Σ q_n = 1.
 */
final class Vertex {
  private static final double[] TIGHT = {1e-11, 1e-9, 1e-7, 1e-5};
  private static final int PASSES = 3;

  private final Rows rows;
  private final Norm norm;
  private final double[] v;
  private final double[] q;
  private final double tight;

  private Vertex(Rows rows, Norm norm, double[] v, double[] q, double tight) {
    this.rows = rows;
    this.norm = norm;
    this.v = v.clone();
    this.q = q.clone();
    this.tight = tight;
  }

  /** The best certified of the solution as it came and as polished under several tolerances. */
  static MarginSolution polished(Rows rows, Norm norm, double[] w, double[] weights) {
    MarginSolution best = MarginSolution.certified(rows, norm, w, weights);
    double[] v = best.direction();
    double[] q = best.dual();
    for (double tight : TIGHT) {
      Vertex vertex = new Vertex(rows, norm, v, q, tight);
      vertex.solve();
      MarginSolution polished = MarginSolution.certified(rows, norm, vertex.v, vertex.q);
      if (polished.gap() < best.gap()) {
        best = polished;
      }
      if (best.relativeGap() < 1e-14) {
        break;
      }
    }
    return best;
  }

  private void solve() {
    double[] margins = rows.margins(v);
    double[] pull = rows.combination(q);
    double least = Arrays.stream(margins).min().orElse(0);
    double size = Arrays.stream(margins).map(Math::abs).max().orElse(1);
    double most = norm.dual().of(pull);
    int[] tightRows =
        which(margins.length, n -> margins[n] - least <= tight * size || q[n] > tight);
    int[] weighted = which(q.length, n -> q[n] > tight);
    int[] moving =
        which(
            v.length, j -> norm == Norm.ONE ? Math.abs(v[j]) > tight : Math.abs(v[j]) < 1 - tight);
    double scale = Arrays.stream(rows.z().data()).map(Math::abs).max().orElse(1);
    int[] tightColumns =
        which(
            v.length,
            j ->
                norm == Norm.ONE
                    ? most - Math.abs(pull[j]) <= tight * scale || Math.abs(v[j]) > tight
                    : Math.abs(pull[j]) <= tight * scale || Math.abs(v[j]) < 1 - tight);
    snap(moving, weighted);
    double[] gamma = {least};
    for (int pass = 0; pass < PASSES; pass++) {
      correctDirection(tightRows, moving, gamma);
    }
    gamma[0] = most;
    for (int pass = 0; pass < PASSES; pass++) {
      correctWeights(tightColumns, weighted, pull, gamma);
    }
    for (int n = 0; n < q.length; n++) {
      q[n] = Math.max(q[n], 0);
    }
  }

  /** What does not move stands exactly where it belongs. */
  private void snap(int[] moving, int[] weighted) {
    boolean[] free = new boolean[v.length];
    Arrays.stream(moving).forEach(j -> free[j] = true);
    for (int j = 0; j < v.length; j++) {
      if (!free[j]) {
        v[j] = norm == Norm.ONE ? 0 : Math.signum(v[j]);
      }
    }
    boolean[] kept = new boolean[q.length];
    Arrays.stream(weighted).forEach(n -> kept[n] = true);
    for (int n = 0; n < q.length; n++) {
      q[n] = kept[n] ? q[n] : 0;
    }
  }

  /** v and γ ← v and γ plus the least change that makes the tight rows' margins equal γ. */
  private void correctDirection(int[] tightRows, int[] moving, double[] gamma) {
    boolean one = norm == Norm.ONE;
    int d = v.length;
    int equations = tightRows.length + (one ? 1 : 0);
    Matrix a = Matrix.zeros(equations, moving.length + 1);
    double[] b = new double[equations];
    for (int i = 0; i < tightRows.length; i++) {
      int n = tightRows[i];
      for (int j = 0; j < moving.length; j++) {
        a.set(i, j, rows.z().at(n, moving[j]));
      }
      a.set(i, moving.length, -1);
      b[i] = -Compensated.dot(-gamma[0], d, rows.z().data(), n * d, v, 0);
    }
    if (one) {
      b[equations - 1] = 1;
      for (int j = 0; j < moving.length; j++) {
        a.set(equations - 1, j, Math.signum(v[moving[j]]));
        b[equations - 1] -= Math.abs(v[moving[j]]);
      }
    }
    double[] change = LeastSquares.of(a, b).solution();
    for (int j = 0; j < moving.length; j++) {
      v[moving[j]] += change[j];
    }
    gamma[0] += change[moving.length];
  }

  /** q and γ ← q and γ plus the least change that makes the tight columns' equations hold. */
  private void correctWeights(int[] columns, int[] weighted, double[] pull, double[] gamma) {
    boolean one = norm == Norm.ONE;
    int equations = columns.length + 1;
    int unknowns = weighted.length + (one ? 1 : 0);
    Matrix a = Matrix.zeros(equations, unknowns);
    double[] b = new double[equations];
    double[] now = rows.combination(q);
    for (int i = 0; i < columns.length; i++) {
      int j = columns[i];
      double sign = Math.signum(v[j] != 0 ? v[j] : pull[j]);
      for (int k = 0; k < weighted.length; k++) {
        a.set(i, k, rows.z().at(weighted[k], j));
      }
      if (one) {
        a.set(i, weighted.length, -sign);
      }
      b[i] = (one ? sign * gamma[0] : 0) - now[j];
    }
    b[equations - 1] = 1;
    for (int k = 0; k < weighted.length; k++) {
      a.set(equations - 1, k, 1);
      b[equations - 1] -= q[weighted[k]];
    }
    double[] change = LeastSquares.of(a, b).solution();
    for (int k = 0; k < weighted.length; k++) {
      q[weighted[k]] += change[k];
    }
    if (one) {
      gamma[0] += change[weighted.length];
    }
  }

  private static int[] which(int n, IntPredicate holds) {
    return IntStream.range(0, n).filter(holds).toArray();
  }
}
