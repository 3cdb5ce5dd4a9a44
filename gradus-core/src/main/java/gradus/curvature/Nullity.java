package gradus.curvature;

import gradus.num.Matrix;

/**
 * The directions in which a symmetric operator has no curvature: those of eigenvalues with |λ| ≤
 * tolerance · max |λ|.
 *
 * <p>A number without its tolerance means little: {@code largest} and {@code next} say what lies on
 * both sides of it. Where they are far apart the number does not depend on the tolerance.
 *
 * @param count how many
 * @param tolerance relative to max |λ|
 * @param largest the largest |λ| that counts as zero, over max |λ|; 0 where none does
 * @param next the least |λ| that does not, over max |λ|; infinite where none is left
 * @param basis an orthonormal basis in the columns, q x count
 */
public record Nullity(int count, double tolerance, double largest, double next, Matrix basis) {
  static Nullity of(Spectrum spectrum, double tolerance) {
    double[] values = spectrum.values();
    int n = values.length;
    double scale = spectrum.scale();
    double largest = 0;
    double next = Double.POSITIVE_INFINITY;
    int count = 0;
    boolean[] zero = new boolean[n];
    for (int j = 0; j < n; j++) {
      double share = scale == 0 ? 0 : Math.abs(values[j]) / scale;
      zero[j] = share <= tolerance;
      if (zero[j]) {
        count++;
        largest = Math.max(largest, share);
      } else {
        next = Math.min(next, share);
      }
    }
    Matrix basis = Matrix.zeros(n, count);
    int at = 0;
    for (int j = 0; j < n; j++) {
      if (zero[j]) {
        for (int i = 0; i < n; i++) {
          basis.set(i, at, spectrum.vectors().at(i, j));
        }
        at++;
      }
    }
    return new Nullity(count, tolerance, largest, next, basis);
  }
}
