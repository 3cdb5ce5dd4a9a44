package gradus.margin;

import gradus.num.Blas;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.NotPositiveDefinite;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Weights a ≥ 0 with u = K a - h ≥ 0 and a_n u_n = 0 for all n, K being a Gram matrix: the
 * least-norm problem in terms of inner products, where sets of support vectors change by hundreds
 * at a time.
 *
 * <p>Some rounds of coordinate descent guess the set; then all that has the wrong sign changes
 * sides at once, and where that does not lead on, one at a time (Júdice and Pires 1994; Kim and
 * Park, SIAM J. Sci. Comput. 33, 2011). It may fail, on singular matrices or by going round in
 * circles, and then says so; whoever asks has a slower way that does not.
 *
 * @param support the n with a_n &gt; 0
 * @param weights their a_n
 * @param factor of K on the support
 */
record BlockPivoting(int[] support, double[] weights, Cholesky factor) {
  private static final Blas BLAS = Blas.best();
  private static final int ROUNDS = 30;
  private static final int EXCHANGES = 40;
  private static final int PATIENCE = 3;
  private static final double NEGLIGIBLE = 1e-12;

  /** The rounds of coordinate descent on K with their guess of the support. */
  static int[] guess(Matrix k, double[] h) {
    int n = h.length;
    double[] data = k.data();
    double[] a = new double[n];
    double[] u = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = -h[i];
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int step = 0; step < n; step++) {
        // Forth and back, so that neighbours in the file do not always follow each other.
        int i = round % 2 == 0 ? step : n - 1 - step;
        double moved = Math.max(a[i] - u[i] / data[i * n + i], 0) - a[i];
        if (moved != 0) {
          a[i] += moved;
          BLAS.axpy(n, moved, data, i * n, u, 0);
        }
      }
    }
    return IntStream.range(0, n).filter(i -> a[i] > 0).toArray();
  }

  /**
   * The solution from a guess of its support, if the method gets there.
   *
   * @param k symmetric (n x n), with a positive diagonal
   */
  static Optional<BlockPivoting> solve(Matrix k, double[] h, int[] guess) {
    int n = h.length;
    boolean[] in = new boolean[n];
    for (int i : guess) {
      in[i] = true;
    }
    int fewest = n + 1;
    int patience = PATIENCE;
    for (int exchange = 0; exchange < EXCHANGES; exchange++) {
      int[] set = IntStream.range(0, n).filter(i -> in[i]).toArray();
      Cholesky factor;
      try {
        factor = Cholesky.of(part(k, set));
      } catch (NotPositiveDefinite e) {
        return Optional.empty();
      }
      double[] a = factor.solve(IntStream.of(set).mapToDouble(i -> h[i]).toArray());
      int[] wrong = wrong(k, h, in, set, a);
      if (wrong.length == 0) {
        return Optional.of(new BlockPivoting(set, a, factor));
      }
      if (wrong.length < fewest) {
        fewest = wrong.length;
        patience = PATIENCE;
      } else if (patience > 0) {
        patience--;
      } else {
        wrong = new int[] {wrong[wrong.length - 1]};
      }
      for (int i : wrong) {
        in[i] = !in[i];
      }
    }
    return Optional.empty();
  }

  /** What has the wrong sign, in order: a_n below zero inside the set, u_n outside. */
  private static int[] wrong(Matrix k, double[] h, boolean[] in, int[] set, double[] a) {
    int n = h.length;
    double[] u = new double[n];
    double size = 0;
    boolean[] wrong = new boolean[n];
    for (int i = 0; i < set.length; i++) {
      BLAS.axpy(n, a[i], k.data(), set[i] * n, u, 0);
      wrong[set[i]] = a[i] <= 0;
      size = Math.max(size, Math.abs(a[i]));
    }
    for (int i = 0; i < n; i++) {
      if (!in[i]) {
        wrong[i] = u[i] < h[i] * (1 - NEGLIGIBLE) - Math.ulp(size);
      }
    }
    return IntStream.range(0, n).filter(i -> wrong[i]).toArray();
  }

  private static Matrix part(Matrix k, int[] set) {
    Matrix part = Matrix.zeros(set.length, set.length);
    int n = k.cols();
    for (int i = 0; i < set.length; i++) {
      // The factorisation reads the lower triangle alone.
      for (int j = 0; j <= i; j++) {
        part.data()[i * set.length + j] = k.data()[set[i] * n + set[j]];
      }
    }
    return part;
  }
}
