package gradus.margin;

import gradus.num.Blas;
import gradus.num.Matrix;

/** For each row a power of two near its norm, by which to divide it without losing a digit. */
final class RowScales {
  private final Matrix g;
  private final double[] inverse;

  private RowScales(Matrix g, double[] inverse) {
    this.g = g;
    this.inverse = inverse;
  }

  static RowScales of(Matrix g) {
    int d = g.cols();
    double[] inverse = new double[g.rows()];
    for (int i = 0; i < inverse.length; i++) {
      double norm = Blas.best().nrm2(d, g.data(), i * d);
      inverse[i] = norm == 0 ? 0 : Math.scalb(1.0, -Math.getExponent(norm));
    }
    return new RowScales(g, inverse);
  }

  /** Whether row i is zero. */
  boolean isZero(int i) {
    return inverse[i] == 0;
  }

  /** Whether every row has a direction. */
  boolean noneZero() {
    for (double i : inverse) {
      if (i == 0) {
        return false;
      }
    }
    return true;
  }

  /** All that {@link #inverse} says, a copy. */
  double[] inverses() {
    return inverse.clone();
  }

  /** One over the scale of row i: the scaled row has a norm in [1, 2). Zero for a zero row. */
  double inverse(int i) {
    return inverse[i];
  }

  /** target ← the scaled row i. */
  void copy(int i, double[] target) {
    copy(i, target, 0);
  }

  /** The same from an offset of the target. */
  void copy(int i, double[] target, int offset) {
    int d = g.cols();
    for (int j = 0; j < d; j++) {
      target[offset + j] = g.data()[i * d + j] * inverse[i];
    }
  }
}
