package gradus.margin;

import gradus.data.Dataset;

/**
 * The proof that no direction has a positive margin: non-negative weights with which the points
 * cancel.
 *
 * <p>If Σ α_n z_n = 0 with α ≥ 0 of sum one, then Σ α_n ⟨z_n, v⟩ = 0 for every v, so that some
 * ⟨z_n, v⟩ ≤ 0 (Gordan's theorem; one of the two always exists).
 *
 * @param witness α, of length N: non-negative weights of sum one
 * @param residual ‖Σ α_n z_n‖, an upper bound of every margin: zero but for round-off
 */
public record NotSeparable(double[] witness, double residual) implements Separation {
  /** The proof by weights that are still to be normalised. */
  static NotSeparable certified(Points points, double[] weights) {
    double total = 0;
    for (double alpha : weights) {
      total += alpha;
    }
    double[] witness = new double[weights.length];
    for (int n = 0; n < witness.length; n++) {
      witness[n] = weights[n] / total;
    }
    return new NotSeparable(witness, points.pull(witness, Norm.TWO));
  }

  /**
   * ‖Σ α_n z_n‖, computed anew.
   *
   * @throws IllegalArgumentException if the weights are negative somewhere or not of sum one, or
   *     the points are others than those of the witness
   */
  public double verify(Points points) {
    if (points.count() != witness.length) {
      throw new IllegalArgumentException(
          "a witness for %d points says nothing of %d".formatted(witness.length, points.count()));
    }
    double total = 0;
    for (double alpha : witness) {
      if (!(alpha >= 0)) {
        throw new IllegalArgumentException("a weight of the witness is negative: " + alpha);
      }
      total += alpha;
    }
    if (Math.abs(total - 1) > 1e-9) {
      throw new IllegalArgumentException("the weights add up to " + total + ", not to 1");
    }
    return points.pull(witness, Norm.TWO);
  }

  /** The same for the examples of a data set. */
  public double verify(Dataset data) {
    return verify(Points.of(data));
  }

  @Override
  public MarginSolution solution() {
    throw new IllegalStateException(
        "the points are not separable: weights cancel them to " + residual);
  }
}
