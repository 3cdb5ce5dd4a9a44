package gradus.kernel;

import gradus.num.Matrix;
import gradus.num.SymmetricEigen;

/**
 * Kernel ridge regression on n examples with several targets: f = k(·, X)(K + λI)⁻¹Y, for every λ
 * from one factorisation.
 *
 * <p>What the regression without example i predicts there is, in closed form, y_i - α_i/C_ii with C
 * = (K + λI)⁻¹ and α = CY (Wahba 1990, Theorem 4.2.1): n regressions for the price of one.
 */
public final class KernelRidge {
  private final SymmetricEigen modes;
  private final Matrix along;
  private final Matrix targets;
  private final int n;

  /**
   * The regression under kernel matrix K (n x n) towards targets Y (n x c).
   *
   * <p>Eigenvalues below n ε λ_max are taken as that.
   */
  public KernelRidge(Matrix kernel, Matrix targets) {
    this.n = kernel.rows();
    this.modes = SymmetricEigen.of(kernel);
    this.targets = targets;
    this.along = modes.vectors().transpose().times(targets);
  }

  private double inverse(int k, double lambda) {
    double least = n * Math.ulp(1.0) * Math.max(modes.values()[n - 1], Double.MIN_NORMAL);
    return 1 / (Math.max(modes.values()[k], least) + lambda);
  }

  /** α = (K + λI)⁻¹Y, n x c. */
  public Matrix coefficients(double lambda) {
    Matrix scaled = along.copy();
    for (int k = 0; k < n; k++) {
      for (int c = 0; c < along.cols(); c++) {
        scaled.set(k, c, along.at(k, c) * inverse(k, lambda));
      }
    }
    return modes.vectors().times(scaled);
  }

  /** What the regressions without one example each predict at the example left out, n x c. */
  public Matrix leaveOneOut(double lambda) {
    Matrix alpha = coefficients(lambda);
    double[] v = modes.vectors().data();
    Matrix predicted = Matrix.zeros(n, targets.cols());
    for (int i = 0; i < n; i++) {
      double own = 0;
      for (int k = 0; k < n; k++) {
        own += v[i * n + k] * v[i * n + k] * inverse(k, lambda);
      }
      for (int c = 0; c < targets.cols(); c++) {
        predicted.set(i, c, targets.at(i, c) - alpha.at(i, c) / own);
      }
    }
    return predicted;
  }

  /** Predictions at m other inputs from the m x n matrix k(z_i, x_j), m x c. */
  public Matrix predict(Matrix between, double lambda) {
    return between.times(coefficients(lambda));
  }
}
