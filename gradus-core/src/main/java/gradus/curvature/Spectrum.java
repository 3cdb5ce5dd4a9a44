package gradus.curvature;

import gradus.num.Matrix;
import gradus.num.SelfAdjointOperator;
import gradus.num.SymmetricEigen;

/**
 * All eigenvalues and eigenvectors of a symmetric operator.
 *
 * <p>An eigenvalue counts as zero where |λ| ≤ tolerance · max |λ|. The eigen-solver is right to
 * some ε max |λ|, so that a tolerance below 1e-13 means nothing.
 *
 * @param values λ, ascending
 * @param vectors unit eigenvectors in the columns
 */
public record Spectrum(double[] values, Matrix vectors) {
  /** What counts as zero, relative to the largest. */
  public static final double TOLERANCE = 1e-10;

  /**
   * How many eigenvalues are positive, zero and negative.
   *
   * @param positive above the tolerance
   * @param zero within it
   * @param negative below it
   */
  public record Signature(int positive, int zero, int negative) {}

  /** The spectrum of an operator, from its dense matrix. */
  public static Spectrum of(SelfAdjointOperator a) {
    SymmetricEigen eigen = SymmetricEigen.of(a.dense());
    return new Spectrum(eigen.values(), eigen.vectors());
  }

  /** max |λ|. */
  public double scale() {
    return values.length == 0
        ? 0
        : Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
  }

  /** The signs, by a tolerance relative to max |λ|. */
  public Signature signature(double tolerance) {
    int positive = 0;
    int negative = 0;
    for (double value : values) {
      positive += value > tolerance * scale() ? 1 : 0;
      negative += value < -tolerance * scale() ? 1 : 0;
    }
    return new Signature(positive, values.length - positive - negative, negative);
  }

  /** Σ λ. */
  public double trace() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** √Σ λ². */
  public double frobenius() {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** The directions without curvature, by a tolerance relative to max |λ|. */
  public Nullity nullity(double tolerance) {
    return Nullity.of(this, tolerance);
  }
}
