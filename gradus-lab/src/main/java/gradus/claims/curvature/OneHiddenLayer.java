package gradus.claims.curvature;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Jacobian;
import gradus.net.Batch;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;

/**
 * The gradients of the outputs of one hidden layer as poggio2018, SI 6.2.4, prints them, with their
 * Kronecker products, beside those of the tape in the order of vec (columns on top of each other).
 *
 * @param x X (d x n)
 * @param w1 W_1 (N x d)
 * @param w2 W_2 (d' x N)
 * @param jacobian1 ∂vec Ŷ/∂vec W_1
 * @param jacobian2 ∂vec Ŷ/∂vec W_2
 */
record OneHiddenLayer(Matrix x, Matrix w1, Matrix w2, Matrix jacobian1, Matrix jacobian2) {
  private static final int D = 4;
  private static final int N = 3;
  private static final int OUTPUTS = 2;
  private static final int EXAMPLES = 5;

  static OneHiddenLayer draw(Seed seed) {
    Network network = NetworkOnData.dense(D, Nonlinearity.tanh(), N, OUTPUTS);
    double[] w = SquareFits.start(network, 2, seed.child("w"));
    Matrix rows = Vectors.gaussian(EXAMPLES, D, seed.child("x").random());
    Matrix all = Jacobian.at(network, w, Batch.of(rows)).matrix();
    return new OneHiddenLayer(
        rows.transpose(),
        Matrix.wrap(N, D, Arrays.copyOf(w, N * D)),
        Matrix.wrap(OUTPUTS, N, Arrays.copyOfRange(w, N * D, w.length)),
        reordered(all, 0, N, D),
        reordered(all, N * D, OUTPUTS, N));
  }

  /** Rows from (output, example) to vec Ŷ, columns from rows of a block to its vec. */
  private static Matrix reordered(Matrix all, int offset, int rows, int cols) {
    Matrix vec = Matrix.zeros(OUTPUTS * EXAMPLES, rows * cols);
    for (int r = 0; r < OUTPUTS; r++) {
      for (int e = 0; e < EXAMPLES; e++) {
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < cols; j++) {
            double value = all.at(r * EXAMPLES + e, offset + i * cols + j);
            vec.set(e * OUTPUTS + r, j * rows + i, value);
          }
        }
      }
    }
    return vec;
  }

  /**
   * Relative errors of ∇_1 as printed, of ∇_2 as printed, of the block between them as printed, and
   * of that block with ∇_2 as the general formula has it.
   */
  double[] errors() {
    Matrix h = w1.times(x);
    Matrix sigma = h.copy();
    Matrix slopes = Matrix.zeros(N * EXAMPLES, N * EXAMPLES);
    for (int i = 0; i < N; i++) {
      for (int e = 0; e < EXAMPLES; e++) {
        double t = Math.tanh(h.at(i, e));
        sigma.set(i, e, t);
        slopes.set(e * N + i, e * N + i, 1 - t * t);
      }
    }
    Matrix first =
        kronecker(Matrix.identity(EXAMPLES), w2)
            .times(slopes)
            .times(kronecker(x.transpose(), Matrix.identity(N)));
    Matrix second = kronecker(Matrix.identity(OUTPUTS), sigma.transpose());
    Matrix general = kronecker(sigma.transpose(), Matrix.identity(OUTPUTS));
    Matrix block = jacobian1.transpose().times(jacobian2);
    return new double[] {
      off(first, jacobian1),
      off(second, jacobian2),
      off(first.transpose().times(second), block),
      off(first.transpose().times(general), block)
    };
  }

  private static double off(Matrix printed, Matrix right) {
    return Vectors.norm(Vectors.plus(printed.data(), -1, right.data())) / right.norm();
  }

  private static Matrix kronecker(Matrix a, Matrix b) {
    Matrix k = Matrix.zeros(a.rows() * b.rows(), a.cols() * b.cols());
    for (int i = 0; i < k.rows(); i++) {
      for (int j = 0; j < k.cols(); j++) {
        k.set(i, j, a.at(i / b.rows(), j / b.cols()) * b.at(i % b.rows(), j % b.cols()));
      }
    }
    return k;
  }
}
