package gradus.margin;

import gradus.loss.Loss;
import gradus.num.Matrix;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that is asked of a data set: whether its examples are separable, which part of them, with
 * what margin, and how long gradient descent takes to it.
 *
 * @param separation the direction of largest margin, or the weights that cancel the examples
 * @param split the separable part and the rest
 * @param minimum the minimiser on the span of the rest; zero where there is none
 * @param forecast how long descent takes to one per cent of the Euclidean margin; empty where the
 *     examples are not separable
 */
public record MarginAnswer(
    Separation separation,
    SeparableSplit split,
    SpanMinimum minimum,
    Optional<DescentForecast> forecast) {
  /** How near the margin the forecast asks for. */
  public static final double SHARE = 0.01;

  /**
   * Asks.
   *
   * @param points given by coordinates
   * @param norm that of the margin
   * @param loss whose minimiser on the span of the rest is sought: logistic or exponential
   */
  public static MarginAnswer of(Points points, Norm norm, Loss loss) {
    return switch (MarginSolver.in(Norm.TWO).solve(points)) {
      case MarginSolution euclidean -> {
        int[] all = IntStream.range(0, points.count()).toArray();
        Matrix nothing = Matrix.zeros(0, points.dimension());
        SeparableSplit split = new SeparableSplit(all, new int[0], nothing, Optional.of(euclidean));
        yield new MarginAnswer(
            norm == Norm.TWO ? euclidean : MarginSolver.in(norm).solve(points),
            split,
            split.minimum(points, loss),
            Optional.of(DescentForecast.of(euclidean, points, SHARE)));
      }
      case NotSeparable not -> {
        SeparableSplit split = SeparableSplit.of(points, Optional.of(not));
        yield new MarginAnswer(not, split, split.minimum(points, loss), Optional.empty());
      }
    };
  }

  /** Whether all examples are separable. */
  public boolean isSeparable() {
    return separation instanceof MarginSolution;
  }
}
