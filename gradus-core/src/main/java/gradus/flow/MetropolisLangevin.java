package gradus.flow;

import gradus.num.Seed;

/**
 * A Markov chain whose law tends to a density π on R^d: Langevin proposals x' = x + h∇log π(x) +
 * √(2h) ξ, accepted with probability min(1, π(x') q(x|x') / (π(x) q(x'|x))) (Metropolis and
 * Hastings).
 *
 * <p>For π ∝ e^{-L/T}, banburski2019's equation 33, that is the chain of {@link Rule.Langevin} with
 * η = hT and its bias of order η taken out. Step t draws from the seed and t alone, so that a chain
 * restored from a {@link Snapshot} goes on bit for bit. Not for two threads at once; a step
 * allocates nothing.
 */
public final class MetropolisLangevin {
  /** A density up to a factor, with a gradient. */
  public interface Density {
    /** log π(x) up to a constant; -∞ where π vanishes. */
    double log(double[] x);

    /** g ← ∇log π(x). */
    void gradient(double[] x, double[] g);
  }

  private final Density density;
  private final double h;
  private final Seed noiseSeed;
  private final Seed acceptSeed;
  private final double[] noise;
  private double[] x;
  private double[] g;
  private double[] proposed;
  private double[] gProposed;
  private double log;
  private long steps;
  private long accepted;

  /**
   * A chain at its start.
   *
   * @param density what is sampled
   * @param h the step h &gt; 0
   * @param start a point of positive density
   * @param seed decides all draws
   */
  public MetropolisLangevin(Density density, double h, double[] start, Seed seed) {
    if (!(h > 0) || Double.isInfinite(h)) {
      throw new IllegalArgumentException("a step must be positive and finite, not " + h);
    }
    this.density = density;
    this.h = h;
    this.noiseSeed = seed.child("noise");
    this.acceptSeed = seed.child("accept");
    this.noise = new double[start.length];
    this.x = start.clone();
    this.g = new double[start.length];
    this.proposed = new double[start.length];
    this.gProposed = new double[start.length];
    look();
    if (!(log > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("the chain must start where the density is positive");
    }
  }

  private void look() {
    log = density.log(x);
    density.gradient(x, g);
  }

  /** Makes one step. */
  public void advance() {
    noiseSeed.normals(steps, noise);
    double spread = Math.sqrt(2 * h);
    for (int i = 0; i < x.length; i++) {
      proposed[i] = x[i] + h * g[i] + spread * noise[i];
    }
    double logProposed = density.log(proposed);
    density.gradient(proposed, gProposed);
    double there = 0;
    double back = 0;
    for (int i = 0; i < x.length; i++) {
      double d = x[i] - proposed[i] - h * gProposed[i];
      back += d * d;
      there += noise[i] * noise[i];
    }
    double logRatio = logProposed - log + there / 2 - back / (4 * h);
    // A ratio that is no number, as beyond the support, is a refusal.
    if (Math.log(acceptSeed.uniform(steps)) < logRatio) {
      double[] was = x;
      x = proposed;
      proposed = was;
      was = g;
      g = gProposed;
      gProposed = was;
      log = logProposed;
      accepted++;
    }
    steps++;
  }

  /** The present point: not to be written to, and not to be kept. */
  public double[] at() {
    return x;
  }

  /** The number of steps made. */
  public long steps() {
    return steps;
  }

  /** The share of proposals accepted so far; NaN before the first. */
  public double acceptanceRate() {
    return accepted / (double) steps;
  }

  /** Writes all that is needed to go on. */
  public void save(Snapshot snapshot) {
    snapshot.put("metropolis.x", x);
    snapshot.put("metropolis.steps", steps);
    snapshot.put("metropolis.accepted", accepted);
  }

  /** Goes to where a snapshot was taken. */
  public void restore(Snapshot snapshot) {
    snapshot.read("metropolis.x", x);
    steps = snapshot.integer("metropolis.steps");
    accepted = snapshot.integer("metropolis.accepted");
    look();
  }
}
