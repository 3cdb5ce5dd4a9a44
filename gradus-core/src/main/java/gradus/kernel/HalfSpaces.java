package gradus.kernel;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Directions z with weights p, and which examples each of them sees: 1[⟨z, x_i⟩ &gt; 0].
 *
 * @param weights p_k, which sum to 1
 * @param open n x m, entry (i, k) 1 where direction k sees example i and 0 elsewhere
 */
record HalfSpaces(double[] weights, Matrix open) {
  /**
   * The normal law on the line or the plane, exactly: the pattern is constant on arcs between the
   * directions orthogonal to an example.
   */
  static HalfSpaces exact(Matrix x) {
    if (x.cols() == 1) {
      return of(new double[] {0.5, 0.5}, Matrix.ofRows(new double[] {1}, new double[] {-1}), x);
    }
    double[] edges = new double[2 * x.rows()];
    int count = 0;
    for (int i = 0; i < x.rows(); i++) {
      if (x.at(i, 0) != 0 || x.at(i, 1) != 0) {
        double angle = Math.atan2(x.at(i, 1), x.at(i, 0));
        edges[count++] = turned(angle + Math.PI / 2);
        edges[count++] = turned(angle - Math.PI / 2);
      }
    }
    edges = Arrays.copyOf(edges, count);
    Arrays.sort(edges);
    double[] weights = new double[Math.max(count, 1)];
    Matrix z = Matrix.zeros(Math.max(count, 1), 2);
    weights[0] = 1;
    int arcs = count == 0 ? 1 : 0;
    for (int k = 0; k < count; k++) {
      double to = k + 1 < count ? edges[k + 1] : edges[0] + 2 * Math.PI;
      // Arcs of round-off are left out; what they weigh is below that of their neighbours' ends.
      if (to - edges[k] > 1e-15) {
        weights[arcs] = (to - edges[k]) / (2 * Math.PI);
        z.set(arcs, 0, Math.cos((edges[k] + to) / 2));
        z.set(arcs, 1, Math.sin((edges[k] + to) / 2));
        arcs++;
      }
    }
    return of(
        Arrays.copyOf(weights, arcs), Matrix.wrap(arcs, 2, Arrays.copyOf(z.data(), 2 * arcs)), x);
  }

  /** m independent normal directions, each of weight 1/m. */
  static HalfSpaces drawn(Matrix x, int m, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix z = Matrix.zeros(m, x.cols());
    for (int i = 0; i < z.data().length; i++) {
      z.data()[i] = random.nextGaussian();
    }
    double[] weights = new double[m];
    Arrays.fill(weights, 1.0 / m);
    return of(weights, z, x);
  }

  private static HalfSpaces of(double[] weights, Matrix z, Matrix x) {
    Matrix open = x.times(z.transpose());
    double[] entries = open.data();
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entries[i] > 0 ? 1 : 0;
    }
    return new HalfSpaces(weights, open);
  }

  private static double turned(double angle) {
    double full = 2 * Math.PI;
    double t = angle % full;
    return t < 0 ? t + full : t;
  }

  /** The number m of directions. */
  int count() {
    return weights.length;
  }
}
