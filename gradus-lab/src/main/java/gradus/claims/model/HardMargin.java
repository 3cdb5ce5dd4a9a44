package gradus.claims.model;

import gradus.num.LeastSquares;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.Objects;
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
  private static final double NEGLIGIBLE = 1e-8;
  private static final double EXACT = 1e-9;
  private static final int HALVINGS = 40;

  /** How far above one the margin of a support vector may come out of the program. */
  private static final double[] ACTIVE = {1e-9, 1e-7, 1e-5, 1e-3, 1e-1};

  /**
   * Solves the quadratic program and then, on its support vectors, the linear equations that hold
   * there, which gives the last digits; of several guesses which those are, the one of least gap.
   *
   * @throws IllegalStateException if the points are not separable
   */
  public static HardMargin of(Matrix z) {
    double[] margins = Vectors.product(z, Programs.leastNorm(z));
    double least = Vectors.min(margins);
    HardMargin best = null;
    for (double active : ACTIVE) {
      int[] support =
          IntStream.range(0, z.rows())
              .filter(n -> margins[n] <= least + active * Math.abs(least))
              .toArray();
      HardMargin guess = on(z, support);
      if (best == null || guess.gap < best.gap) {
        best = guess;
      }
    }
    best = along(z, Objects.requireNonNull(best));
    if (!(best.margin > 0)) {
      throw new IllegalStateException("no direction was found that separates the points");
    }
    return best;
  }

  /**
   * Where the program was not exact enough, as on nearly parallel points, the support vectors are
   * those that keep a weight along the path of soft minima.
   */
  private static HardMargin along(Matrix z, HardMargin start) {
    HardMargin best = start;
    LinearPath path = LinearPath.start(z);
    for (int i = 0; i < HALVINGS && !(best.gap <= EXACT * Math.abs(best.margin)); i++) {
      path = path.next(z, 0.5);
      double[] weight = path.dual();
      int[] support = IntStream.range(0, z.rows()).filter(n -> weight[n] > NEGLIGIBLE).toArray();
      HardMargin guess = on(z, support);
      best = guess.gap < best.gap || Double.isNaN(best.gap) ? guess : best;
    }
    return best;
  }

  /** The direction on which these points have equal margins, as far as their weights are ≥ 0. */
  private static HardMargin on(Matrix z, int[] support) {
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
