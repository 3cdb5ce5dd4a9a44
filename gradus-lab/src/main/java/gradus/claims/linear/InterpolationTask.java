package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.margin.Interpolation;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.SymmetricEigen;
import java.util.random.RandomGenerator;

/**
 * Examples in D &gt; n features with a known law: what descent from a start interpolates, how
 * stable it is, and how wrong in expectation.
 *
 * @param features of the examples (n x D)
 * @param y their targets
 * @param covariance E φφᵀ over the law (D x D)
 * @param truth w* with E[y | x] = ⟨w*, φ(x)⟩
 */
record InterpolationTask(Matrix features, double[] y, Matrix covariance, double[] truth) {
  private static final int N = 20;
  private static final int D = 60;
  private static final double NOISE = 0.3;

  /** A w with ⟨w, φ_i⟩ = y_i, and its leave-one-out error. */
  record Interpolant(double[] w, double leaveOneOut) {}

  /** Gaussian features, white; w* of norm one; noise of deviation 0.3. */
  static InterpolationTask linear(RandomGenerator random) {
    return drawn(Vectors.gaussian(N, D, random), Matrix.identity(D), NOISE, random);
  }

  /** The same without noise. */
  static InterpolationTask noiseless(RandomGenerator random) {
    return drawn(Vectors.gaussian(N, D, random), Matrix.identity(D), 0, random);
  }

  /**
   * The feature space of the Laplace kernel e^{-|s-t|} on a grid of D points of [0, 4], from which
   * examples are drawn: φ(t) are the rows of K^{1/2}, so that norms are those of the kernel.
   */
  static InterpolationTask kernel(RandomGenerator random) {
    Matrix k = Matrix.zeros(D, D);
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        k.set(i, j, Math.exp(-4.0 * Math.abs(i - j) / (D - 1)));
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(k);
    Matrix half = Matrix.zeros(D, D);
    for (int l = 0; l < D; l++) {
      double root = Math.sqrt(Math.max(eigen.values()[l], 0));
      double[] v = eigen.vector(l);
      for (int i = 0; i < D; i++) {
        for (int j = 0; j < D; j++) {
          half.set(i, j, half.at(i, j) + root * v[i] * v[j]);
        }
      }
    }
    int[] order = new int[D];
    for (int i = 0; i < D; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    Matrix features = Matrix.zeros(N, D);
    for (int n = 0; n < N; n++) {
      System.arraycopy(half.data(), order[n] * D, features.data(), n * D, D);
    }
    // The law is uniform on the grid: E φφᵀ = K/D.
    return drawn(features, Matrices.scaled(1.0 / D, k), NOISE, random);
  }

  private static InterpolationTask drawn(
      Matrix features, Matrix covariance, double noise, RandomGenerator random) {
    double[] truth = Vectors.unit(Vectors.gaussian(D, random));
    double[] y = Vectors.product(features, truth);
    for (int n = 0; n < y.length; n++) {
      y[n] += noise * random.nextGaussian();
    }
    return new InterpolationTask(features, y, covariance, truth);
  }

  /** Where descent from a start ends: the start, and the least-norm solution of what it leaves. */
  Interpolant from(double[] start) {
    Interpolation rest =
        Interpolation.of(features, Vectors.plus(y, -1, Vectors.product(features, start)));
    double[] errors = rest.leaveOneOutErrors();
    return new Interpolant(
        Vectors.plus(start, 1, rest.w()), Vectors.dot(errors, errors) / errors.length);
  }

  /** The leave-one-out error by as many fits as examples. */
  double refitted(double[] start) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      Matrix others = Matrix.zeros(y.length - 1, features.cols());
      double[] targets = new double[y.length - 1];
      for (int n = 0, row = 0; n < y.length; n++) {
        if (n != i) {
          System.arraycopy(
              features.data(),
              n * features.cols(),
              others.data(),
              row * features.cols(),
              features.cols());
          targets[row] = y[n] - Vectors.dot(features.row(n), start);
          row++;
        }
      }
      double[] w = Vectors.plus(start, 1, Interpolation.of(others, targets).w());
      sum += Math.pow(Vectors.dot(features.row(i), w) - y[i], 2);
    }
    return sum / y.length;
  }

  /** E(⟨w, φ⟩ - ⟨w*, φ⟩)² over the law, the noise left out. */
  double expectedError(double[] w) {
    double[] off = Vectors.plus(w, -1, truth);
    double[] image = new double[off.length];
    Blas.best()
        .gemv(
            false,
            off.length,
            off.length,
            1,
            covariance.data(),
            0,
            off.length,
            off,
            0,
            0,
            image,
            0);
    return Vectors.dot(off, image);
  }
}
