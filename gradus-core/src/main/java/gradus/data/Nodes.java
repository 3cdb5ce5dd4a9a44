package gradus.data;

import gradus.num.Seed;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Where on [-1, 1] a function is sampled. */
public enum Nodes {
  /** The zeros of Chebyshev's Tₙ, cos(π(2i + 1)/(2n)): denser at the ends, ascending. */
  CHEBYSHEV,
  /** Equally spaced from -1 to 1, ends included. */
  EQUAL,
  /** Independent and uniform, in the order drawn. */
  UNIFORM;

  /** The name as a user writes it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The n nodes; the seed is used by {@link #UNIFORM} alone. */
  public double[] points(int n, Seed seed) {
    double[] x = new double[n];
    RandomGenerator random = seed.random();
    for (int i = 0; i < n; i++) {
      // The first two count from the middle, so that nodes are symmetric to the last bit.
      int twice = 2 * i + 1 - n;
      x[i] =
          switch (this) {
            case CHEBYSHEV -> Math.sin(Math.PI * twice / (2.0 * n));
            case EQUAL -> n == 1 ? 0 : twice / (n - 1.0);
            case UNIFORM -> random.nextDouble(-1, 1);
          };
    }
    return x;
  }
}
