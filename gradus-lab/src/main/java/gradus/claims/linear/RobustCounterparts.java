package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The robust hinge and square losses of poggio2018, equations 26 to 28, and what they are worth.
 */
final class RobustCounterparts {
  private RobustCounterparts() {}

  /**
   * (min of the robust hinge risk) - (min of the regularised one) on random numbers with random
   * labels, both exact: in one dimension they are piecewise linear in (w, b) on w ≥ 0 and on w ≤ 0,
   * and least where two pieces meet (or on w = 0).
   */
  static double hingeGap(int n, double rho, RandomGenerator random) {
    double[] x = Vectors.gaussian(n, random);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return least(x, y, rho, true) - least(x, y, rho, false);
  }

  private static double least(double[] x, double[] y, double rho, boolean inside) {
    double best = Double.POSITIVE_INFINITY;
    for (int sign = -1; sign <= 1; sign += 2) {
      for (double[] corner : corners(x, y, inside ? rho * sign : 0)) {
        if (corner[0] * sign >= 0) {
          best = Math.min(best, risk(x, y, corner[0], corner[1], rho, inside));
        }
      }
    }
    return best;
  }

  /** Where two of the lines 1 - y(wx + b) + tilt·w = 0 and w = 0 meet. */
  private static List<double[]> corners(double[] x, double[] y, double tilt) {
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      corners.add(new double[] {0, y[i]});
      for (int j = 0; j < i; j++) {
        // (y x - tilt) w + y b = 1, twice.
        double a = y[i] * x[i] - tilt;
        double c = y[j] * x[j] - tilt;
        double det = a * y[j] - c * y[i];
        if (det != 0) {
          corners.add(new double[] {(y[j] - y[i]) / det, (a - c) / det});
        }
      }
    }
    return corners;
  }

  private static double risk(
      double[] x, double[] y, double w, double b, double rho, boolean inside) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double excess = 1 - y[i] * (w * x[i] + b) + (inside ? rho * Math.abs(w) : 0);
      sum += Math.max(0, excess) / x.length;
    }
    return inside ? sum : sum + rho * Math.abs(w);
  }

  /**
   * The largest robust square loss max (y - ⟨w + δ, x⟩ - b)² over ‖δ‖ ≤ ρ‖w‖, found by projected
   * ascent from two opposite starts, beside the printed and the corrected formula.
   *
   * @return relative distance to r² + ρ²‖w‖, and to (|r| + ρ‖w‖‖x‖)²
   */
  static double[] square(int d, double rho, RandomGenerator random) {
    double[] x = Vectors.gaussian(d, random);
    double[] w = Vectors.gaussian(d, random);
    double rest = random.nextGaussian() - Vectors.dot(w, x);
    double radius = rho * Vectors.norm(w);
    double most = 0;
    // Of two opposite starts one is on the side of the larger of the two maxima.
    double[] start = Vectors.times(radius, Vectors.unit(Vectors.gaussian(d, random)));
    for (int side = -1; side <= 1; side += 2) {
      double[] delta = Vectors.times(side, start);
      for (int t = 0; t < 60; t++) {
        double e = rest - Vectors.dot(delta, x);
        // Steps as long as the ball is wide, whatever the length of x.
        double[] moved = Vectors.plus(delta, -Math.signum(e) * radius / Vectors.norm(x), x);
        delta = Vectors.times(Math.min(1, radius / Vectors.norm(moved)), moved);
      }
      most = Math.max(most, Math.pow(rest - Vectors.dot(delta, x), 2));
    }
    double printed = rest * rest + rho * rho * Vectors.norm(w);
    double corrected = Math.pow(Math.abs(rest) + radius * Vectors.norm(x), 2);
    return new double[] {Math.abs(printed / most - 1), Math.abs(corrected / most - 1)};
  }

  /** Rows x_i^+ - x_j^-: their largest margin is the distance of the hulls of the two classes. */
  static Matrix pairs(Matrix x, double[] y) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        if (y[i] > 0 && y[j] < 0) {
          rows.add(Vectors.plus(x.row(i), -1, x.row(j)));
        }
      }
    }
    return Matrix.ofRows(rows.toArray(double[][]::new));
  }
}
