package gradus.margin;

import gradus.num.Blas;
import gradus.num.Compensated;
import gradus.num.Matrix;
import java.util.Arrays;

/**
 * Finds the row that a point violates most: the least slack ⟨ĝ_i, x⟩ - ĥ_i, rows and levels scaled.
 *
 * <p>A look at all n rows costs nd operations, so where that is much the worst of them are kept,
 * and looked at alone until x violates none of these.
 */
final class Pricing {
  private static final Blas BLAS = Blas.best();
  private static final double EPS = Math.ulp(1.0);

  /** Sizes nd up to which looking at all is no trouble. */
  private static final int SMALL = 1 << 15;

  private static final int LEAST_KEPT = 32;
  private static final int MOST_KEPT = 512;

  private final Matrix g;
  private final double[] h;
  private final RowScales scales;
  private final double[] slack;

  /** The size of the numbers that points are sums of. */
  private final double size;

  private int[] kept = new int[0];
  private double[] keptRows = new double[0];
  private double[] keptSlack = new double[0];

  Pricing(Matrix g, double[] h, double[] centre, RowScales scales) {
    this.g = g;
    this.h = h;
    this.scales = scales;
    this.size = BLAS.nrm2(centre.length, centre, 0);
    this.slack = new double[h.length];
  }

  /**
   * A violated row.
   *
   * @param row its number
   * @param slack its slack over what counts as zero: rounding of x, and 1e-15 of the level
   * @param counts whether that is a violation
   */
  record Violation(int row, double slack, boolean counts) {}

  /**
   * The row that x violates most among those at hand, or -1 if it violates none at all.
   *
   * @param size how many rows are active, a measure of how many to keep
   */
  int worst(double[] x, int size) {
    double rounding = 8 * EPS * (BLAS.nrm2(x.length, x, 0) + size);
    if (kept.length > 0) {
      int worst = worstKept(x, rounding);
      if (worst >= 0) {
        return worst;
      }
    }
    int worst = worstOfAll(x, rounding);
    if (worst >= 0 && (long) g.rows() * g.cols() > SMALL) {
      keep(Math.clamp(size, LEAST_KEPT, MOST_KEPT));
    }
    return worst;
  }

  private int worstOfAll(double[] x, double rounding) {
    BLAS.gemv(false, g.rows(), g.cols(), 1, g.data(), 0, g.cols(), x, 0, 0, slack, 0);
    int worst = -1;
    double least = 0;
    for (int i = 0; i < slack.length; i++) {
      double level = h[i] * scales.inverse(i);
      slack[i] = slack[i] * scales.inverse(i) - level + rounding + 1e-14 * Math.abs(level);
      if (slack[i] < least) {
        least = slack[i];
        worst = i;
      }
    }
    return worst;
  }

  private int worstKept(double[] x, double rounding) {
    int d = g.cols();
    BLAS.gemv(false, kept.length, d, 1, keptRows, 0, d, x, 0, 0, keptSlack, 0);
    int worst = -1;
    double least = 0;
    for (int k = 0; k < kept.length; k++) {
      double level = h[kept[k]] * scales.inverse(kept[k]);
      double over = keptSlack[k] - level + rounding + 1e-14 * Math.abs(level);
      if (over < least) {
        least = over;
        worst = kept[k];
      }
    }
    return worst;
  }

  /** Keeps the violated rows of least slack, about so many. */
  private void keep(int count) {
    double[] order = Arrays.stream(slack).filter(s -> s < 0).sorted().toArray();
    double limit = order.length <= count ? 0 : order[count];
    int[] chosen = new int[Math.min(count, order.length)];
    int size = 0;
    for (int i = 0; i < slack.length && size < chosen.length; i++) {
      if (slack[i] < limit) {
        chosen[size++] = i;
      }
    }
    kept = Arrays.copyOf(chosen, size);
    int d = g.cols();
    if (keptRows.length < size * d) {
      keptRows = new double[size * d];
      keptSlack = new double[size];
    }
    for (int k = 0; k < size; k++) {
      scales.copy(kept[k], keptRows, k * d);
    }
  }

  /** The row of least slack, computed in twice the working precision. */
  Violation exactWorst(double[] x) {
    double rounding = 0.5 * EPS * (BLAS.nrm2(x.length, x, 0) + size);
    int d = g.cols();
    int worst = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < h.length; i++) {
      double over =
          Compensated.dot(-h[i], d, g.data(), i * d, x, 0) * scales.inverse(i)
              + rounding
              + 1e-15 * Math.abs(h[i]) * scales.inverse(i);
      if (over < least) {
        least = over;
        worst = i;
      }
    }
    return new Violation(worst, least, least < 0);
  }
}
