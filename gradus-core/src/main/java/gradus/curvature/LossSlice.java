package gradus.curvature;

import gradus.loss.Risk;
import gradus.num.Blas;

/**
 * The risk on a plane through a point: log R̂(w + x a + y b) on a grid.
 *
 * @param x the grid along a, ascending
 * @param y the grid along b, ascending
 * @param logRisk entry [i][j] is log R̂(w + x_j a + y_i b)
 */
public record LossSlice(double[] x, double[] y, double[][] logRisk) {

  /**
   * The slice through w along two directions of norm one; the risk is left at w.
   *
   * @param radiusA how far to go along a
   * @param radiusB how far to go along b
   * @param points how many points the grid has on each side, at least 2; an odd number has w on it
   */
  public static LossSlice of(
      Risk risk, double[] w, double[] a, double radiusA, double[] b, double radiusB, int points) {
    double[] x = grid(radiusA, points);
    double[] y = grid(radiusB, points);
    double[][] logRisk = new double[points][points];
    double[] at = new double[w.length];
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < points; j++) {
        System.arraycopy(w, 0, at, 0, w.length);
        Blas.best().axpy(w.length, x[j], a, 0, at, 0);
        Blas.best().axpy(w.length, y[i], b, 0, at, 0);
        logRisk[i][j] = risk.at(at);
      }
    }
    risk.at(w);
    return new LossSlice(x, y, logRisk);
  }

  private static double[] grid(double radius, int points) {
    double[] grid = new double[points];
    for (int i = 0; i < points; i++) {
      grid[i] = radius * (2.0 * i / (points - 1) - 1);
    }
    return grid;
  }
}
