package gradus.margin;

import gradus.num.Blas;
import gradus.num.Matrix;

/**
 * A factor L (n x r) of a positive semidefinite matrix, A = L Lᵀ, by Cholesky's method with the
 * largest remaining diagonal entry first, until none is above round-off (Higham, <i>Accuracy and
 * Stability of Numerical Algorithms</i>, §10.3). Its rows are points with the inner products A.
 */
final class PivotedCholesky {
  private PivotedCholesky() {}

  static Matrix of(Matrix a) {
    Blas blas = Blas.best();
    int n = a.rows();
    double[] rest = new double[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      rest[i] = a.at(i, i);
      largest = Math.max(largest, rest[i]);
    }
    double[] l = new double[n * n];
    int rank = 0;
    while (rank < n) {
      int pivot = 0;
      for (int i = 1; i < n; i++) {
        pivot = rest[i] > rest[pivot] ? i : pivot;
      }
      if (!(rest[pivot] > n * Math.ulp(largest))) {
        break;
      }
      double root = Math.sqrt(rest[pivot]);
      for (int i = 0; i < n; i++) {
        if (rest[i] == Double.NEGATIVE_INFINITY) {
          continue; // its row is whole
        }
        double done = blas.dot(rank, l, i * n, l, pivot * n);
        l[i * n + rank] = i == pivot ? root : (a.at(i, pivot) - done) / root;
        rest[i] -= l[i * n + rank] * l[i * n + rank];
      }
      rest[pivot] = Double.NEGATIVE_INFINITY;
      rank++;
    }
    Matrix factor = Matrix.zeros(n, Math.max(rank, 1));
    for (int i = 0; i < n; i++) {
      System.arraycopy(l, i * n, factor.data(), i * factor.cols(), rank);
    }
    return factor;
  }
}
