package gradus.flow;

import gradus.num.Blas;

/**
 * The multiplier of the update V ← αV + h that keeps ‖V‖ = 1 (banburski2019, equation 51).
 *
 * <p>α = √(1 - ‖h‖² + (Vᵀh)²) - Vᵀh = 1 - Vᵀh + O(‖Sh‖²) with S = I - VVᵀ, and α = 1 - 2λ where λ
 * is the weight decay of the constraint; equations 49 and 50 print α = 1 + 2λ.
 */
public final class Multiplier {
  private Multiplier() {}

  /**
   * α for a unit vector V and a step h of the same length.
   *
   * @throws StepTooLong if ‖Sh‖ &gt; 1, where no real α exists
   */
  public static double alpha(double[] v, double[] h) {
    double along = Blas.best().dot(v.length, v, 0, h, 0);
    double square = 0;
    for (int i = 0; i < v.length; i++) {
      double across = h[i] - along * v[i];
      square += across * across;
    }
    return kept(Math.sqrt(square)) - along;
  }

  /**
   * λ = (1 - α)/2.
   *
   * @throws StepTooLong if ‖Sh‖ &gt; 1
   */
  public static double lambda(double[] v, double[] h) {
    return (1 - alpha(v, h)) / 2;
  }

  /** √(1 - s²): how much of V is left when it has moved by s across. */
  static double kept(double s) {
    if (s > 1) {
      throw new StepTooLong(
          "no multiplier keeps a direction on the unit sphere when its step has length %.3g, more than 1"
              .formatted(s));
    }
    // (1 - s)(1 + s) keeps the digits that 1 - s² loses as s approaches 1.
    return Math.sqrt((1 - s) * (1 + s));
  }
}
