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
 * @param c C
 * @param moves how many moves were made
 * @param violation by how much the optimality conditions are still violated
 */
public record KernelSvm(double[] beta, double offset, double c, long moves, double violation) {
  private static final double LEAST_CURVATURE = 1e-12;

  /**
   * Trains on examples with kernel matrix K (n x n) and labels ±1.
   *
   * @param most the most moves; the result tells by its violation when they did not suffice
   */
  public static KernelSvm train(Matrix kernel, double[] y, double c, double tolerance, long most) {
    return new Moves(kernel, y, c, new double[y.length]).run(tolerance, most);
  }

  /**
   * The machine of a larger C on the same examples. It starts from the multiple of β between 1 and
   * C'/C that is best, since coefficients at the bound mostly stay there.
   */
  public KernelSvm withMore(Matrix kernel, double[] y, double larger, double tolerance, long most) {
    if (!(larger >= c)) {
      throw new IllegalArgumentException("C can grow from %s, not to %s".formatted(c, larger));
    }
    int n = y.length;
    double[] image = new double[n];
    Blas.best().gemv(false, n, n, 1, kernel.data(), 0, n, beta, 0, 0, image, 0);
    double linear = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      linear += y[i] * beta[i];
      square += image[i] * beta[i];
    }
    double factor = square > 0 ? Math.clamp(linear / square, 1, larger / c) : 1;
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      start[i] = Math.clamp(factor * beta[i], y[i] > 0 ? 0 : -larger, y[i] > 0 ? larger : 0);
    }
    return new Moves(kernel, y, larger, start).run(tolerance, most);
  }

  /** Whether no coefficient stands at C, so that every larger C has the same optimum. */
  public boolean free() {
    for (double b : beta) {
      if (Math.abs(b) >= c) {
        return false;
      }
    }
    return true;
  }

  /** The state of the descent. */
  private static final class Moves {
    private final int n;
    private final double[] k;
    private final double[] diagonal;
    private final double[] beta;
    private final double[] least;
    private final double[] most;

    /** y - Kβ. */
    private final double[] e;

    /** 0 where β may rise (fall), an infinity that takes the coordinate out where it may not. */
    private final double[] rise;

    private final double[] fall;
    private final double c;

    private int i = -1;
    private double high = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;

    Moves(Matrix kernel, double[] y, double c, double[] start) {
      n = y.length;
      k = kernel.data();
      beta = start;
      this.c = c;
      diagonal = new double[n];
      least = new double[n];
      most = new double[n];
      rise = new double[n];
      fall = new double[n];
      e = y.clone();
      Blas.best().gemv(false, n, n, -1, k, 0, n, beta, 0, 1, e, 0);
      for (int t = 0; t < n; t++) {
        diagonal[t] = k[t * n + t];
        least[t] = y[t] > 0 ? 0 : -c;
        most[t] = y[t] > 0 ? c : 0;
        allow(t);
      }
      for (int t = 0; t < n; t++) {
        see(t, e[t]);
      }
    }

    private void allow(int t) {
      rise[t] = beta[t] < most[t] ? 0 : Double.NEGATIVE_INFINITY;
      fall[t] = beta[t] > least[t] ? 0 : Double.POSITIVE_INFINITY;
    }

    private void see(int t, double value) {
      double up = value + rise[t];
      if (up > high) {
        high = up;
        i = t;
      }
      low = Math.min(low, value + fall[t]);
    }

    KernelSvm run(double tolerance, long mostMoves) {
      long moves = 0;
      while (i >= 0 && high - low >= tolerance && moves < mostMoves) {
        int j = second();
        double step =
            (high - e[j]) / Math.max(diagonal[i] + diagonal[j] - 2 * k[i * n + j], LEAST_CURVATURE);
        double above = most[i] - beta[i];
        double below = beta[j] - least[j];
        step = Math.min(step, Math.min(above, below));
        // A coordinate at its bound stands there exactly.
        beta[i] = step == above ? most[i] : beta[i] + step;
        beta[j] = step == below ? least[j] : beta[j] - step;
        allow(i);
        allow(j);
        move(j, step);
        moves++;
      }
      boolean open = i >= 0 && low < Double.POSITIVE_INFINITY;
      double offset = open ? (high + low) / 2 : i >= 0 ? high : low;
      return new KernelSvm(beta, offset, c, moves, open ? Math.max(high - low, 0) : 0);
    }

    /** The coordinate whose fall against the rise of i gains most. */
    private int second() {
      int row = i * n;
      double own = diagonal[i];
      double best = 0;
      double curvature = 1;
      int j = -1;
      for (int t = 0; t < n; t++) {
        double apart = high - (e[t] + fall[t]);
        if (apart > 0) {
          double eta = Math.max(own + diagonal[t] - 2 * k[row + t], LEAST_CURVATURE);
          // apart² / eta > best / curvature
          if (apart * apart * curvature > best * eta) {
            best = apart * apart;
            curvature = eta;
            j = t;
          }
        }
      }
      return j;
    }

    private void move(int j, double step) {
      int up = i * n;
      int down = j * n;
      double nextHigh = Double.NEGATIVE_INFINITY;
      double nextLow = Double.POSITIVE_INFINITY;
      int next = -1;
      for (int t = 0; t < n; t++) {
        double value = e[t] - step * (k[up + t] - k[down + t]);
        e[t] = value;
        double top = value + rise[t];
        if (top > nextHigh) {
          nextHigh = top;
          next = t;
        }
        nextLow = Math.min(nextLow, value + fall[t]);
      }
      i = next;
      high = nextHigh;
      low = nextLow;
    }
  }
}
