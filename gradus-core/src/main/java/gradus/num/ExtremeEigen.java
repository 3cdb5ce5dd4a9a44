package gradus.num;

/**
 * Eigenpairs at the ends of a spectrum.
 *
 * <p>For a symmetric A, an eigenvalue lies within {@code residuals[j]} of {@code values[j]}, and
 * within residual²/gap where the others stay away by a gap (Parlett, <i>The Symmetric Eigenvalue
 * Problem</i>, §4.5 and §11.7).
 *
 * @param values λ, ascending
 * @param vectors their unit vectors, one a row
 * @param residuals ‖Av - λv‖ for each
 * @param products how many products with A were taken
 * @param converged whether all residuals came down to the tolerance
 */
public record ExtremeEigen(
    double[] values, Matrix vectors, double[] residuals, int products, boolean converged) {
  /** The largest eigenvalue. */
  public double largest() {
    return values[values.length - 1];
  }

  /** The least eigenvalue. */
  public double least() {
    return values[0];
  }
}
