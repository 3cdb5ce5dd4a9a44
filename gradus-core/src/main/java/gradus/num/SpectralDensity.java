package gradus.num;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The distribution of the n eigenvalues of a symmetric operator, as stochastic Lanczos quadrature
 * sees it: for each of several random vectors z of norm one a Gauss rule with zᵀf(A)z ≈ Σ_i τ_i
 * f(θ_i), whose mean over z is (1/n) tr f(A) (Ubaru, Chen and Saad, 2017).
 *
 * <p>Intervals hold the scatter over the random vectors. A rule of m steps is exact for polynomials
 * of degree 2m - 1; what it misses of rougher f, such as a count, is not in the interval.
 *
 * @param dimension n
 * @param rules a rule for each random vector
 */
public record SpectralDensity(int dimension, List<Rule> rules) {
  /** The probability that an interval holds the truth. */
  public static final double LEVEL = 0.95;

  /**
   * A Gauss rule.
   *
   * @param nodes θ, ascending
   * @param weights τ, which sum to 1
   */
  public record Rule(double[] nodes, double[] weights) {
    double mean(DoubleUnaryOperator f) {
      double sum = 0;
      for (int i = 0; i < nodes.length; i++) {
        sum += weights[i] * f.applyAsDouble(nodes[i]);
      }
      return sum;
    }
  }

  /** Copies the list. */
  public SpectralDensity {
    rules = List.copyOf(rules);
    if (rules.size() < 2) {
      throw new IllegalArgumentException("error bars need at least 2 random vectors");
    }
  }

  /** (1/n) Σ_i f(λ_i), with a 95 % interval. */
  public Interval mean(DoubleUnaryOperator f) {
    return Interval.ofMean(rules.stream().mapToDouble(rule -> rule.mean(f)).toArray(), LEVEL);
  }

  /**
   * (1/n) Σ_i φ((x - λ_i)/σ)/σ: the density at x, smoothed by a normal one of deviation σ, with a
   * 95 % interval.
   */
  public Interval density(double x, double sigma) {
    double height = 1 / (sigma * Math.sqrt(2 * Math.PI));
    return mean(
        lambda -> {
          double u = (x - lambda) / sigma;
          return height * Math.exp(-u * u / 2);
        });
  }

  /** The number of eigenvalues with low ≤ λ ≤ high, with a 95 % interval cut to [0, n]. */
  public Interval count(double low, double high) {
    Interval share = mean(lambda -> low <= lambda && lambda <= high ? 1 : 0).times(dimension);
    return new Interval(
        share.estimate(), Math.max(0, share.low()), Math.min(dimension, share.high()));
  }

  /** The least of all nodes. */
  public double least() {
    return rules.stream().mapToDouble(rule -> rule.nodes()[0]).min().orElseThrow();
  }

  /** The largest of all nodes. */
  public double largest() {
    return rules.stream()
        .mapToDouble(rule -> rule.nodes()[rule.nodes().length - 1])
        .max()
        .orElseThrow();
  }
}
