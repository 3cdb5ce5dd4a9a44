package gradus.margin;

import gradus.num.BadInput;
import gradus.num.Matrix;
import java.util.List;

/**
 * The unit sphere cut into cells by the hyperplanes ⟨u, x_n⟩ = 0, on each of which u ↦ Σ_n c_n
 * max(⟨u, x_n⟩, 0) is linear.
 *
 * <p>Exact, so that the largest absolute value over the sphere is known and not only found.
 */
sealed interface Arrangement permits PlaneArrangement, SpaceArrangement {
  /**
   * A unit vector at which the absolute value is largest within a cell, an edge or a corner.
   *
   * @param u the vector
   * @param value Σ c_n max(⟨u, x_n⟩, 0)
   * @param face an orthonormal basis of the subspace in which the cell, edge or corner lies
   */
  record Peak(double[] u, double value, Matrix face) {}

  /**
   * The places of largest absolute value in the closure of each cell; the largest of all is there.
   */
  List<Peak> peaks(double[] c);

  /** The arrangement of examples in the plane or in space. */
  static Arrangement of(Matrix x) {
    return switch (x.cols()) {
      case 2 -> new PlaneArrangement(x);
      case 3 -> new SpaceArrangement(x);
      default ->
          throw new BadInput(
              "the largest margin over directions is found for examples of dimension 2 and 3, but"
                  + " these have dimension "
                  + x.cols());
    };
  }

  /** Σ c_n max(⟨u, x_n⟩, 0). */
  static double value(Matrix x, double[] c, double[] u) {
    double sum = 0;
    for (int n = 0; n < c.length; n++) {
      double z = 0;
      for (int j = 0; j < u.length; j++) {
        z += x.at(n, j) * u[j];
      }
      sum += c[n] * Math.max(z, 0);
    }
    return sum;
  }
}
