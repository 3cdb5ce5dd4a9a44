package gradus.margin;

import gradus.data.Dataset;
import java.util.stream.IntStream;

/**
 * The direction of largest margin of separable points, with its certificate.
 *
 * <p>γ = max over ‖v‖ ≤ 1 of min_n ⟨v, z_n⟩ = min over q in the simplex of ‖Σ q_n z_n‖_*.
 *
 * @param norm the norm of v
 * @param direction v, of norm one; for points by their kernel the coefficients of f
 * @param margin min_n ⟨v, z_n⟩ &gt; 0, a lower bound of γ
 * @param dual q, of length N: non-negative weights of sum one
 * @param gap ‖Σ q_n z_n‖_* - margin ≥ 0, by how much the bounds of γ differ; at best some units of
 *     round-off of the largest ‖z_n‖ that has a weight, since v is a vector of doubles
 */
public record MarginSolution(
    Norm norm, double[] direction, double margin, double[] dual, double gap) implements Separation {
  /** The solution whose margin and gap a direction and weights have, both to be normalised. */
  static MarginSolution certified(Points points, Norm norm, double[] v, double[] weights) {
    double size = points.norm(v, norm);
    if (size == 0) {
      size = 1; // the direction zero, whose margins are zero
    }
    double total = 0;
    for (double q : weights) {
      total += q;
    }
    double[] direction = new double[v.length];
    for (int j = 0; j < v.length; j++) {
      direction[j] = v[j] / size;
    }
    double[] dual = new double[weights.length];
    for (int n = 0; n < dual.length; n++) {
      dual[n] = weights[n] / total;
    }
    Certificate sides = certificate(points, norm, direction, dual);
    return new MarginSolution(norm, direction, sides.primal(), dual, Math.max(sides.gap(), 0));
  }

  /** The support vectors: the points with a positive dual weight, in order, from 0. */
  public int[] support() {
    return IntStream.range(0, dual.length).filter(n -> dual[n] > 0).toArray();
  }

  /** The gap over the upper bound of γ. */
  public double relativeGap() {
    return gap / (margin + gap);
  }

  /**
   * Both sides of the margin, computed anew from the direction and the dual weights.
   *
   * @throws IllegalArgumentException if the weights are negative somewhere or not of sum one, or
   *     the points are others than those solved for
   */
  public Certificate verify(Points points) {
    if (points.count() != dual.length || points.dimension() != direction.length) {
      throw new IllegalArgumentException(
          "a solution for %d points of dimension %d cannot be verified on %d of dimension %d"
              .formatted(dual.length, direction.length, points.count(), points.dimension()));
    }
    double total = 0;
    for (double q : dual) {
      if (!(q >= 0)) {
        throw new IllegalArgumentException("a dual weight is negative: " + q);
      }
      total += q;
    }
    if (Math.abs(total - 1) > 1e-9) {
      throw new IllegalArgumentException("the dual weights add up to " + total + ", not to 1");
    }
    return certificate(points, norm, direction, dual);
  }

  /** The same for the examples of a data set. */
  public Certificate verify(Dataset data) {
    return verify(Points.of(data));
  }

  private static Certificate certificate(
      Points points, Norm norm, double[] direction, double[] dual) {
    double least = Double.POSITIVE_INFINITY;
    for (double margin : points.margins(direction)) {
      least = Math.min(least, margin);
    }
    double total = 0;
    for (double q : dual) {
      total += q;
    }
    double size = points.norm(direction, norm);
    return new Certificate(size == 0 ? 0 : least / size, points.pull(dual, norm) / total);
  }

  @Override
  public MarginSolution solution() {
    return this;
  }
}
