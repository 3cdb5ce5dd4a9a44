package gradus.margin;

import gradus.num.Cholesky;
import gradus.num.Compensated;
import gradus.num.Matrix;
import gradus.num.NotPositiveDefinite;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** The margin in the feature space of a kernel, from the matrix of the kernel alone. */
final class KernelMargin {
  private static final int FEW = 300;
  private static final int REFINEMENTS = 3;

  private KernelMargin() {}

  static Separation solve(KernelPoints points) {
    Matrix gram = points.gram();
    int n = points.count();
    for (int i = 0; i < n; i++) {
      if (gram.at(i, i) == 0) {
        double[] witness = new double[n];
        witness[i] = 1;
        return NotSeparable.certified(points, witness);
      }
    }
    if (n >= FEW) {
      Optional<MarginSolution> fast = byPivoting(points);
      if (fast.isPresent() && fast.get().relativeGap() < 1e-12) {
        return fast.get();
      }
    }
    return byFactor(points);
  }

  private static Optional<MarginSolution> byPivoting(KernelPoints points) {
    Matrix gram = points.gram();
    int n = points.count();
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = Math.scalb(1.0, -Math.getExponent(gram.at(i, i)) / 2);
    }
    Matrix scaled = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled.set(i, j, gram.at(i, j) * scale[i] * scale[j]);
      }
    }
    return BlockPivoting.solve(scaled, scale, BlockPivoting.guess(scaled, scale))
        .map(
            found -> {
              double[] alpha = new double[n];
              for (int i = 0; i < found.support().length; i++) {
                int at = found.support()[i];
                alpha[at] = Math.max(found.weights()[i], 0) * scale[at];
              }
              return solution(points, alpha);
            });
  }

  /** Points with the same inner products, as many coordinates as the matrix has rank. */
  private static Separation byFactor(KernelPoints points) {
    Matrix z = PivotedCholesky.of(points.gram());
    double[] ones = new double[z.rows()];
    Arrays.fill(ones, 1);
    return switch (NearestPoint.of(z, ones, new double[z.cols()], new int[0])) {
      case NearestPoint.Outcome.Empty(double[] weights) -> NotSeparable.certified(points, weights);
      case NearestPoint.Outcome.Found(double[] w, double[] alpha) -> {
        MarginSolution found = solution(points, alpha);
        yield found.margin() > 0 ? found : NotSeparable.certified(points, alpha);
      }
    };
  }

  /** From α ≥ 0, mended until the support vectors have margins of one. */
  private static MarginSolution solution(KernelPoints points, double[] start) {
    double[] alpha = start.clone();
    int[] support = IntStream.range(0, alpha.length).filter(n -> start[n] > 0).toArray();
    Matrix part = Matrix.zeros(support.length, support.length);
    for (int i = 0; i < support.length; i++) {
      for (int j = 0; j < support.length; j++) {
        part.set(i, j, points.gram().at(support[i], support[j]));
      }
    }
    try {
      Cholesky factor = Cholesky.of(part);
      for (int pass = 0; pass < REFINEMENTS; pass++) {
        double[] residual = new double[support.length];
        for (int i = 0; i < support.length; i++) {
          int n = alpha.length;
          residual[i] = -Compensated.dot(-1, n, points.gram().data(), support[i] * n, alpha, 0);
        }
        double[] more = factor.solve(residual);
        for (int i = 0; i < support.length; i++) {
          alpha[support[i]] = Math.max(alpha[support[i]] + more[i], 0);
        }
      }
    } catch (NotPositiveDefinite e) {
      // Support vectors dependent to round-off: their weights are good as they came.
      alpha = start;
    }
    return MarginSolution.certified(points, Norm.TWO, points.signed(alpha), alpha);
  }
}
