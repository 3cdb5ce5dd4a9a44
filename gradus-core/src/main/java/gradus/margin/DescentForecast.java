package gradus.margin;

import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import java.util.function.DoublePredicate;

/**
 * How long gradient descent takes to a share of the largest margin, as theory predicts it.
 *
 * <p>Descent with a constant step η on the mean of e^{-⟨z_n, w⟩}, from w = 0, follows w(t) = ŵ log
 * t + w̃ + o(1), t = ηk after k steps (Soudry et al. 2018, theorem 4): ŵ = v/γ = Σ α_n z_n is the
 * solution of the margin problem and ⟨z_n, w̃⟩ = -log(N α_n) on the support vectors, since there N
 * α_n = e^{-⟨z_n, w̃⟩} keeps w' = ŵ/t. With w̃ taken in the span of the support vectors the margin
 * at L = log t is
 *
 * <p>min_n(L ⟨z_n, ŵ⟩ + ⟨z_n, w̃⟩) / ‖ŵ L + w̃‖ = γ(1 - c/L + O(1/L²)), c = log max q + entropy of
 * q ≥ 0,
 *
 * <p>q = γ²α being the dual weights. What w̃ has outside that span is not known beforehand; it
 * enters at order 1/L² only. With q even c = 0, and it decides.
 *
 * @param logTime the L = log t from which on the margin stays within the share
 * @param step the step η = 1/max ‖x_n‖² that the number of steps is counted in
 * @param coefficient c
 */
public record DescentForecast(double logTime, double step, double coefficient) {
  private static final double LARGEST = 1e15;

  /**
   * The forecast for the Euclidean margin of points with coordinates.
   *
   * @param share how far the margin may be below γ, as 0.01
   * @throws BadInput if the points have no coordinates, or the margin is of another norm
   */
  public static DescentForecast of(MarginSolution solution, Points points, double share) {
    if (!(points instanceof Rows(Matrix z)) || solution.norm() != Norm.TWO) {
      throw new BadInput("descent tends to the Euclidean margin of examples with coordinates");
    }
    double[] w = residual(solution, z);
    double[] margins = new double[z.rows()];
    double[] offsets = new double[z.rows()];
    Blas blas = Blas.best();
    int d = z.cols();
    blas.gemv(false, z.rows(), d, 1, z.data(), 0, d, solution.direction(), 0, 0, margins, 0);
    blas.gemv(false, z.rows(), d, 1, z.data(), 0, d, w, 0, 0, offsets, 0);
    double gamma = solution.margin();
    double along = blas.dot(d, w, 0, solution.direction(), 0);
    double across = blas.dot(d, w, 0, w, 0) - along * along;
    DoublePredicate far =
        time -> {
          double least = Double.POSITIVE_INFINITY;
          for (int n = 0; n < margins.length; n++) {
            least = Math.min(least, time * margins[n] / gamma + offsets[n]);
          }
          double norm = Math.sqrt(Math.pow(time / gamma + along, 2) + Math.max(across, 0));
          return !(least >= (1 - share) * gamma * norm) || time / gamma + along < 0;
        };
    double longest = 0;
    for (int n = 0; n < z.rows(); n++) {
      longest = Math.max(longest, blas.nrm2(d, z.data(), n * d));
    }
    return new DescentForecast(last(far), 1 / (longest * longest), coefficient(solution.dual()));
  }

  /** log10 of the number of steps, at least one. */
  public double log10Steps() {
    return Math.max((logTime - Math.log(step)) / Math.log(10), 0);
  }

  /** w̃ in the span of the support vectors. */
  private static double[] residual(MarginSolution solution, Matrix z) {
    int[] support = solution.support();
    Matrix rows = new Rows(z).part(support);
    double[] levels = new double[support.length];
    for (int i = 0; i < levels.length; i++) {
      double alpha = solution.dual()[support[i]] / (solution.margin() * solution.margin());
      levels[i] = -Math.log(z.rows() * alpha);
    }
    return LeastSquares.of(rows, levels).solution();
  }

  private static double coefficient(double[] q) {
    double entropy = 0;
    double most = 0;
    for (double v : q) {
      entropy -= v > 0 ? v * Math.log(v) : 0;
      most = Math.max(most, v);
    }
    return Math.max(entropy + Math.log(most), 0);
  }

  /** The last time at which a condition holds that does not hold in the end; 0 if never. */
  private static double last(DoublePredicate far) {
    double high = LARGEST;
    double low = high / 1.1;
    while (low > 1e-3 && !far.test(low)) {
      high = low;
      low /= 1.1;
    }
    if (low <= 1e-3) {
      return 0;
    }
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (far.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
