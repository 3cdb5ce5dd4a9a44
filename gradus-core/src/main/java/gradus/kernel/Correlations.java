package gradus.kernel;

import gradus.num.Blas;

/**
 * The correlations of two sets of examples, a tile at a time: c = cos θ by a matrix product, and
 * where that is near ±1, 1 - c or 1 + c on its own.
 */
final class Correlations {
  /** Where 1 - c by the product loses digits that the angle, or a power of it, would show. */
  private static final double NEAR = 1 / 64.0;

  private static final double OPPOSED = 1 / 8.0;

  private final KernelSide left;
  private final KernelSide right;
  private final double[] products;
  private final int most;

  Correlations(KernelSide left, KernelSide right, int most) {
    this.left = left;
    this.right = right;
    this.most = most;
    this.products = new double[most * most];
  }

  /** Computes the tile of rows i, i + 1, … and columns j, j + 1, …. */
  void tile(int i, int rows, int j, int cols) {
    int d = left.dimension;
    Blas.best()
        .gemm(
            false,
            true,
            rows,
            cols,
            d,
            1,
            left.unit,
            i * d,
            d,
            right.unit,
            j * d,
            d,
            0,
            products,
            0,
            most);
  }

  /** The pairs of example i with j, j + 1, …, from row {@code at} of the tile. */
  void row(int at, int i, int j, int cols, PairRow row) {
    int d = left.dimension;
    for (int k = 0; k < cols; k++) {
      double c = products[at * most + k];
      row.c[k] = c;
      row.a[k] = 1 - c;
      row.b[k] = 1 + c;
    }
    for (int k = 0; k < cols; k++) {
      double c = row.c[k];
      if (c > 1 - NEAR) {
        row.set(k, true, chord(i * d, (j + k) * d));
      } else if (c < OPPOSED - 1) {
        row.set(k, false, opposed(i * d, (j + k) * d));
      }
    }
  }

  /** 1 - c = ½‖u - v‖² for unit vectors. */
  private double chord(int from, int to) {
    double[] u = left.unit;
    double[] v = right.unit;
    double even = 0;
    double odd = 0;
    int d = left.dimension;
    for (int k = 0; k + 1 < d; k += 2) {
      double first = u[from + k] - v[to + k];
      double second = u[from + k + 1] - v[to + k + 1];
      even += first * first;
      odd += second * second;
    }
    if (d % 2 == 1) {
      double last = u[from + d - 1] - v[to + d - 1];
      even += last * last;
    }
    return (even + odd) / 2;
  }

  /**
   * 1 + c from the part of z that is orthogonal to x, found in twice the working precision: near
   * the opposite direction a kernel of ReLU is a power of the angle that is left.
   */
  private double opposed(int from, int to) {
    double[] x = left.x.data();
    double[] z = right.x.data();
    int d = left.dimension;
    TwofoldSum xx = new TwofoldSum();
    TwofoldSum xz = new TwofoldSum();
    for (int k = 0; k < d; k++) {
      xx.addProduct(x[from + k], x[from + k]);
      xz.addProduct(x[from + k], z[to + k]);
    }
    double t = xz.high / xx.high;
    double rest = (Math.fma(-t, xx.high, xz.high) + (xz.low - t * xx.low)) / xx.high;
    double orthogonal = 0;
    double whole = 0;
    for (int k = 0; k < d; k++) {
      double product = -t * x[from + k];
      double error = Math.fma(-t, x[from + k], -product);
      double sum = z[to + k] + product;
      double moved = sum - z[to + k];
      double lost = (z[to + k] - (sum - moved)) + (product - moved);
      double r = sum + (lost + error - rest * x[from + k]);
      orthogonal += r * r;
      whole += z[to + k] * z[to + k];
    }
    double square = orthogonal / whole; // sin²
    return square / (1 + Math.sqrt(Math.max(1 - square, 0)));
  }

  /** A sum of products in two parts (Ogita, Rump and Oishi 2005, Dot2). */
  private static final class TwofoldSum {
    double high;
    double low;

    void addProduct(double a, double b) {
      double product = a * b;
      double sum = high + product;
      double moved = sum - high;
      low += Math.fma(a, b, -product) + ((high - (sum - moved)) + (product - moved));
      high = sum;
    }
  }
}
