package gradus.kernel;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Optional;

/**
 * The NTK margin of labelled examples (ji2020, Assumption 3.2): γ = max over v̄ with ‖v̄(z)‖ ≤ 1 of
 * min_i y_i E_z⟨v̄(z), x_i⟩1[⟨z, x_i⟩ > 0], z standard normal; which by duality is min over the
 * simplex of E_z‖Σ q_i y_i x_i 1[⟨z, x_i⟩ > 0]‖.
 *
 * <p>Both sides are found and shown: any v̄ gives a margin that is reached, any q one that cannot
 * be exceeded. On the line and in the plane the measure is exact (arcs); elsewhere it is that of m
 * drawn directions, the sides hold for it, and an {@link Interval} from fresh directions holds for
 * the normal law. γ ≥ 0 always, and 0 where nothing separates the examples.
 *
 * @param primal a margin that is reached
 * @param dual a bound on every margin
 * @param q the weights of the examples behind the bound
 * @param directions the number of arcs or of drawn directions
 * @param interval for drawn directions, where γ of the normal law lies
 */
public record NtkMargin(
    double primal, double dual, double[] q, int directions, Optional<Interval> interval) {
  /** Numbers in one array of the solver at most. */
  private static final long MOST = 60_000_000;

  private static final double TOLERANCE = 1e-9;

  /**
   * Where a number lies with the given probability.
   *
   * @param low the lower end
   * @param high the upper end
   * @param confidence the probability, over the fresh directions
   */
  public record Interval(double low, double high, double confidence) {}

  /**
   * The margin by exact arcs, for inputs on the line or in the plane.
   *
   * @param y labels ±1
   * @throws BadInput if the dimension is above 2
   */
  public static NtkMargin exact(Matrix x, double[] y) {
    if (x.cols() > 2) {
      throw new BadInput(
          "exact arcs need inputs of dimension 1 or 2, but dimension %d came; draw directions instead"
              .formatted(x.cols()));
    }
    HalfSpaces arcs = HalfSpaces.exact(x);
    MarginDescent.Sides sides = solve(signed(x, y), arcs);
    return new NtkMargin(sides.primal(), sides.dual(), sides.q(), arcs.count(), Optional.empty());
  }

  /**
   * The margin for the empirical measure of m normal directions, with an interval for the normal
   * law from 4m fresh ones, by empirical Bernstein bounds (Maurer and Pontil 2009).
   *
   * @param y labels ±1
   * @throws BadInput if n m is too large
   */
  public static NtkMargin drawn(Matrix x, double[] y, int m, double confidence, Seed seed) {
    if (!(confidence > 0 && confidence < 1) || m < 2) {
      throw new BadInput(
          "a drawn margin needs at least 2 directions and a confidence between 0 and 1, but %d and %s came"
              .formatted(m, confidence));
    }
    if ((long) x.rows() * m > MOST) {
      throw new BadInput(
          "%,d examples and %,d directions need about %.1f GiB; take fewer than %,d directions or fewer examples"
              .formatted(x.rows(), m, x.rows() * (double) m * 32 / (1L << 30), MOST / x.rows()));
    }
    Matrix signed = signed(x, y);
    HalfSpaces spaces = HalfSpaces.drawn(x, m, seed.child("directions"));
    MarginDescent.Sides sides = solve(signed, spaces);
    Interval interval = interval(x, signed, sides, 4 * m, confidence, seed.child("fresh"));
    return new NtkMargin(sides.primal(), sides.dual(), sides.q(), m, Optional.of(interval));
  }

  private static MarginDescent.Sides solve(Matrix signed, HalfSpaces spaces) {
    return new MarginDescent(signed, spaces).solve(TOLERANCE);
  }

  private static Interval interval(
      Matrix x, Matrix signed, MarginDescent.Sides sides, int m, double confidence, Seed seed) {
    int n = x.rows();
    int piece = Math.max(2, Math.min(m, 4_000_000 / n));
    double[] mean = new double[n + 1];
    double[] square = new double[n + 1];
    int drawn = 0;
    for (int part = 0; drawn < m; part++) {
      int count = Math.min(piece, m - drawn);
      MarginSums sums = new MarginSums(signed, HalfSpaces.drawn(x, count, seed.child(part)));
      sums.at(sides.q());
      for (int k = 0; k < count; k++) {
        double rho = Math.hypot(sums.length[k], sides.mu());
        for (int i = 0; i < n; i++) {
          double margin = sums.inner[i * count + k] / rho;
          mean[i] += margin;
          square[i] += margin * margin;
        }
        mean[n] += sums.length[k];
        square[n] += sums.length[k] * sums.length[k];
      }
      drawn += count;
    }
    double log = Math.log(2 * (n + 1) / (1 - confidence));
    double low = Double.POSITIVE_INFINITY;
    double range = 0;
    for (int i = 0; i < n; i++) {
      double norm = norm(x, i);
      low = Math.min(low, mean[i] / m - bound(mean[i], square[i], m, 2 * norm, log));
      range += sides.q()[i] * norm;
    }
    double high = mean[n] / m + bound(mean[n], square[n], m, range, log);
    return new Interval(Math.max(low, 0), high, confidence);
  }

  private static double bound(double sum, double squares, int m, double range, double log) {
    double variance = Math.max(squares - sum * sum / m, 0) / (m - 1);
    return Math.sqrt(2 * variance * log / m) + 7 * range * log / (3.0 * (m - 1));
  }

  private static double norm(Matrix x, int i) {
    double sum = 0;
    for (int k = 0; k < x.cols(); k++) {
      sum += x.at(i, k) * x.at(i, k);
    }
    return Math.sqrt(sum);
  }

  private static Matrix signed(Matrix x, double[] y) {
    if (x.rows() != y.length || y.length == 0) {
      throw new IllegalArgumentException(
          "%d labels came for %d examples, of which one is needed".formatted(y.length, x.rows()));
    }
    Matrix signed = x.copy();
    for (int i = 0; i < x.rows(); i++) {
      for (int k = 0; k < x.cols(); k++) {
        signed.set(i, k, y[i] * x.at(i, k));
      }
    }
    return signed;
  }

  /** The difference of both sides, never negative but for round-off. */
  public double gap() {
    return dual - primal;
  }
}
