package gradus.margin;

import gradus.num.Matrix;
import java.util.Arrays;

/** A great circle u(φ) = e cos φ + f sin φ, cut into arcs by hyperplanes. */
final class Arcs {
  private Arcs() {}

  /**
   * The angles in [0, 2π) at which ⟨u(φ), x_n⟩ changes its sign for some n, ascending; at least
   * one.
   */
  static double[] cuts(Matrix x, double[] e, double[] f) {
    double[] cuts = new double[2 * x.rows()];
    int count = 0;
    for (int n = 0; n < x.rows(); n++) {
      double a = 0;
      double b = 0;
      double size = 0;
      for (int j = 0; j < e.length; j++) {
        a += x.at(n, j) * e[j];
        b += x.at(n, j) * f[j];
        size += x.at(n, j) * x.at(n, j);
      }
      // An example across the circle cuts it nowhere.
      if (Math.hypot(a, b) > 1e-14 * Math.sqrt(size)) {
        double zero = Math.atan2(-a, b);
        cuts[count++] = within(zero);
        cuts[count++] = within(zero + Math.PI);
      }
    }
    if (count == 0) {
      return new double[] {0};
    }
    return Arrays.stream(cuts, 0, count).sorted().distinct().toArray();
  }

  /** The angles between two at which |a cos φ + b sin φ| is largest and its derivative zero. */
  static double[] tops(double a, double b, double from, double to) {
    if (a == 0 && b == 0) {
      return new double[0];
    }
    double first = Math.atan2(b, a);
    double[] tops = new double[4];
    int count = 0;
    for (int half = -1; half <= 3; half++) {
      double top = first + half * Math.PI;
      if (top > from && top < to && count < tops.length) {
        tops[count++] = top;
      }
    }
    return Arrays.copyOf(tops, count);
  }

  private static double within(double angle) {
    double turned = angle % (2 * Math.PI);
    return turned < 0 ? turned + 2 * Math.PI : turned;
  }
}
