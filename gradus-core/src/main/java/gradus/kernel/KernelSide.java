package gradus.kernel;

import gradus.num.BadInput;
import gradus.num.Matrix;

/** The examples on one side of a kernel matrix, with what each brings to every layer. */
final class KernelSide {
  private static final double LEAST_NORM = 1e-140;
  private static final double MOST_NORM = 1e140;

  final Matrix x;
  final int count;
  final int dimension;

  /** The rows of x at unit norm; zero where x is zero. */
  final double[] unit;

  /** Variances q and their roots before each step, and at the end: (steps + 1) x n. */
  final double[][] variances;

  final double[][] roots;

  /** The features of each example at each step. */
  final double[][] features;

  KernelSide(Matrix x, KernelPlan plan) {
    this.x = x;
    count = x.rows();
    dimension = x.cols();
    unit = new double[Math.multiplyExact(count, dimension)];
    int depth = plan.steps().size();
    variances = new double[depth + 1][count];
    roots = new double[depth + 1][count];
    features = new double[depth][];
    for (int i = 0; i < count; i++) {
      double norm = norm(i);
      roots[0][i] = norm;
      variances[0][i] = norm * norm;
    }
    for (int s = 0; s < depth; s++) {
      Dual dual = plan.steps().get(s).dual();
      int width = dual.featureCount();
      features[s] = new double[Math.multiplyExact(count, width)];
      for (int i = 0; i < count; i++) {
        double q = variances[s][i];
        if (width > 0) {
          System.arraycopy(dual.features(q), 0, features[s], i * width, width);
        }
        double next = dual.variance(q);
        if (!Double.isFinite(next)) {
          throw new BadInput(
              "row %d (from 0) is so large that its kernel overflows behind layer %d; scale the data, as by --unit-norm"
                  .formatted(i, s + 1));
        }
        variances[s + 1][i] = next;
        roots[s + 1][i] = Math.sqrt(next);
      }
    }
  }

  private double norm(int i) {
    double[] data = x.data();
    int at = i * dimension;
    double largest = 0;
    double square = 0;
    for (int k = 0; k < dimension; k++) {
      largest = Math.max(largest, Math.abs(data[at + k]));
      square += data[at + k] * data[at + k];
    }
    if (largest == 0) {
      return 0;
    }
    double norm = Math.sqrt(square);
    if (!(norm > LEAST_NORM && norm < MOST_NORM)) {
      throw new BadInput(
          "a kernel needs inputs with norms between %.0e and %.0e or 0, but row %d (from 0) has %.3g; scale the data"
              .formatted(LEAST_NORM, MOST_NORM, i, norm));
    }
    for (int k = 0; k < dimension; k++) {
      unit[at + k] = data[at + k] / norm;
    }
    return norm;
  }
}
