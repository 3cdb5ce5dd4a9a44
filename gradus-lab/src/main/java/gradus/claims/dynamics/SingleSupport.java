package gradus.claims.dynamics;

import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** Points whose maximum margin rests on the first of them alone. */
final class SingleSupport {
  private SingleSupport() {}

  /**
   * Rows y_n x_n: a unit vector u, and vectors ru + u' with r in [2, 3] and u' a unit vector
   * orthogonal to u. The margin ⟨v, u⟩ ≤ 1 is greatest at v = u, where the others have at least 2.
   */
  static Matrix draw(int n, int d, Seed seed) {
    RandomGenerator random = seed.random();
    double[] u = Vectors.unit(Vectors.gaussian(d, random));
    Matrix z = Matrix.zeros(n, d);
    System.arraycopy(u, 0, z.data(), 0, d);
    for (int i = 1; i < n; i++) {
      double[] other = Vectors.gaussian(d, random);
      double[] across = Vectors.unit(Vectors.plus(other, -Vectors.dot(u, other), u));
      double[] row = Vectors.plus(across, 2 + random.nextDouble(), u);
      System.arraycopy(row, 0, z.data(), i * d, d);
    }
    return z;
  }
}
