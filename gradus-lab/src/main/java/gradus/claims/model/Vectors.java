package gradus.claims.model;

import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.random.RandomGenerator;

/** Small vectors as claims use them; each method returns a new one. */
public final class Vectors {
  private Vectors() {}

  /** ⟨x, y⟩. */
  public static double dot(double[] x, double[] y) {
    return Blas.best().dot(x.length, x, 0, y, 0);
  }

  /** ‖x‖. */
  public static double norm(double[] x) {
    return Blas.best().nrm2(x.length, x, 0);
  }

  /** ‖x - y‖. */
  public static double distance(double[] x, double[] y) {
    return norm(plus(x, -1, y));
  }

  /** x + a y. */
  public static double[] plus(double[] x, double a, double[] y) {
    double[] sum = x.clone();
    Blas.best().axpy(x.length, a, y, 0, sum, 0);
    return sum;
  }

  /** a x. */
  public static double[] times(double a, double[] x) {
    double[] scaled = x.clone();
    Blas.best().scal(x.length, a, scaled, 0);
    return scaled;
  }

  /** x / ‖x‖. */
  public static double[] unit(double[] x) {
    return times(1 / norm(x), x);
  }

  /** A x. */
  public static double[] product(Matrix a, double[] x) {
    double[] y = new double[a.rows()];
    Blas.best().gemv(false, a.rows(), a.cols(), 1, a.data(), 0, a.cols(), x, 0, 0, y, 0);
    return y;
  }

  /** Aᵀ y. */
  public static double[] transposedProduct(Matrix a, double[] y) {
    double[] x = new double[a.cols()];
    Blas.best().gemv(true, a.rows(), a.cols(), 1, a.data(), 0, a.cols(), y, 0, 0, x, 0);
    return x;
  }

  /** Independent N(0, 1) entries. */
  public static double[] gaussian(int d, RandomGenerator random) {
    double[] x = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = random.nextGaussian();
    }
    return x;
  }

  /** An n x d matrix of independent N(0, 1) entries. */
  public static Matrix gaussian(int n, int d, RandomGenerator random) {
    return Matrix.wrap(n, d, gaussian(n * d, random));
  }

  /** The least entry. */
  public static double min(double[] x) {
    double least = Double.POSITIVE_INFINITY;
    for (double v : x) {
      least = Math.min(least, v);
    }
    return least;
  }

  /** The largest entry. */
  public static double max(double[] x) {
    return -min(times(-1, x));
  }

  /** The slope of the least-squares line through the points (x, y). */
  public static double slope(double[] x, double[] y) {
    double mx = 0;
    double my = 0;
    for (int i = 0; i < x.length; i++) {
      mx += x[i] / x.length;
      my += y[i] / x.length;
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
    }
    return xy / xx;
  }
}
