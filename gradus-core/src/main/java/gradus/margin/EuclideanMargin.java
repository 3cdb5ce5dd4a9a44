package gradus.margin;

import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * The margin in the Euclidean norm, or in that of a kernel's feature space: with w = arg min ‖w‖
 * over ⟨z_n, w⟩ ≥ 1 and its multipliers α, v = w/‖w‖ = γ w, q = γ² α.
 *
 * <p>Small and tall problems go to {@link NearestPoint} at once. Large wide ones, whose support
 * vectors are many, go by their Gram matrix to {@link BlockPivoting} first, and only where its
 * answer falls short to the former, which begins with its guess.
 */
record EuclideanMargin() implements MarginSolver {
  private static final double EPS = Math.ulp(1.0);

  /** Fewer points than this are solved before a Gram matrix pays. */
  private static final int FEW = 300;

  /** More have a Gram matrix of more than 512 MiB. */
  private static final int MANY = 8192;

  /** What the relative gap of a solution by pivoting may be before the slower way is tried. */
  private static final double GOOD = 1e-13;

  private static final int REFINEMENTS = 3;

  /** Coordinates whose sizes differ by no more than this need not be evened. */
  private static final double EVEN = 1e-3;

  @Override
  public Separation solve(Points points) {
    return switch (points) {
      case Rows rows -> ofRows(rows);
      case KernelPoints kernel -> KernelMargin.solve(kernel);
    };
  }

  private static Separation ofRows(Rows rows) {
    Matrix z = rows.z();
    int n = z.rows();
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    int[] guess = new int[0];
    RowScales scales = RowScales.of(z);
    boolean wide = n >= FEW && n <= MANY && n <= 2L * z.cols();
    if (wide && scales.noneZero()) {
      double[] h = scales.inverses();
      Matrix gram = gram(z, scales);
      guess = BlockPivoting.guess(gram, h);
      Optional<MarginSolution> fast =
          BlockPivoting.solve(gram, h, guess).map(found -> refined(rows, scales, found));
      if (fast.isPresent() && isGood(fast.get(), z)) {
        return fast.get();
      }
    }
    Separation found = answer(rows, NearestPoint.of(z, ones, new double[z.cols()], guess));
    return found instanceof NotSeparable not ? evened(rows, not) : found;
  }

  /**
   * Coordinates of very different size can hide from round-off what separates the points, which
   * does not depend on their scales. So before points are called not separable they are looked at
   * with coordinates of one size; a direction found there bounds the margin from below, and the
   * weights that were taken to cancel the points bound it from above.
   */
  private static Separation evened(Rows rows, NotSeparable not) {
    Matrix z = rows.z();
    double[] scale = columnScales(z);
    double largest = Arrays.stream(scale).max().orElse(1);
    if (Arrays.stream(scale).allMatch(s -> s == 0 || s >= largest * EVEN)) {
      return not;
    }
    Matrix even = z.copy();
    double[] ones = new double[z.rows()];
    Arrays.fill(ones, 1);
    for (int i = 0; i < even.data().length; i++) {
      even.data()[i] *= scale[i % z.cols()];
    }
    if (!(NearestPoint.of(even, ones, new double[z.cols()], new int[0])
        instanceof NearestPoint.Outcome.Found(double[] w, double[] _))) {
      return not;
    }
    double[] v = w.clone();
    for (int j = 0; j < v.length; j++) {
      v[j] *= scale[j];
    }
    MarginSolution bounds = MarginSolution.certified(rows, Norm.TWO, v, not.witness());
    return bounds.margin() > 0 ? bounds : not;
  }

  /** A power of two near one over the largest entry of each column; zero for a zero column. */
  private static double[] columnScales(Matrix z) {
    double[] scale = new double[z.cols()];
    for (int i = 0; i < z.data().length; i++) {
      int j = i % z.cols();
      scale[j] = Math.max(scale[j], Math.abs(z.data()[i]));
    }
    for (int j = 0; j < scale.length; j++) {
      scale[j] = scale[j] == 0 ? 0 : Math.scalb(1.0, -Math.getExponent(scale[j]));
    }
    return scale;
  }

  /** What the nearest point with ⟨z_n, w⟩ ≥ 1 says of the margin. */
  static Separation answer(Points points, NearestPoint.Outcome outcome) {
    return switch (outcome) {
      case NearestPoint.Outcome.Empty(double[] weights) -> NotSeparable.certified(points, weights);
      case NearestPoint.Outcome.Found(double[] w, double[] weights) -> {
        MarginSolution solution = MarginSolution.certified(points, Norm.TWO, w, weights);
        // A margin below the round-off of its own products is none that a double can show.
        yield solution.margin() > 0 ? solution : NotSeparable.certified(points, weights);
      }
    };
  }

  /** Inner products of the scaled rows. */
  private static Matrix gram(Matrix z, RowScales scales) {
    int n = z.rows();
    int d = z.cols();
    Matrix scaled = Matrix.zeros(n, d);
    for (int i = 0; i < n; i++) {
      scales.copy(i, scaled.data(), i * d);
    }
    Matrix gram = Matrix.zeros(n, n);
    Blas.best().syrk(false, n, d, 1, scaled.data(), 0, d, 0, gram.data(), 0, n);
    return gram;
  }

  /**
   * The solution with the margins of its support vectors made equal, residuals computed exactly.
   */
  private static MarginSolution refined(Rows rows, RowScales scales, BlockPivoting found) {
    int[] support = found.support();
    double[] weights = new double[rows.count()];
    for (int i = 0; i < support.length; i++) {
      weights[support[i]] = Math.max(found.weights()[i], 0) * scales.inverse(support[i]);
    }
    double[] w = rows.combination(weights);
    for (int pass = 0; pass < REFINEMENTS; pass++) {
      double[] residual = new double[support.length];
      double worst = 0;
      for (int i = 0; i < support.length; i++) {
        double excess = rows.excess(support[i], w);
        residual[i] = -excess * scales.inverse(support[i]);
        worst = Math.max(worst, Math.abs(excess));
      }
      if (worst <= 2 * EPS) {
        break;
      }
      double[] more = found.factor().solve(residual);
      for (int i = 0; i < support.length; i++) {
        int n = support[i];
        weights[n] = Math.max(weights[n] + more[i] * scales.inverse(n), 0);
      }
      w = rows.combination(weights);
    }
    return MarginSolution.certified(rows, Norm.TWO, w, weights);
  }

  private static boolean isGood(MarginSolution solution, Matrix z) {
    double largest = 0;
    for (int n : solution.support()) {
      largest = Math.max(largest, Blas.best().nrm2(z.cols(), z.data(), n * z.cols()));
    }
    return solution.margin() > 0
        && solution.relativeGap() <= GOOD + EPS * largest / solution.margin();
  }
}
