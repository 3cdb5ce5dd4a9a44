package gradus.ode;

import gradus.num.Lu;

/**
 * The linear systems of {@link Radau}: γ/h - J of order n, and (α + iβ)/h - J as a real one of
 * order 2n, where 1/γ and 1/(α ± iβ) are the eigenvalues of the method's matrix.
 */
final class RadauSystem {
  static final double GAMMA;
  static final double ALPHA;
  static final double BETA;

  static {
    double third = Math.cbrt(81);
    double ninth = Math.cbrt(9);
    double u = (6 + third - ninth) / 30;
    double alpha = (12 - third + ninth) / 60;
    double beta = (third + ninth) * Math.sqrt(3) / 60;
    double square = alpha * alpha + beta * beta;
    GAMMA = 1 / u;
    ALPHA = alpha / square;
    BETA = beta / square;
  }

  final Lu real;
  final Lu complex;
  private final int n;
  private final RightHandSide rhs;
  private final RightHandSide given;
  private final double[] jacobian;
  private final double[] realMatrix;
  private final double[] complexMatrix;
  private final double[] point;
  private final double[] work;
  private double factoredFor = Double.NaN;

  /**
   * Room for equations of order n.
   *
   * @param given writes the Jacobian, if the equation knows it
   */
  RadauSystem(int n, RightHandSide rhs, RightHandSide given) {
    this.n = n;
    this.rhs = rhs;
    this.given = given;
    this.real = new Lu(n);
    this.complex = new Lu(2 * n);
    this.jacobian = new double[n * n];
    this.realMatrix = new double[n * n];
    this.complexMatrix = new double[4 * n * n];
    this.point = new double[n];
    this.work = new double[n];
  }

  /** J ← ∂F/∂y at y, where F is f: as given, or by forward differences. */
  boolean differentiate(double[] y, double[] f) {
    factoredFor = Double.NaN;
    return given.at(y, jacobian) || differences(y, f);
  }

  private boolean differences(double[] y, double[] f) {
    System.arraycopy(y, 0, point, 0, n);
    double size = 0;
    for (double value : y) {
      size = Math.max(size, Math.abs(value));
    }
    for (int j = 0; j < n; j++) {
      double was = point[j];
      // The square root of the round-off balances it against the curvature of F.
      double step = 1.5e-8 * Math.max(Math.abs(was), 1e-3 * size + 1e-6);
      point[j] = was + step;
      step = point[j] - was;
      if (!rhs.at(point, work)) {
        return false;
      }
      for (int i = 0; i < n; i++) {
        jacobian[i * n + j] = (work[i] - f[i]) / step;
      }
      point[j] = was;
    }
    return true;
  }

  /** Factors both systems for a step h, unless that was done last. */
  boolean factor(double h) {
    if (h == factoredFor) {
      return true;
    }
    int m = 2 * n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = -jacobian[i * n + j];
        realMatrix[i * n + j] = entry;
        complexMatrix[i * m + j] = entry;
        complexMatrix[(i + n) * m + j + n] = entry;
        complexMatrix[i * m + j + n] = 0;
        complexMatrix[(i + n) * m + j] = 0;
      }
      realMatrix[i * n + i] += GAMMA / h;
      complexMatrix[i * m + i] += ALPHA / h;
      complexMatrix[(i + n) * m + i + n] += ALPHA / h;
      complexMatrix[i * m + i + n] -= BETA / h;
      complexMatrix[(i + n) * m + i] += BETA / h;
    }
    factoredFor = real.factor(realMatrix) && complex.factor(complexMatrix) ? h : Double.NaN;
    return factoredFor == h;
  }

  double[] jacobian() {
    return jacobian;
  }

  void restore(double[] kept) {
    System.arraycopy(kept, 0, jacobian, 0, jacobian.length);
    factoredFor = Double.NaN;
  }
}
