package gradus.data;

import gradus.num.Matrix;

/**
 * The point of least norm in the convex hull of the zᵢ = yᵢ xᵢ, by the rule of Mitchell, Demyanov
 * and Malozemov: weight moves from the support point that stands farthest along the current point
 * to the one that stands least far. Its norm is the maximum margin (duality); a check that shares
 * nothing with the laws under test.
 */
final class MaximumMargin {
  private MaximumMargin() {}

  /** The least-norm point, to a duality gap below {@code gap} in the squared norm. */
  static double[] of(Dataset data, double gap) {
    double[] y = ((Labels.Signs) data.labels()).y();
    Matrix x = data.inputs();
    int n = data.size();
    double[] q = new double[n];
    q[0] = 1;
    double[] w = row(x, y, 0);
    for (int step = 0; step < 1_000_000; step++) {
      int far = -1;
      int near = 0;
      double[] along = new double[n];
      for (int i = 0; i < n; i++) {
        along[i] = Draws.dot(w, row(x, y, i));
        if (along[i] < along[near]) {
          near = i;
        }
        if (q[i] > 0 && (far < 0 || along[i] > along[far])) {
          far = i;
        }
      }
      if (along[far] - along[near] < gap) {
        return w;
      }
      double[] a = row(x, y, far);
      double[] b = row(x, y, near);
      double square = 0;
      for (int j = 0; j < w.length; j++) {
        square += (a[j] - b[j]) * (a[j] - b[j]);
      }
      double moved = Math.min(q[far], (along[far] - along[near]) / square);
      q[far] -= moved;
      q[near] += moved;
      for (int j = 0; j < w.length; j++) {
        w[j] += moved * (b[j] - a[j]);
      }
    }
    throw new AssertionError("no maximum margin after 1e6 steps");
  }

  private static double[] row(Matrix x, double[] y, int i) {
    double[] z = x.row(i);
    for (int j = 0; j < z.length; j++) {
      z[j] *= y[i];
    }
    return z;
  }
}
