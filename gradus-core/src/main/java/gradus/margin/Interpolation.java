package gradus.margin;

import gradus.num.Blas;
import gradus.num.Compensated;
import gradus.num.Matrix;
import gradus.num.Svd;

/**
 * The w of least norm among those that make ‖Xw - y‖ least: w† = X⁺y, by singular values.
 *
 * <p>Where X (n x d) has rank n, Xw† = y and w† = Xᵀ(XXᵀ)⁻¹y (poggio2018, theorem 1 and corollary
 * 1). Its certificate is w† = Xᵀc with Xᵀ(Xw† - y) = 0, which no other vector has.
 *
 * @param w w†
 * @param coefficients c with w† = Xᵀc; for rank n, (XXᵀ)⁻¹y
 * @param rank the number of singular values above the tolerance
 * @param singularValues of X, descending
 * @param tolerance singular values up to this part of the largest count as zero
 * @param inverseDiagonal the diagonal of (XXᵀ)⁺
 */
public record Interpolation(
    double[] w,
    double[] coefficients,
    int rank,
    double[] singularValues,
    double tolerance,
    double[] inverseDiagonal) {
  private static final Blas BLAS = Blas.best();

  /**
   * What shows that w is the least-norm solution, recomputed.
   *
   * @param residual ‖Xw - y‖ / ‖y‖
   * @param normal ‖Xᵀ(Xw - y)‖ / (‖X‖ ‖y‖)
   * @param offSpan ‖w - Xᵀc‖ / ‖w‖
   */
  public record Certificate(double residual, double normal, double offSpan) {}

  /** The solution with the usual tolerance, ε max(n, d). */
  public static Interpolation of(Matrix x, double[] y) {
    return of(x, y, Math.ulp(1.0) * Math.max(x.rows(), x.cols()));
  }

  /**
   * The solution with a tolerance in [0, 1).
   *
   * @throws IllegalArgumentException if the sizes differ or an entry is not finite
   */
  public static Interpolation of(Matrix x, double[] y, double tolerance) {
    if (y.length != x.rows()) {
      throw new IllegalArgumentException(
          "%d examples need as many targets, but %d came".formatted(x.rows(), y.length));
    }
    Svd svd = Svd.of(x);
    int rank = svd.rank(tolerance);
    double[] c = new double[x.rows()];
    double[] w = new double[x.cols()];
    // The second pass takes the residual in twice the precision and mends the last digits.
    for (int pass = 0; pass < 2; pass++) {
      double[] rest = residual(x, w, y);
      for (int i = 0; i < rest.length; i++) {
        rest[i] = -rest[i];
      }
      for (int k = 0; k < rank; k++) {
        double along = BLAS.dot(rest.length, svd.u().col(k), 0, rest, 0) / svd.values()[k];
        BLAS.axpy(w.length, along, svd.v().col(k), 0, w, 0);
        BLAS.axpy(c.length, along / svd.values()[k], svd.u().col(k), 0, c, 0);
      }
    }
    double[] diagonal = new double[x.rows()];
    for (int i = 0; i < diagonal.length; i++) {
      for (int k = 0; k < rank; k++) {
        double part = svd.u().at(i, k) / svd.values()[k];
        diagonal[i] += part * part;
      }
    }
    return new Interpolation(w, c, rank, svd.values(), tolerance, diagonal);
  }

  /** ‖w†‖. */
  public double norm() {
    return BLAS.nrm2(w.length, w, 0);
  }

  /** Whether X has rank n, so that any targets are met. */
  public boolean interpolates() {
    return rank == coefficients.length;
  }

  /**
   * y_i - f_{-i}(x_i) for all i, f_{-i} the least-norm solution without example i: c_i/((XXᵀ)⁻¹)_ii
   * for rank n.
   *
   * @throws IllegalStateException if the rank is below n
   */
  public double[] leaveOneOutErrors() {
    if (!interpolates()) {
      throw new IllegalStateException(
          "the formula for leaving one out needs rank %d, but it is %d"
              .formatted(coefficients.length, rank));
    }
    double[] errors = new double[coefficients.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = coefficients[i] / inverseDiagonal[i];
    }
    return errors;
  }

  /** Both sides computed anew. */
  public Certificate verify(Matrix x, double[] y) {
    double[] rest = residual(x, w, y);
    double[] normal = new double[w.length];
    BLAS.gemv(true, x.rows(), x.cols(), 1, x.data(), 0, x.cols(), rest, 0, 0, normal, 0);
    double[] off = w.clone();
    double[] low = new double[w.length];
    for (int i = 0; i < coefficients.length; i++) {
      Compensated.axpy(w.length, -coefficients[i], x.data(), i * x.cols(), off, low);
    }
    BLAS.axpy(w.length, 1, low, 0, off, 0);
    double size = BLAS.nrm2(y.length, y, 0);
    double length = norm();
    return new Certificate(
        size == 0 ? 0 : BLAS.nrm2(rest.length, rest, 0) / size,
        size == 0 ? 0 : BLAS.nrm2(normal.length, normal, 0) / (size * x.norm()),
        length == 0 ? 0 : BLAS.nrm2(off.length, off, 0) / length);
  }

  /** Xw - y. */
  private static double[] residual(Matrix x, double[] w, double[] y) {
    double[] rest = new double[y.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = Compensated.dot(-y[i], w.length, x.data(), i * w.length, w, 0);
    }
    return rest;
  }
}
