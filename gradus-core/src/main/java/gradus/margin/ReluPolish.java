package gradus.margin;

import gradus.num.Blas;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Newton's method on the optimality conditions of {@link ReluMargin}, once it is known which
 * examples have a dual weight and in which cells the units lie.
 *
 * <p>With t_j = B_j Σ q_n y_n x_n over the examples active at unit j, B_j the basis of its cell,
 * edge or corner, the dual bound is v_j = ‖t_j‖ there. Conditions: Σ_j a_j ∂v_j/∂q_n = τ for each
 * example, v_j = γ for each unit, Σ a_j = 1, Σ q_n = 1. A linear program of tangents sees the v_j
 * as linear and does not converge where their curvature decides.
 */
final class ReluPolish {
  private static final int ITERATIONS = 30;

  private final int[] rows;
  private final int units;

  /** m[j] holds B_j y_n x_n in row n, zero where n is not active at unit j. */
  private final Matrix[] m;

  private final double[] q;
  private final double[] a;
  private double gamma;
  private double tau;

  private ReluPolish(int[] rows, Matrix[] m, double[] q, double[] a, double gamma) {
    this.rows = rows;
    this.units = m.length;
    this.m = m;
    this.q = q;
    this.a = a;
    this.gamma = gamma;
    this.tau = gamma;
  }

  /**
   * Units, their weights and the dual weights after polishing; to be certified by whoever asks.
   *
   * @param units unit vectors in the rows
   * @param weights with signs
   * @param dual of length N
   */
  record Polished(Matrix units, double[] weights, double[] dual) {}

  /**
   * Polishes.
   *
   * @param x the examples
   * @param y their labels
   * @param dual q of the program
   * @param peaks one for each unit, with the cell it lies in
   * @param weights |a_j| of the program, in the same order
   */
  static Polished of(
      Matrix x,
      double[] y,
      double[] dual,
      List<Arrangement.Peak> peaks,
      double[] weights,
      double negligible) {
    int[] rows = IntStream.range(0, y.length).filter(n -> dual[n] > negligible).toArray();
    Matrix[] m = new Matrix[peaks.size()];
    for (int j = 0; j < m.length; j++) {
      m[j] = moved(x, y, rows, peaks.get(j));
    }
    double[] q = normalised(Arrays.stream(rows).mapToDouble(n -> dual[n]).toArray());
    ReluPolish newton =
        new ReluPolish(rows, m, q, normalised(weights), Math.abs(peaks.getFirst().value()));
    for (int i = 0; i < ITERATIONS && newton.step() > 1e-16; i++) {
      // Each step squares the error, until round-off.
    }
    return newton.result(y.length, peaks);
  }

  private static Matrix moved(Matrix x, double[] y, int[] rows, Arrangement.Peak peak) {
    int d = x.cols();
    Matrix face = peak.face();
    Matrix moved = Matrix.zeros(rows.length, face.rows());
    for (int i = 0; i < rows.length; i++) {
      double[] row = x.row(rows[i]);
      if (Blas.best().dot(d, row, 0, peak.u(), 0) > 0) {
        for (int k = 0; k < face.rows(); k++) {
          moved.set(i, k, y[rows[i]] * Blas.best().dot(d, row, 0, face.data(), k * d));
        }
      }
    }
    return moved;
  }

  /** One step; returns the size of the change. */
  private double step() {
    int n = rows.length;
    int size = n + units + 2;
    Matrix jacobian = Matrix.zeros(size, size);
    double[] f = new double[size];
    int atGamma = n + units;
    int atTau = n + units + 1;
    for (int j = 0; j < units; j++) {
      double[] t = sum(j);
      double v = Norm.TWO.of(t);
      double[] slope = new double[n];
      for (int i = 0; i < n; i++) {
        slope[i] = product(m[j], i, t) / v;
        f[i] += a[j] * slope[i];
        jacobian.set(i, n + j, slope[i]);
        jacobian.set(n + j, i, slope[i]);
      }
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          double bend = (product(m[j], i, m[j].row(k)) - slope[i] * slope[k]) / v;
          jacobian.set(i, k, jacobian.at(i, k) + a[j] * bend);
        }
      }
      f[n + j] = v - gamma;
      jacobian.set(n + j, atGamma, -1);
      jacobian.set(atGamma, n + j, 1);
    }
    for (int i = 0; i < n; i++) {
      f[i] -= tau;
      jacobian.set(i, atTau, -1);
      jacobian.set(atTau, i, 1);
    }
    f[atGamma] = Arrays.stream(a).sum() - 1;
    f[atTau] = Arrays.stream(q).sum() - 1;
    double[] change = LeastSquares.of(jacobian, f).solution();
    for (int i = 0; i < n; i++) {
      q[i] -= change[i];
    }
    for (int j = 0; j < units; j++) {
      a[j] -= change[n + j];
    }
    gamma -= change[atGamma];
    tau -= change[atTau];
    return Norm.INFINITY.of(change);
  }

  private double[] sum(int j) {
    double[] t = new double[m[j].cols()];
    for (int i = 0; i < q.length; i++) {
      for (int k = 0; k < t.length; k++) {
        t[k] += q[i] * m[j].at(i, k);
      }
    }
    return t;
  }

  private static double product(Matrix m, int row, double[] t) {
    double sum = 0;
    for (int k = 0; k < t.length; k++) {
      sum += m.at(row, k) * t[k];
    }
    return sum;
  }

  private Polished result(int examples, List<Arrangement.Peak> peaks) {
    int d = peaks.getFirst().u().length;
    Matrix directions = Matrix.zeros(units, d);
    double[] weights = new double[units];
    for (int j = 0; j < units; j++) {
      double[] t = sum(j);
      double sign = Math.signum(peaks.get(j).value());
      double v = Norm.TWO.of(t);
      for (int k = 0; k < t.length; k++) {
        for (int i = 0; i < d; i++) {
          double part = sign * t[k] / v * peaks.get(j).face().at(k, i);
          directions.set(j, i, directions.at(j, i) + part);
        }
      }
      weights[j] = sign * Math.max(a[j], 0);
    }
    double[] dual = new double[examples];
    for (int i = 0; i < rows.length; i++) {
      dual[rows[i]] = Math.max(q[i], 0);
    }
    return new Polished(directions, weights, normalised(dual));
  }

  private static double[] normalised(double[] v) {
    double total = Arrays.stream(v).sum();
    return Arrays.stream(v).map(entry -> entry / total).toArray();
  }
}
