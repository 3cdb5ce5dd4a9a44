package gradus.net;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random vectors, matrices and networks for tests. */
public final class Draws {
  private Draws() {}

  /** Independent normal entries. */
  public static double[] normal(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  /** A matrix of independent normal entries. */
  public static Matrix matrix(int rows, int cols, Seed seed) {
    return Matrix.wrap(rows, cols, normal(rows * cols, seed));
  }

  /** A network of dense layers of the given widths with one nonlinearity between them. */
  public static Network network(Nonlinearity sigma, int inputs, int... widths) {
    List<Layer> layers = new java.util.ArrayList<>();
    for (int k = 0; k < widths.length; k++) {
      layers.add(new Layer.Dense(widths[k]));
      if (k + 1 < widths.length) {
        layers.add(new Layer.Activation(sigma));
      }
    }
    return Network.of(inputs, layers);
  }

  /** The inner product, by a plain loop. */
  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
