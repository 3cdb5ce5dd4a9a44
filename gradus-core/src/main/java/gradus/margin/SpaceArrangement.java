package gradus.margin;

import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The sphere in space, cut by the great circle orthogonal to each example.
 *
 * <p>Every cell has an edge on a circle. Walking the arcs of all circles therefore visits the
 * corners and edges of all cells and, with the two sums s = Σ_S c_n x_n on either side of an arc,
 * the interior of each: there |⟨u, s⟩| is largest at ±s/‖s‖ if that lies in the cell. N circles of
 * at most 2N arcs, each at the cost of N.
 *
 * @param x the examples (N x 3)
 */
record SpaceArrangement(Matrix x) implements Arrangement {
  private static final double PARALLEL = 1e-12;
  private static final Matrix SPACE = Matrix.identity(3);

  @Override
  public List<Peak> peaks(double[] c) {
    List<Peak> peaks = new ArrayList<>();
    for (int n = 0; n < x.rows(); n++) {
      double size = Math.sqrt(dot(x.row(n), x.row(n)));
      if (size > 0) {
        circle(times(1 / size, x.row(n)), c, peaks);
      }
    }
    return peaks;
  }

  /** All arcs of the circle orthogonal to a unit vector. */
  private void circle(double[] axis, double[] c, List<Peak> peaks) {
    double[] e = orthogonal(axis);
    double[] f = cross(axis, e);
    Matrix plane = Matrix.ofRows(e, f);
    double[] cuts = Arcs.cuts(x, e, f);
    for (int i = 0; i < cuts.length; i++) {
      double from = cuts[i];
      double to = i + 1 < cuts.length ? cuts[i + 1] : cuts[0] + 2 * Math.PI;
      double[] middle = at((from + to) / 2, e, f);
      double[] sum = side(middle, axis, 1, c);
      double[] corner = at(from, e, f);
      peaks.add(peak(corner, c, Matrix.wrap(1, 3, corner)));
      for (double top : Arcs.tops(dot(sum, e), dot(sum, f), from, to)) {
        peaks.add(peak(at(top, e, f), c, plane));
      }
      interior(middle, axis, 1, sum, c, peaks);
      interior(middle, axis, -1, side(middle, axis, -1, c), c, peaks);
    }
  }

  /** Adds ±s/‖s‖ where it lies in the cell on one side of an arc. */
  private void interior(
      double[] middle, double[] axis, int side, double[] s, double[] c, List<Peak> peaks) {
    double size = Math.sqrt(dot(s, s));
    for (int sign = -1; sign <= 1 && size > 0; sign += 2) {
      double[] u = times(sign / size, s);
      boolean inside = true;
      for (int n = 0; n < x.rows() && inside; n++) {
        double[] row = x.row(n);
        inside = dot(row, row) == 0 || (dot(u, row) > 0) == isActive(row, middle, axis, side);
      }
      if (inside) {
        peaks.add(peak(u, c, SPACE));
      }
    }
  }

  /** Σ c_n x_n over the examples active in the cell on one side of an arc. */
  private double[] side(double[] middle, double[] axis, int side, double[] c) {
    double[] sum = new double[3];
    for (int n = 0; n < x.rows(); n++) {
      double[] row = x.row(n);
      if (isActive(row, middle, axis, side)) {
        for (int j = 0; j < 3; j++) {
          sum[j] += c[n] * row[j];
        }
      }
    }
    return sum;
  }

  /** Whether ⟨u, row⟩ &gt; 0 just off the middle of the arc, towards ±axis. */
  private static boolean isActive(double[] row, double[] middle, double[] axis, int side) {
    double along = dot(row, middle);
    double across = dot(row, axis);
    boolean onCircle = Math.abs(along) <= PARALLEL * Math.abs(across);
    return onCircle ? side * across > 0 : along > 0;
  }

  private Peak peak(double[] u, double[] c, Matrix face) {
    return new Peak(u, Arrangement.value(x, c, u), face);
  }

  private static double[] at(double angle, double[] e, double[] f) {
    double[] u = new double[3];
    for (int j = 0; j < 3; j++) {
      u[j] = Math.cos(angle) * e[j] + Math.sin(angle) * f[j];
    }
    return u;
  }

  private static double[] orthogonal(double[] axis) {
    int least = 0;
    for (int j = 1; j < 3; j++) {
      least = Math.abs(axis[j]) < Math.abs(axis[least]) ? j : least;
    }
    double[] unit = new double[3];
    unit[least] = 1;
    double[] e = cross(axis, unit);
    return times(1 / Math.sqrt(dot(e, e)), e);
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] times(double factor, double[] a) {
    return new double[] {factor * a[0], factor * a[1], factor * a[2]};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
