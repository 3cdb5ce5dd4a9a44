package gradus.claims.linear;

import gradus.num.Matrix;
import java.util.function.DoubleBinaryOperator;

/** Entry-wise and Kronecker products as the documents write them; each method returns a new one. */
final class Matrices {
  private Matrices() {}

  /** f(a_ij, b_ij) for all entries. */
  static Matrix entrywise(Matrix a, Matrix b, DoubleBinaryOperator f) {
    if (a.rows() != b.rows() || a.cols() != b.cols()) {
      throw new IllegalArgumentException("%s and %s differ in shape".formatted(a, b));
    }
    Matrix c = a.copy();
    for (int i = 0; i < c.data().length; i++) {
      c.data()[i] = f.applyAsDouble(a.data()[i], b.data()[i]);
    }
    return c;
  }

  /** a A. */
  static Matrix scaled(double a, Matrix m) {
    return entrywise(m, m, (x, same) -> a * x);
  }

  /** A + B. */
  static Matrix sum(Matrix a, Matrix b) {
    return entrywise(a, b, Double::sum);
  }

  /** A - B. */
  static Matrix difference(Matrix a, Matrix b) {
    return entrywise(a, b, (x, y) -> x - y);
  }

  /** Each entry to the power m. */
  static Matrix power(Matrix a, int m) {
    return entrywise(a, a, (x, same) -> Math.pow(x, m));
  }

  /** A ⊗ B: entry (i, a), (j, b) is A_ij B_ab. */
  static Matrix kronecker(Matrix a, Matrix b) {
    Matrix c = Matrix.zeros(a.rows() * b.rows(), a.cols() * b.cols());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.cols(); j++) {
        for (int k = 0; k < b.rows(); k++) {
          for (int l = 0; l < b.cols(); l++) {
            c.set(i * b.rows() + k, j * b.cols() + l, a.at(i, j) * b.at(k, l));
          }
        }
      }
    }
    return c;
  }

  /** The part of m with rows from {@code row}, columns from {@code col}. */
  static Matrix part(Matrix m, int row, int rows, int col, int cols) {
    Matrix p = Matrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(m.data(), (row + i) * m.cols() + col, p.data(), i * cols, cols);
    }
    return p;
  }

  /** ‖A - B‖ / ‖B‖. */
  static double apart(Matrix a, Matrix b) {
    return difference(a, b).norm() / b.norm();
  }
}
