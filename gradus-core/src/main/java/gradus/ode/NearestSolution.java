package gradus.ode;

import gradus.num.Lu;

/**
 * Solves G x = -rate for the x nearest to a given one, where G may be singular: as it is when more
 * kinks are pinned than the weights that feed them can tell apart.
 */
public final class NearestSolution {
  /** A shift off singularity, and how often the error it makes is corrected. */
  private static final double SHIFT = 1e-9;

  private static final int REFINEMENTS = 4;

  private final int n;
  private final double[] gram;
  private final double[] residual;
  private final Lu lu;
  private final boolean dead;
  private final boolean regular;

  /**
   * Factors G.
   *
   * @param gram the matrix G, n x n, row-major, definite up to its null space
   */
  public NearestSolution(int n, double[] gram) {
    this.n = n;
    this.gram = gram;
    this.residual = new double[n];
    this.lu = new Lu(n);
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, Math.abs(gram[i * n + i]));
    }
    this.dead = most == 0;
    double[] matrix = gram.clone();
    for (int i = 0; i < n; i++) {
      // Rows and columns of dead directions are zero: any small pivot keeps them where they are.
      matrix[i * n + i] += (gram[i * n + i] < 0 ? -1 : 1) * SHIFT * most;
    }
    this.regular = !dead && lu.factor(matrix);
  }

  /**
   * x ← the solution near the x that came, which stays where G is zero.
   *
   * @return false where there is none
   */
  public boolean solve(double[] rate, double[] x) {
    if (!regular) {
      return dead;
    }
    for (int round = 0; round < REFINEMENTS; round++) {
      for (int i = 0; i < n; i++) {
        double sum = -rate[i];
        for (int j = 0; j < n; j++) {
          sum -= gram[i * n + j] * x[j];
        }
        residual[i] = sum;
      }
      lu.solve(residual);
      for (int i = 0; i < n; i++) {
        x[i] += residual[i];
        if (!Double.isFinite(x[i])) {
          return false;
        }
      }
    }
    return true;
  }
}
