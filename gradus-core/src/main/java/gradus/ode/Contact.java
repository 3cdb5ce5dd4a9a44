package gradus.ode;

import gradus.num.Lu;

/**
 * What happens to K kinks that stand at zero together: their rates are ḣ = rate + G s for shares s
 * in [0, 1]^K of the upper side.
 *
 * <p>A kink with G_ii &lt; 0 attracts: it ends above (s = 1, ḣ ≥ 0), below (s = 0, ḣ ≤ 0) or slides
 * (0 &lt; s &lt; 1, ḣ = 0). For gradient flows this is the least-norm velocity of the convex hull
 * of the one-sided ones. A kink with G_ii ≥ 0 repels or does not care; it goes to the side it is
 * bound for.
 *
 * @param rate the rates with all shares zero, K numbers
 * @param g the matrix G, K x K, row-major
 */
public record Contact(double[] rate, double[] g) {
  /** Marks a pinned kink that was located where it leaves. */
  public static final int LEAVING = 2;

  /** How far off the end of [0, 1] a share may be located: dense output is that good. */
  static final double SLACK = 1e-4;

  /** A shift off singularity, and how often the error it makes is corrected. */
  private static final double SHIFT = 1e-9;

  private static final int REFINEMENTS = 4;

  /** Where each of the kinks goes: -1 below, +1 above, 0 slides. */
  public record Decision(int[] sides, double[] shares) {}

  /**
   * Decides.
   *
   * @param bound for each kink the side (±1) to which it was going when it came; 0 for one that was
   *     pinned and stays so if it can; ±{@link #LEAVING} for one whose share has just reached that
   *     side's end
   * @return the decision; null where none was found
   */
  public @org.jspecify.annotations.Nullable Decision decide(int[] bound) {
    int k = rate.length;
    int[] sides = new int[k];
    double[] s = new double[k];
    boolean[] fixed = new boolean[k];
    for (int i = 0; i < k; i++) {
      fixed[i] = !(g[i * k + i] < 0);
      // A pinned kink whose far side no longer pulls it back follows its rate.
      sides[i] = Integer.signum(bound[i]);
      if (fixed[i] && sides[i] == 0) {
        sides[i] = rate[i] > 0 ? 1 : -1;
      }
      s[i] = sides[i] > 0 ? 1 : 0;
    }
    double scale = 0;
    for (int i = 0; i < k; i++) {
      scale = Math.max(scale, Math.abs(rate[i]));
      for (int j = 0; j < k; j++) {
        scale = Math.max(scale, Math.abs(g[i * k + j]));
      }
    }
    double tolerance = 1e-12 * scale;
    // Each round solves for the sliding shares and moves the worst offender; a set visited twice
    // would loop, and the number of rounds is bounded well above what such sets need.
    for (int round = 0; round < 20 + 20 * k; round++) {
      if (!solve(sides, s)) {
        return null;
      }
      int worst = -1;
      double most = 0;
      int to = 0;
      for (int i = 0; i < k; i++) {
        if (fixed[i]) {
          continue;
        }
        double off;
        int next;
        if (sides[i] == 0) {
          off = Math.max(-s[i], s[i] - 1) * -g[i * k + i];
          next = s[i] > 0.5 ? 1 : -1;
        } else {
          off = -sides[i] * rateOf(i, s);
          if (Math.abs(bound[i]) == LEAVING && off < SLACK * -g[i * k + i]) {
            off = 0;
          }
          next = 0;
        }
        if (off > Math.max(most, tolerance)) {
          most = off;
          worst = i;
          to = next;
        }
      }
      if (worst < 0) {
        return new Decision(sides, s);
      }
      sides[worst] = to;
    }
    return null;
  }

  /** Solves ḣ = 0 for the sliding kinks; the others stand at 0 or 1. */
  private boolean solve(int[] sides, double[] s) {
    int k = rate.length;
    int free = 0;
    int[] which = new int[k];
    for (int i = 0; i < k; i++) {
      if (sides[i] == 0) {
        which[free++] = i;
        s[i] = 0;
      } else {
        s[i] = sides[i] > 0 ? 1 : 0;
      }
    }
    if (free == 0) {
      return true;
    }
    double[] matrix = new double[free * free];
    double[] rest = new double[free];
    double[] x = new double[free];
    for (int a = 0; a < free; a++) {
      rest[a] = rateOf(which[a], s);
      x[a] = 0.5;
      for (int b = 0; b < free; b++) {
        matrix[a * free + b] = g[which[a] * k + which[b]];
      }
    }
    if (!nearestSolution(free, matrix, rest, x)) {
      return false;
    }
    for (int a = 0; a < free; a++) {
      s[which[a]] = x[a];
    }
    return true;
  }

  /**
   * x ← a solution of G x = -rate near the x that came: the nearest where G is singular, as it is
   * when more kinks are pinned than the weights that feed them can tell apart.
   */
  public static boolean nearestSolution(int n, double[] gram, double[] rate, double[] x) {
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, Math.abs(gram[i * n + i]));
    }
    if (most == 0) {
      return true;
    }
    double[] matrix = gram.clone();
    for (int i = 0; i < n; i++) {
      // Rows and columns of dead directions are zero: any small pivot keeps them where they are.
      matrix[i * n + i] += (gram[i * n + i] < 0 ? -1 : 1) * SHIFT * most;
    }
    Lu lu = new Lu(n);
    if (!lu.factor(matrix)) {
      return false;
    }
    double[] residual = new double[n];
    for (int round = 0; round < REFINEMENTS; round++) {
      for (int i = 0; i < n; i++) {
        double sum = -rate[i];
        for (int j = 0; j < n; j++) {
          sum -= gram[i * n + j] * x[j];
        }
        residual[i] = sum;
      }
      lu.solve(residual);
      for (int i = 0; i < n; i++) {
        x[i] += residual[i];
        if (!Double.isFinite(x[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private double rateOf(int i, double[] s) {
    int k = rate.length;
    double sum = rate[i];
    for (int j = 0; j < k; j++) {
      sum += g[i * k + j] * s[j];
    }
    return sum;
  }
}
