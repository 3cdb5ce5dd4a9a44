package gradus.kernel;

import gradus.num.Blas;
import gradus.num.Matrix;

/**
 * The support vector machine with box constraint C on a kernel matrix: min ½ βᵀKβ - yᵀβ over 0 ≤
 * y_iβ_i ≤ C, Σ β_i = 0, and f(z) = Σ β_i k(x_i, z) + b.
 *
 * <p>By moves of two coordinates, the second chosen by second-order gain (Fan, Chen and Lin 2005),
 * until the optimality conditions hold to {@code tolerance}.
 *
 * @param beta β
 * @param offset b
 * @param moves how many moves were made
 * @param violation by how much the optimality conditions are still violated
 */
public record KernelSvm(double[] beta, double offset, long moves, double violation) {
  private static final double LEAST_CURVATURE = 1e-12;

  /**
   * Trains on examples with kernel matrix K (n x n) and labels ±1.
   *
   * @param most the most moves; the result tells by its violation when they did not suffice
   */
  public static KernelSvm train(Matrix kernel, double[] y, double c, double tolerance, long most) {
    return train(kernel, y, c, tolerance, most, new double[y.length]);
  }

  /**
   * The same from a β that is allowed, such as the answer for a smaller C, which a larger one is
   * often near.
   */
  static KernelSvm train(
      Matrix kernel, double[] y, double c, double tolerance, long most, double[] start) {
    int n = y.length;
    double[] k = kernel.data();
    double[] beta = start.clone();
    double[] e = y.clone(); // y - Kβ
    Blas.best().gemv(false, n, n, -1, k, 0, n, beta, 0, 1, e, 0);
    long moves = 0;
    while (true) {
      int i = -1;
      double high = Double.NEGATIVE_INFINITY;
      double low = Double.POSITIVE_INFINITY;
      for (int t = 0; t < n; t++) {
        if (e[t] > high && beta[t] < (y[t] > 0 ? c : 0)) {
          high = e[t];
          i = t;
        }
        if (e[t] < low && beta[t] > (y[t] > 0 ? 0 : -c)) {
          low = e[t];
        }
      }
      if (i < 0 || high - low < tolerance || moves >= most) {
        boolean open = i >= 0 && low < Double.POSITIVE_INFINITY;
        double offset = open ? (high + low) / 2 : i >= 0 ? high : low;
        return new KernelSvm(beta, offset, moves, open ? Math.max(high - low, 0) : 0);
      }
      int j = -1;
      double gain = 0;
      double curvature = 1;
      for (int t = 0; t < n; t++) {
        double apart = high - e[t];
        if (apart > 0 && beta[t] > (y[t] > 0 ? 0 : -c)) {
          double eta = Math.max(k[i * n + i] + k[t * n + t] - 2 * k[i * n + t], LEAST_CURVATURE);
          if (apart * apart / eta > gain) {
            gain = apart * apart / eta;
            curvature = eta;
            j = t;
          }
        }
      }
      double room = Math.min((y[i] > 0 ? c : 0) - beta[i], beta[j] - (y[j] > 0 ? 0 : -c));
      double step = (high - e[j]) / curvature;
      if (step >= room) {
        step = room;
      }
      // A coordinate at its bound stands there exactly.
      beta[i] = step == (y[i] > 0 ? c : 0) - beta[i] ? (y[i] > 0 ? c : 0) : beta[i] + step;
      beta[j] = step == beta[j] - (y[j] > 0 ? 0 : -c) ? (y[j] > 0 ? 0 : -c) : beta[j] - step;
      for (int t = 0; t < n; t++) {
        e[t] -= step * (k[i * n + t] - k[j * n + t]);
      }
      moves++;
    }
  }
}
