package gradus.margin;

import gradus.num.Blas;
import gradus.num.Compensated;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * The point x nearest to a centre among those with ⟨g_i, x⟩ ≥ h_i for all rows g_i of G (n x d), or
 * the proof that there is none.
 *
 * <p>By Goldfarb and Idnani's dual active-set method (Math. Programming 27, 1983): the nearest
 * point for some of the rows, held with equality, takes in the row it violates most and lets go of
 * those whose multiplier this brings to zero. The distance from the centre grows with every row
 * taken in, so that no set of rows comes twice. Rows are divided by a power of two near their norm,
 * which makes violations comparable and costs no digit. Of the rows, only the most violated of the
 * last full look are looked at in between.
 *
 * <p>At the end the active equations and the violations are computed in twice the working
 * precision, which leaves an error of one rounding of x.
 */
final class NearestPoint {
  private static final Blas BLAS = Blas.best();
  private static final double EPS = Math.ulp(1.0);

  /** Rounds of the last phase, each of which mends x and may take in one row more. */
  private static final int LAST_ROUNDS = 25;

  private final Matrix g;
  private final double[] h;
  private final double[] centre;
  private final RowScales scales;
  private final Pricing pricing;
  private final ActiveRows active;

  /** The rows of A in the order of R, and ĥ_i - ⟨ĝ_i, centre⟩ for them. */
  private int[] rows = new int[16];

  private double[] levels = new double[16];
  private double[] y = new double[0];
  private final double[] x;
  private final double[] row;

  /** Where the method ended. */
  sealed interface Outcome {
    /**
     * The nearest point.
     *
     * @param x the point, centre + Σ λ_i g_i
     * @param multipliers λ ≥ 0, of length n, positive where ⟨g_i, x⟩ = h_i alone
     */
    record Found(double[] x, double[] multipliers) implements Outcome {}

    /**
     * There is no point: Σ λ_i g_i = 0 to round-off while Σ λ_i h_i &gt; 0.
     *
     * @param multipliers λ ≥ 0, of length n
     */
    record Empty(double[] multipliers) implements Outcome {}
  }

  private NearestPoint(Matrix g, double[] h, double[] centre, RowScales scales) {
    this.g = g;
    this.h = h;
    this.centre = centre;
    this.scales = scales;
    this.active = new ActiveRows(g.cols());
    this.pricing = new Pricing(g, h, centre, scales);
    this.x = centre.clone();
    this.row = new double[g.cols()];
  }

  /**
   * The nearest point to a centre.
   *
   * @param guess rows with which to begin, or none
   * @throws ArithmeticException if round-off keeps the method from ending
   */
  static Outcome of(Matrix g, double[] h, double[] centre, int[] guess) {
    RowScales scales = RowScales.of(g);
    for (int i = 0; i < h.length; i++) {
      if (scales.isZero(i) && h[i] > 0) {
        double[] witness = new double[h.length];
        witness[i] = 1;
        return new Outcome.Empty(witness);
      }
    }
    NearestPoint method = new NearestPoint(g, h, centre, scales);
    method.begin(guess);
    return method.run();
  }

  /** Takes in the guessed rows that are independent, and lets go of those with λ &lt; 0. */
  private void begin(int[] guess) {
    for (int i : guess) {
      scales.copy(i, row);
      double distance = active.project(row, 0);
      if (!dependent(distance, active.insideWeights())) {
        append(i, distance);
      }
    }
    dropNegative();
    place();
  }

  private Outcome run() {
    int most = 100 * (g.rows() + g.cols()) + 1000;
    for (int step = 0; step < most; step++) {
      int worst = pricing.worst(x, active.size());
      if (worst < 0) {
        return last();
      }
      Optional<Outcome> none = enter(worst);
      if (none.isPresent()) {
        return none.get();
      }
    }
    throw new ArithmeticException(
        "the active-set method did not end in %d steps on %d rows of dimension %d: they differ by round-off only"
            .formatted(most, g.rows(), g.cols()));
  }

  /** Mends x, and takes in what it then still violates by more than a rounding of x. */
  private Outcome last() {
    double[] best = x.clone();
    double[] multipliers = multipliers();
    double least = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < LAST_ROUNDS; round++) {
      mend();
      Pricing.Violation worst = pricing.exactWorst(x);
      if (worst.slack() > least) {
        least = worst.slack();
        best = x.clone();
        multipliers = multipliers();
      }
      if (!worst.counts() || isActive(worst.row())) {
        break;
      }
      Optional<Outcome> none = enter(worst.row());
      if (none.isPresent()) {
        return none.get();
      }
    }
    return new Outcome.Found(best, multipliers);
  }

  /** Takes in row p, with a multiplier that grows until the row is met. */
  private Optional<Outcome> enter(int p) {
    scales.copy(p, row);
    double level = level(p);
    double mu = 0;
    while (true) {
      double distance = active.project(row, 0);
      double[] share = active.insideWeights();
      boolean dependent = dependent(distance, share);
      double[] m = active.solve(y);
      double target =
          dependent
              ? Double.POSITIVE_INFINITY
              : (level - active.insideDot(y)) / (distance * distance);
      int leaves = -1;
      double block = Double.POSITIVE_INFINITY;
      double negligible = (dependent ? 1e-12 : EPS) * largest(share);
      for (int i = 0; i < share.length; i++) {
        if (share[i] > negligible && m[i] / share[i] < block) {
          block = m[i] / share[i];
          leaves = i;
        }
      }
      if (target <= Math.max(block, mu) && !dependent) {
        append(p, distance);
        dropNegative();
        place();
        return Optional.empty();
      }
      if (leaves < 0) {
        return Optional.of(empty(p, share));
      }
      mu = Math.max(block, mu);
      drop(leaves);
    }
  }

  /** Whether what lies outside the span is no more than the round-off of what lies inside. */
  private static boolean dependent(double distance, double[] share) {
    double sum = 1;
    for (double s : share) {
      sum += Math.abs(s);
    }
    return distance <= 16 * EPS * sum;
  }

  /** ĝ_p = Σ share_i ĝ_i with no share positive: p and the others cancel. */
  private Outcome empty(int p, double[] share) {
    int d = g.cols();
    double[] weights = share.clone();
    for (int pass = 0; pass < 2; pass++) {
      double[] high = row.clone();
      double[] low = new double[d];
      for (int i = 0; i < weights.length; i++) {
        Compensated.axpy(
            d, -weights[i] * scales.inverse(rows[i]), g.data(), rows[i] * d, high, low);
      }
      BLAS.axpy(d, 1, low, 0, high, 0);
      active.project(high, 0);
      double[] more = active.insideWeights();
      BLAS.axpy(weights.length, 1, more, 0, weights, 0);
    }
    double[] multipliers = new double[g.rows()];
    multipliers[p] = scales.inverse(p);
    for (int i = 0; i < weights.length; i++) {
      multipliers[rows[i]] = Math.max(-weights[i], 0) * scales.inverse(rows[i]);
    }
    return new Outcome.Empty(multipliers);
  }

  /** x ← x plus what brings the active rows to their levels, residuals in twice the precision. */
  private void mend() {
    int d = g.cols();
    double[] residual = new double[active.size()];
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < residual.length; i++) {
        int at = rows[i];
        residual[i] = -Compensated.dot(-h[at], d, g.data(), at * d, x, 0) * scales.inverse(at);
      }
      double[] more = active.solveTransposed(residual);
      BLAS.axpy(more.length, 1, more, 0, y, 0);
      active.addPoint(more, x);
    }
  }

  private double level(int i) {
    double along = Compensated.dot(-h[i], g.cols(), g.data(), i * g.cols(), centre, 0);
    return -along * scales.inverse(i);
  }

  private void append(int i, double distance) {
    int s = active.size();
    if (s == rows.length) {
      rows = Arrays.copyOf(rows, 2 * s);
      levels = Arrays.copyOf(levels, 2 * s);
    }
    rows[s] = i;
    levels[s] = level(i);
    double next = (levels[s] - active.insideDot(y)) / distance;
    active.append(distance);
    y = Arrays.copyOf(y, s + 1);
    y[s] = next;
  }

  private void drop(int k) {
    int s = active.size();
    active.remove(k);
    System.arraycopy(rows, k + 1, rows, k, s - k - 1);
    System.arraycopy(levels, k + 1, levels, k, s - k - 1);
    y = active.solveTransposed(levels);
  }

  /** Round-off, or a guess, may have left multipliers below zero; the least goes first. */
  private void dropNegative() {
    while (active.size() > 0) {
      double[] m = active.solve(y);
      int least = 0;
      for (int i = 1; i < m.length; i++) {
        least = m[i] < m[least] ? i : least;
      }
      if (m[least] > 0) {
        return;
      }
      drop(least);
    }
  }

  private void place() {
    System.arraycopy(centre, 0, x, 0, x.length);
    active.addPoint(y, x);
  }

  private boolean isActive(int i) {
    for (int k = 0; k < active.size(); k++) {
      if (rows[k] == i) {
        return true;
      }
    }
    return false;
  }

  private double[] multipliers() {
    double[] m = active.solve(y);
    double[] multipliers = new double[g.rows()];
    for (int i = 0; i < m.length; i++) {
      multipliers[rows[i]] = Math.max(m[i], 0) * scales.inverse(rows[i]);
    }
    return multipliers;
  }

  private static double largest(double[] v) {
    double largest = 0;
    for (double entry : v) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }
}
