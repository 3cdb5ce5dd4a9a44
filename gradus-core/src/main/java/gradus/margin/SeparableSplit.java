package gradus.margin;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.Optional;

/**
 * The unique split of examples into those that a direction can have on its right side without
 * putting any on the wrong one, and the rest (ji2020 §4.2):
 *
 * <p>S_sep = {n : there is a u with ⟨z_n, u⟩ &gt; 0 and ⟨z_j, u⟩ ≥ 0 for all j}, S_sc = the others,
 * H = span{z_n : n in S_sc}. S_sep is separable on H^⊥, and the risk of S_sc has a unique minimiser
 * on H. Gradient descent finds that minimiser on H and the largest margin of S_sep on H^⊥.
 *
 * @param separable the numbers of S_sep, in order, from 0
 * @param rest the numbers of S_sc
 * @param basis an orthonormal basis of H in the rows (dim H x d)
 * @param perp the direction of largest margin of S_sep on H^⊥, its dual weights in the order of
 *     {@code separable}; empty where S_sep is
 */
public record SeparableSplit(
    int[] separable, int[] rest, Matrix basis, Optional<MarginSolution> perp) {
  /**
   * What shows that a split is right, recomputed.
   *
   * @param least the least ⟨z_n, u⟩ over S_sep, u the direction on H^⊥: positive; infinite where
   *     S_sep is empty
   * @param leak the largest |⟨z_n, u⟩|/‖z_n‖ over S_sc: zero to round-off
   * @param residual ‖Σ q_n z_n‖/Σ q_n ‖z_n‖ with q_n &gt; 0 for all n in S_sc, the slopes of a loss
   *     at its minimiser: zero to round-off, so that no direction is better than zero on S_sc
   */
  public record Certificate(double least, double leak, double residual) {}

  /**
   * The split of points given by coordinates. Rows within 1e-9 of H count as rows of H.
   *
   * @throws BadInput if the points are given by a kernel
   */
  public static SeparableSplit of(Points points) {
    return of(points, Optional.empty());
  }

  /** The same where it is known already what a solver says of the points. */
  static SeparableSplit of(Points points, Optional<Separation> known) {
    if (points instanceof Rows rows) {
      return new Splitting(rows.z()).split(known);
    }
    throw new BadInput(
        "the split is of examples with coordinates; a kernel with independent features separates"
            + " all");
  }

  /** The split of a data set of two classes. */
  public static SeparableSplit of(Dataset data) {
    return of(Points.of(data));
  }

  /** Whether all examples are separable. */
  public boolean isSeparable() {
    return rest.length == 0;
  }

  /**
   * The minimiser on H of Σ ℓ(⟨z_n, w⟩) over S_sc; zero where S_sc is empty.
   *
   * @param points those that were split
   * @param loss logistic or exponential
   * @throws BadInput for another loss
   */
  public SpanMinimum minimum(Points points, Loss loss) {
    return SpanMinimum.of(rows(points).part(rest), basis, loss);
  }

  /** What shows that the split is right, computed anew from its parts. */
  public Certificate verify(Points points) {
    Matrix z = rows(points).z();
    double least = Double.POSITIVE_INFINITY;
    double leak = 0;
    if (perp.isPresent()) {
      double[] margins = points.margins(perp.get().direction());
      for (int n : separable) {
        least = Math.min(least, margins[n]);
      }
      for (int n : rest) {
        double norm = Blas.best().nrm2(z.cols(), z.data(), n * z.cols());
        leak = Math.max(leak, norm == 0 ? 0 : Math.abs(margins[n]) / norm);
      }
    }
    double residual = rest.length == 0 ? 0 : minimum(points, Loss.named("exponential")).residual();
    return new Certificate(least, leak, residual);
  }

  private Rows rows(Points points) {
    if (points instanceof Rows rows
        && rows.count() == separable.length + rest.length
        && rows.dimension() == basis.cols()) {
      return rows;
    }
    throw new IllegalArgumentException("these are not the points that were split");
  }
}
