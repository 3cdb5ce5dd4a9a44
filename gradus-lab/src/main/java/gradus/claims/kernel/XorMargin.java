package gradus.claims.kernel;

import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;

/**
 * The NTK margin of 2-XOR on all 2^d corners of the cube, divided by √d: y is 1 where the first two
 * signs differ.
 *
 * <p>Sign changes of coordinates carry every example to every other and leave the dual as it is, so
 * that equal weights are best and γ = E_z‖G(z)‖ with G(z) the mean of y x 1[⟨z, x⟩ > 0] over the
 * corners: Fourier coefficients of a half space. From its Edgeworth expansion ‖G(z)‖ tends to
 * ‖(z_1, z_2)‖/(√(2π)d) and dγ = ½ + 7/(32 d) + O(d⁻²).
 *
 * @param d d
 * @param gamma γ, by drawn directions
 * @param error its standard error
 */
record XorMargin(int d, double gamma, double error) {
  /**
   * Mean over drawn directions, as a ratio to ‖(z_1, z_2)‖/‖z‖, whose mean is known: ‖z‖ is
   * independent of the direction.
   */
  static XorMargin drawn(int d, int draws, Seed seed) {
    double[] norms = new double[draws];
    double[] control = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double[] z = Vectors.gaussian(d, seed.child(draw).random());
      norms[draw] = Vectors.norm(mean(z));
      control[draw] = Math.hypot(z[0], z[1]) / Vectors.norm(z);
    }
    double ratio =
        Arrays.stream(norms).average().orElseThrow()
            / Arrays.stream(control).average().orElseThrow();
    double square = 0;
    for (int draw = 0; draw < draws; draw++) {
      square += Math.pow(norms[draw] - ratio * control[draw], 2);
    }
    return new XorMargin(
        d, ratio * meanControl(d), Math.sqrt(square / draws / Math.max(draws - 1, 1)));
  }

  /** E‖(z_1, z_2)‖/E‖z‖, by a product for the ratio of gamma functions. */
  private static double meanControl(int d) {
    double norm = d % 2 == 0 ? Math.sqrt(Math.PI / 2) : Math.sqrt(2 / Math.PI);
    for (int k = d % 2 == 0 ? 2 : 1; k < d; k += 2) {
      norm *= (k + 1.0) / k;
    }
    return Math.sqrt(Math.PI / 2) / norm;
  }

  /**
   * G(z). The coordinates are cut in two halves, so that of 2^d corners only the sums of 2^(d/2)
   * and 2^(d/2) half corners are formed: those of the second half are sorted, and each of the first
   * meets a tail of them.
   */
  static double[] mean(double[] z) {
    int d = z.length;
    int a = Math.max(2, (d + 1) / 2);
    int b = d - a;
    int tails = 1 << b;
    double[] sums = new double[tails];
    int[] order = new int[tails];
    sort(z, a, b, sums, order);
    double[][] tail = new double[tails + 1][b];
    for (int k = tails - 1; k >= 0; k--) {
      for (int j = 0; j < b; j++) {
        tail[k][j] = tail[k + 1][j] + sign(order[k], j);
      }
    }
    double[] mean = new double[d];
    for (int corner = 0; corner < 1 << a; corner++) {
      double sum = 0;
      for (int j = 0; j < a; j++) {
        sum += sign(corner, j) * z[j];
      }
      int place = Arrays.binarySearch(sums, -sum);
      int from = place < 0 ? -1 - place : place + 1;
      double y = -sign(corner, 0) * sign(corner, 1);
      for (int j = 0; j < a; j++) {
        mean[j] += y * sign(corner, j) * (tails - from);
      }
      for (int j = 0; j < b; j++) {
        mean[a + j] += y * tail[from][j];
      }
    }
    return Vectors.times(Math.scalb(1 / Math.sqrt(d), -d), mean);
  }

  /**
   * The sums Σ ±z_{a+j} in ascending order with their corners: two sorted lists merge for each j.
   */
  private static void sort(double[] z, int a, int b, double[] sums, int[] order) {
    double[] old = new double[sums.length];
    int[] from = new int[sums.length];
    for (int j = 0; j < b; j++) {
      int half = 1 << j;
      System.arraycopy(sums, 0, old, 0, half);
      System.arraycopy(order, 0, from, 0, half);
      double step = Math.abs(z[a + j]);
      int low = z[a + j] > 0 ? half : 0; // the bit that makes the term negative
      int p = 0;
      int q = 0;
      for (int k = 0; k < 2 * half; k++) {
        if (q == half || (p < half && old[p] - step <= old[q] + step)) {
          sums[k] = old[p] - step;
          order[k] = from[p++] | low;
        } else {
          sums[k] = old[q] + step;
          order[k] = from[q++] | (half - low);
        }
      }
    }
  }

  private static double sign(int corner, int j) {
    return (corner >> j & 1) == 0 ? 1 : -1;
  }

  /** All corners of the cube over √d. */
  static Matrix corners(int d) {
    Matrix x = Matrix.zeros(1 << d, d);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < d; j++) {
        x.set(i, j, sign(i, j) / Math.sqrt(d));
      }
    }
    return x;
  }

  /** Their labels. */
  static double[] labels(Matrix x) {
    double[] y = new double[x.rows()];
    for (int i = 0; i < y.length; i++) {
      y[i] = x.at(i, 0) * x.at(i, 1) > 0 ? -1 : 1;
    }
    return y;
  }
}
