package gradus.claims.dynamics;

import gradus.flow.MetropolisLangevin;
import gradus.num.Seed;
import java.util.Arrays;

/**
 * A long chain of Langevin's equation, corrected after Metropolis and Hastings.
 *
 * @param step h of the proposals
 * @param accepted the share accepted
 * @param effective how many independent draws it is worth, for the side of the barrier and for x
 * @param odds draws left of the barrier over draws right of it
 * @param distance sup |F_n - F| of x, over thinned draws
 */
record LangevinSample(
    double step, double accepted, double effective, double odds, double distance) {
  /** Of the time Σ h: several times that in which a well is forgotten. */
  private static final double BURN_IN = 40;

  /** A chain of so many steps. */
  static LangevinSample of(TwoWells wells, int steps, Seed seed) {
    int d = wells.dimension();
    // The acceptance of Langevin proposals is kept by h ~ D^{-1/3} (Roberts and Rosenthal).
    double h = 0.15 * Math.cbrt(1.0 / d);
    double[] start = new double[d];
    start[0] = -1;
    MetropolisLangevin chain = new MetropolisLangevin(wells, h, start, seed);
    int burn = (int) (BURN_IN / h);
    for (int t = 0; t < burn; t++) {
      chain.advance();
    }
    double[] x = new double[steps];
    double[] side = new double[steps];
    int left = 0;
    for (int t = 0; t < steps; t++) {
      chain.advance();
      x[t] = chain.at()[0];
      boolean isLeft = wells.left(x[t]);
      side[t] = isLeft ? 1 : 0;
      left += isLeft ? 1 : 0;
    }
    double correlated = Math.max(correlationTime(side), correlationTime(x));
    int stride = Math.max(1, (int) correlated / 10);
    double[] thinned = new double[steps / stride];
    for (int i = 0; i < thinned.length; i++) {
      thinned[i] = x[i * stride];
    }
    Arrays.sort(thinned);
    double[] exact = wells.distribution(thinned);
    double distance = 0;
    for (int i = 0; i < exact.length; i++) {
      double below = exact[i] - i / (double) exact.length;
      distance = Math.max(distance, Math.max(below, 1.0 / exact.length - below));
    }
    return new LangevinSample(
        h, chain.acceptanceRate(), steps / correlated, left / (double) (steps - left), distance);
  }

  /** 1 + 2 Σ of the autocorrelations, by the variance of means over blocks. */
  private static double correlationTime(double[] x) {
    int blocks = 100;
    int length = x.length / blocks;
    double mean = Arrays.stream(x).average().orElse(0);
    double within = 0;
    double between = 0;
    for (int b = 0; b < blocks; b++) {
      double sum = 0;
      for (int t = b * length; t < (b + 1) * length; t++) {
        sum += x[t] - mean;
        within += (x[t] - mean) * (x[t] - mean);
      }
      between += sum * sum / length;
    }
    return Math.max(1, between / blocks / (within / (blocks * (double) length)));
  }
}
