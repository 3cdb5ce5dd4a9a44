package gradus.num;

/**
 * The x of least ‖x‖ among those that make ‖Ax - b‖ least.
 *
 * <p>Singular values up to {@code tolerance} times the largest count as zero, and the directions
 * that belong to them take no part in x.
 *
 * @param solution x
 * @param rank the number of singular values above the tolerance
 * @param singularValues of A, descending
 * @param tolerance what was used, relative to the largest singular value
 */
public record LeastSquares(double[] solution, int rank, double[] singularValues, double tolerance) {
  /** The solution with the usual tolerance: ε max(m, n), what round-off in A itself may cause. */
  public static LeastSquares of(Matrix a, double[] b) {
    return of(a, b, Math.ulp(1.0) * Math.max(a.rows(), a.cols()));
  }

  /**
   * The solution with a tolerance in [0, 1).
   *
   * @throws IllegalArgumentException if the sizes differ, the tolerance is out of range, or an
   *     entry is not finite
   */
  public static LeastSquares of(Matrix a, double[] b, double tolerance) {
    if (b.length != a.rows()) {
      throw new IllegalArgumentException(
          "%d equations need as many numbers on the right, but %d came"
              .formatted(a.rows(), b.length));
    }
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "the rank tolerance must lie in [0, 1), but it is " + tolerance);
    }
    Lapack.requireFinite(a, "a least-squares problem");
    Lapack.requireFinite(Matrix.wrap(b.length, 1, b), "a least-squares problem");
    if (a.rows() == 0 || a.cols() == 0) {
      return new LeastSquares(new double[a.cols()], 0, new double[0], tolerance);
    }
    return Lapack.best().leastSquares(a, b, tolerance);
  }
}
