package gradus.claims.model;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** Random points that some direction separates. */
public final class SeparablePoints {
  private static final double CLEARANCE = 0.1;

  private SeparablePoints() {}

  /** Rows y_n x_n: unit vectors, each at least 0.1 on the right side of one random direction. */
  public static Matrix draw(int n, int d, Seed seed) {
    RandomGenerator random = seed.random();
    double[] teacher = Vectors.unit(Vectors.gaussian(d, random));
    Matrix z = Matrix.zeros(n, d);
    int row = 0;
    while (row < n) {
      double[] x = Vectors.unit(Vectors.gaussian(d, random));
      double side = Vectors.dot(teacher, x);
      if (Math.abs(side) >= CLEARANCE) {
        System.arraycopy(Vectors.times(Math.signum(side), x), 0, z.data(), row * d, d);
        row++;
      }
    }
    return z;
  }
}
