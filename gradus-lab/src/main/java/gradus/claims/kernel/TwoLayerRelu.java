package gradus.claims.kernel;

import gradus.claims.model.Vectors;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/**
 * f(x; W, a) = m^{-1/2} Σ_s a_s σ(⟨w_s, x⟩) on the rows of X, W trained and a fixed (ji2020,
 * equation 4).
 *
 * @param x the inputs (n x d)
 * @param w the rows w_s (m x d)
 * @param a the signs a_s
 */
record TwoLayerRelu(Matrix x, Matrix w, double[] a) {
  /** The network at its start: w_s ~ N(0, I), a_s = ±1. */
  static TwoLayerRelu start(Matrix x, int m, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix w = Vectors.gaussian(m, x.cols(), random);
    double[] a = new double[m];
    for (int s = 0; s < m; s++) {
      a[s] = random.nextBoolean() ? 1 : -1;
    }
    return new TwoLayerRelu(x, w, a);
  }

  /** n random unit vectors. */
  static Matrix sphere(int n, int d, RandomGenerator random) {
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Vectors.unit(Vectors.gaussian(d, random));
    }
    return Matrix.ofRows(rows);
  }

  /** The preactivations ⟨w_s, x_i⟩ (n x m). */
  Matrix preactivations() {
    int m = w.rows();
    Matrix z = Matrix.zeros(x.rows(), m);
    Blas.best()
        .gemm(
            false, true, x.rows(), m, x.cols(), 1, x.data(), 0, x.cols(), w.data(), 0, x.cols(), 0,
            z.data(), 0, m);
    return z;
  }

  /** f(x_i). */
  static double[] outputs(Matrix z, double[] a) {
    int m = a.length;
    double[] f = new double[z.rows()];
    for (int i = 0; i < f.length; i++) {
      double sum = 0;
      for (int s = 0; s < m; s++) {
        sum += a[s] * Math.max(z.data()[i * m + s], 0);
      }
      f[i] = sum / Math.sqrt(m);
    }
    return f;
  }

  /** H_W(i, j) = ⟨x_i, x_j⟩ times the share of units that are active on both. */
  Matrix kernel() {
    int m = w.rows();
    double[] z = preactivations().data();
    Matrix open = Matrix.zeros(x.rows(), m);
    for (int k = 0; k < z.length; k++) {
      open.data()[k] = z[k] > 0 ? 1 : 0;
    }
    Matrix both = open.times(open.transpose());
    Matrix inner = x.times(x.transpose());
    for (int k = 0; k < both.data().length; k++) {
      both.data()[k] *= inner.data()[k] / m;
    }
    return both;
  }

  /** Σ_i c_i ∂f(x_i)/∂W (m x d), from the preactivations. */
  Matrix gradient(Matrix z, double[] c) {
    int m = w.rows();
    int n = x.rows();
    Matrix factors = Matrix.zeros(n, m);
    for (int i = 0; i < n; i++) {
      for (int s = 0; s < m; s++) {
        factors.data()[i * m + s] = z.data()[i * m + s] > 0 ? c[i] * a[s] / Math.sqrt(m) : 0;
      }
    }
    Matrix gradient = Matrix.zeros(m, x.cols());
    Blas.best()
        .gemm(
            true,
            false,
            m,
            x.cols(),
            n,
            1,
            factors.data(),
            0,
            m,
            x.data(),
            0,
            x.cols(),
            0,
            gradient.data(),
            0,
            x.cols());
    return gradient;
  }

  /** The same network with weights W + step · direction. */
  TwoLayerRelu moved(double step, Matrix direction) {
    return new TwoLayerRelu(
        x, Matrix.wrap(w.rows(), w.cols(), Vectors.plus(w.data(), step, direction.data())), a);
  }

  /** max_s ‖w_s - w'_s‖. */
  double movement(TwoLayerRelu other) {
    double most = 0;
    for (int s = 0; s < w.rows(); s++) {
      most = Math.max(most, Vectors.distance(w.row(s), other.w.row(s)));
    }
    return most;
  }
}
