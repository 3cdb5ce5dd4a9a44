package gradus.num;

import java.util.Arrays;

/**
 * The method of conjugate gradients for A x = b with a symmetric A, within a ball: it stops where
 * the residual is small, where the ball ends, or where A turns out not to be positive definite
 * (Steihaug, 1983).
 *
 * <p>Until it stops, ‖x‖ grows and ½xᵀAx - bᵀx falls from step to step; at a negative curvature, or
 * at the end of the ball, x is taken on along the last direction to the boundary.
 *
 * @param radius of the ball; infinite for none
 * @param tolerance of the residual, relative to ‖b‖
 * @param mostSteps when to give up
 */
public record ConjugateGradient(double radius, double tolerance, int mostSteps) {
  private static final Blas BLAS = Blas.best();

  /** How it ended. */
  public enum End {
    /** The residual is below the tolerance. */
    SOLVED,
    /** The ball ends here. */
    BOUNDARY,
    /** A direction d with dᵀAd ≤ 0 was met, and followed to the boundary if there is one. */
    NEGATIVE_CURVATURE,
    /** No steps are left. */
    STEPS
  }

  /**
   * What came out.
   *
   * @param x the solution
   * @param end how the search ended
   * @param products how many products with A were taken
   */
  public record Solution(double[] x, End end, int products) {}

  /** Solves for x from 0. */
  public Solution solve(SelfAdjointOperator a, double[] b) {
    int n = b.length;
    double[] x = new double[n];
    double[] r = b.clone();
    double[] d = b.clone();
    double[] ad = new double[n];
    double square = BLAS.dot(n, r, 0, r, 0);
    double goal = tolerance * Math.sqrt(square);
    for (int step = 0; step < mostSteps; step++) {
      if (Math.sqrt(square) <= goal) {
        return new Solution(x, End.SOLVED, step);
      }
      a.apply(d, ad);
      double curvature = BLAS.dot(n, d, 0, ad, 0);
      if (curvature <= 0) {
        return new Solution(onward(x, d), End.NEGATIVE_CURVATURE, step + 1);
      }
      double alpha = square / curvature;
      double[] next = x.clone();
      BLAS.axpy(n, alpha, d, 0, next, 0);
      if (BLAS.nrm2(n, next, 0) >= radius) {
        return new Solution(onward(x, d), End.BOUNDARY, step + 1);
      }
      x = next;
      BLAS.axpy(n, -alpha, ad, 0, r, 0);
      double before = square;
      square = BLAS.dot(n, r, 0, r, 0);
      BLAS.scal(n, square / before, d, 0);
      BLAS.axpy(n, 1, r, 0, d, 0);
    }
    return new Solution(x, End.STEPS, mostSteps);
  }

  /** x + τd with ‖x + τd‖ = radius and τ ≥ 0; x itself where there is no ball, d if x is zero. */
  private double[] onward(double[] x, double[] d) {
    int n = x.length;
    if (Double.isInfinite(radius)) {
      boolean start = Arrays.stream(x).allMatch(v -> v == 0);
      return start ? d.clone() : x;
    }
    double dd = BLAS.dot(n, d, 0, d, 0);
    double xd = BLAS.dot(n, x, 0, d, 0);
    double xx = BLAS.dot(n, x, 0, x, 0);
    double rest = radius * radius - xx;
    // The root that does not subtract.
    double root = Math.sqrt(xd * xd + dd * rest);
    double tau = xd > 0 ? rest / (xd + root) : (root - xd) / dd;
    double[] end = x.clone();
    BLAS.axpy(n, tau, d, 0, end, 0);
    return end;
  }
}
