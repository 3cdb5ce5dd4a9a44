package gradus.margin;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.num.Matrix;

/**
 * N points z_n = y_n x_n whose margins ⟨z_n, v⟩ are asked for.
 *
 * <p>The products here serve certificates: they are computed in twice the working precision, so
 * that what they show is the quality of a solution and not of its evaluation.
 */
public sealed interface Points permits Rows, KernelPoints {
  /** The number N of points. */
  int count();

  /** The length of a direction v. */
  int dimension();

  /** ⟨z_n, v⟩ for all n. */
  double[] margins(double[] v);

  /** ‖v‖. */
  double norm(double[] v, Norm norm);

  /** ‖Σ q_n z_n‖_*, the dual norm. */
  double pull(double[] q, Norm norm);

  /**
   * The rows of a matrix (N x d), each of which is y_n x_n already; the matrix is not copied.
   *
   * @throws gradus.num.BadInput if there is no row, or an entry is not finite
   */
  static Points of(Matrix z) {
    return new Rows(z);
  }

  /**
   * The examples of a data set labelled by signs, or with two classes.
   *
   * @throws gradus.num.BadInput if the labels are neither
   */
  static Points of(Dataset data) {
    return new Rows(Rows.signed(data));
  }

  /**
   * Examples by their kernel matrix K (N x N, positive semidefinite, its lower triangle read) and
   * their labels ±1. A direction is the list of coefficients c of f = Σ c_n k(x_n, ·), its norm
   * √(cᵀKc), and the margin of an example y_n f(x_n).
   *
   * @throws gradus.num.BadInput if the matrix is not square, not finite, or has a negative diagonal
   */
  static Points ofKernel(Matrix k, Labels.Signs labels) {
    return KernelPoints.of(k, labels.y());
  }
}
