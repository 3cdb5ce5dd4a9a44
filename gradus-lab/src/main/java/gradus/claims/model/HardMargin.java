package gradus.claims.model;

import gradus.num.LeastSquares;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The direction of largest margin of separable points, with its certificate.
 *
 * <p>For Z (N x d) with rows y_n x_n: γ = max over ‖v‖ = 1 of min_n ⟨v, z_n⟩ = min over q in the
 * simplex of ‖Zᵀq‖, and Zᵀq = γ v at the optimum.
 *
 * @param direction v, of unit norm
 * @param margin min_n ⟨v, z_n⟩, a lower bound of γ
 * @param dual q
 * @param gap ‖Zᵀq‖ - margin ≥ 0, by how much the bounds of γ differ
 */
public record HardMargin(double[] direction, double margin, double[] dual, double gap) {
  private static final double ACTIVE = 1e-5;

  /**
   * Solves the quadratic program and then, on its support vectors, the linear equations that hold
   * there, which gives the last digits.
   *
   * @throws IllegalStateException if the points are not separable
   */
  public static HardMargin of(Matrix z) {
    double[] w = Programs.leastNorm(z);
    double[] margins = Vectors.product(z, w);
    int[] support = IntStream.range(0, z.rows()).filter(n -> margins[n] < 1 + ACTIVE).toArray();
    Matrix gram = Matrix.zeros(support.length, support.length);
    for (int i = 0; i < support.length; i++) {
      for (int j = 0; j < support.length; j++) {
        gram.set(i, j, Vectors.dot(z.row(support[i]), z.row(support[j])));
      }
    }
    double[] ones = new double[support.length];
    Arrays.fill(ones, 1);
    double[] alpha = LeastSquares.of(gram, ones).solution();
    double[] dual = new double[z.rows()];
    double total = 0;
    for (int i = 0; i < support.length; i++) {
      dual[support[i]] = Math.max(alpha[i], 0);
      total += dual[support[i]];
    }
    for (int n = 0; n < dual.length; n++) {
      dual[n] /= total;
    }
    double[] pull = Vectors.transposedProduct(z, dual);
    double[] v = Vectors.unit(pull);
    double margin = Vectors.min(Vectors.product(z, v));
    return new HardMargin(v, margin, dual, Vectors.norm(pull) - margin);
  }

  /** max over ‖v‖_p ≤ 1 of min_n ⟨v, z_n⟩ for p = 1, 2 or ∞. */
  public static double margin(Matrix z, double p) {
    if (p == 2) {
      return of(z).margin();
    }
    return p == 1 ? Programs.marginInOneNorm(z) : Programs.marginInMaxNorm(z);
  }
}
