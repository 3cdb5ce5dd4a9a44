package gradus.margin;

import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The circle, cut at the two directions orthogonal to each example.
 *
 * <p>On an arc with active examples S the sum is ⟨u, s⟩, s = Σ_S c_n x_n: largest at ±s/‖s‖ if that
 * lies on the arc, and else at an end.
 *
 * @param x the examples (N x 2)
 */
record PlaneArrangement(Matrix x) implements Arrangement {
  @Override
  public List<Peak> peaks(double[] c) {
    double[] cuts = Arcs.cuts(x, new double[] {1, 0}, new double[] {0, 1});
    List<Peak> peaks = new ArrayList<>();
    for (int i = 0; i < cuts.length; i++) {
      double from = cuts[i];
      double to = i + 1 < cuts.length ? cuts[i + 1] : cuts[0] + 2 * Math.PI;
      double[] middle = at((from + to) / 2);
      double[] s = new double[2];
      for (int n = 0; n < x.rows(); n++) {
        if (x.at(n, 0) * middle[0] + x.at(n, 1) * middle[1] > 0) {
          s[0] += c[n] * x.at(n, 0);
          s[1] += c[n] * x.at(n, 1);
        }
      }
      peaks.add(peak(at(from), c, Matrix.wrap(1, 2, at(from))));
      for (double top : Arcs.tops(s[0], s[1], from, to)) {
        peaks.add(peak(at(top), c, Matrix.identity(2)));
      }
    }
    return peaks;
  }

  private Peak peak(double[] u, double[] c, Matrix face) {
    return new Peak(u, Arrangement.value(x, c, u), face);
  }

  private static double[] at(double angle) {
    return new double[] {Math.cos(angle), Math.sin(angle)};
  }
}
