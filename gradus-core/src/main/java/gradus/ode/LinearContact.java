package gradus.ode;

import org.jspecify.annotations.Nullable;

/**
 * Kinks that meet where the rates are ḣ = rate + G s for shares s in [0, 1]^K of the upper side.
 *
 * <p>For gradient flows whose kinks stand in one layer, the decision is the least-norm velocity of
 * the convex hull of the one-sided ones.
 *
 * @param rate the rates with all shares zero, K numbers
 * @param g the matrix G, K x K, row-major
 */
public record LinearContact(double[] rate, double[] g) implements Contact {
  @Override
  public @Nullable Decision decide(int[] bound) {
    return SideSearch.decide(new Shares(), bound);
  }

  /** The shares for given sides. */
  private final class Shares implements SideSearch.Trial {
    private final int k = rate.length;
    private final double[] s = new double[k];

    @Override
    public boolean at(int[] sides) {
      int free = 0;
      int[] which = new int[k];
      for (int i = 0; i < k; i++) {
        s[i] = sides[i] > 0 ? 1 : 0;
        if (sides[i] == 0) {
          which[free++] = i;
        }
      }
      double[] matrix = new double[free * free];
      double[] rest = new double[free];
      double[] x = new double[free];
      for (int a = 0; a < free; a++) {
        rest[a] = rateOf(which[a]);
        x[a] = 0.5;
        for (int b = 0; b < free; b++) {
          matrix[a * free + b] = g[which[a] * k + which[b]];
        }
      }
      if (!new NearestSolution(free, matrix).solve(rest, x)) {
        return false;
      }
      for (int a = 0; a < free; a++) {
        s[which[a]] = x[a];
      }
      return true;
    }

    private double rateOf(int i) {
      double sum = rate[i];
      for (int j = 0; j < k; j++) {
        sum += g[i * k + j] * s[j];
      }
      return sum;
    }

    @Override
    public double below(int i) {
      return rateOf(i) - g[i * k + i] * s[i];
    }

    @Override
    public double above(int i) {
      return rateOf(i) + g[i * k + i] * (1 - s[i]);
    }

    @Override
    public double share(int i) {
      return s[i];
    }
  }
}
