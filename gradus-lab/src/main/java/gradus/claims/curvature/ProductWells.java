package gradus.claims.curvature;

import gradus.flow.MetropolisLangevin;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Five wells of depth zero on a line, m = 1, …, 5, the m-th with m - 1 null directions: a network
 * of products that passes from one to the next along a coordinate s,
 *
 * <pre>
 *   L(s, u) = c²(1 - cos 2πs/ℓ) + Σ_m φ_m(s) L_m(u),
 *   L_m(u) = ½(u_1 ⋯ u_m - 1)² + ½κ Σ_{i&gt;m} (u_i - 1)²,   u in [½, 2]⁵.
 * </pre>
 *
 * <p>φ_m = ψ_m² falls from 1 at the well, s = (m - 1)ℓ, to 0 at its neighbours as a squared cosine;
 * the φ_m sum to one. At u = 1 every L_m is zero, so that nothing but c²(1 - cos) parts the wells.
 * L is half a sum of squares: of two for s and of 6 - m for each well, which are what stochastic
 * descent draws from and whose targets carry the noise of labels.
 *
 * @param kappa κ, the curvature of what is no product
 */
record ProductWells(double kappa) {
  static final int WELLS = 5;

  /** u_1 … u_D. */
  static final int D = 5;

  static final double LOW = 0.5;
  static final double HIGH = 2;

  /** ℓ, from well to well. */
  static final double LENGTH = 0.55;

  /** The squared slope (2πc/ℓ)² of what s fits: the strength of the noise of labels along s. */
  static final double SLOPE = 1.5;

  static final double WAVE = 2 * Math.PI / LENGTH;
  private static final double C = Math.sqrt(SLOPE) / WAVE;

  /** The largest number of squares that bear on one s. */
  private static final int MOST_SQUARES = 2 + 2 * D;

  /** c²(1 - cos 2πs/ℓ). */
  static double barrier(double s) {
    return C * C * (1 - Math.cos(WAVE * s));
  }

  /** The well, from 0, whose cell s is in. */
  static int cell(double s) {
    return Math.clamp((int) Math.floor(s / LENGTH + 0.5), 0, WELLS - 1);
  }

  /** The well on the left of s, the last but one at most. */
  static int left(double s) {
    return Math.clamp((int) Math.floor(s / LENGTH), 0, WELLS - 2);
  }

  /** How far s is from the left well to the right one, from 0 to 1. */
  static double share(double s) {
    return Math.clamp(s / LENGTH - left(s), 0, 1);
  }

  /** Tr ∇²L_m at u = 1, for the well counted from 0. */
  double trace(int well) {
    return well + 1 + kappa * (D - well - 1);
  }

  private static boolean inside(double[] x) {
    boolean in = x[0] >= -0.5 * LENGTH && x[0] <= (WELLS - 0.5) * LENGTH;
    for (int i = 1; i <= D; i++) {
      in &= x[i] >= LOW && x[i] <= HIGH;
    }
    return in;
  }

  /** Brings a point that left the box back by reflection at its sides. */
  static void reflect(double[] x) {
    x[0] = reflected(x[0], -0.5 * LENGTH, (WELLS - 0.5) * LENGTH);
    for (int i = 1; i <= D; i++) {
      x[i] = reflected(x[i], LOW, HIGH);
    }
  }

  private static double reflected(double x, double low, double high) {
    double once = x < low ? 2 * low - x : x > high ? 2 * high - x : x;
    return Math.clamp(once, low, high);
  }

  /** Room for the squares. */
  Squares squares() {
    return new Squares();
  }

  /** The squares of L at a point, with their gradients. */
  final class Squares {
    private final double[] residuals = new double[MOST_SQUARES];
    private final double[][] slopes = new double[MOST_SQUARES][D + 1];
    private int count;

    /** Looks at a point. */
    void at(double[] x) {
      double cos = Math.cos(WAVE * x[0]);
      double sin = Math.sin(WAVE * x[0]);
      count = 0;
      next(C * (cos - 1))[0] = -C * WAVE * sin;
      next(C * sin)[0] = C * WAVE * cos;
      double share = share(x[0]);
      double angle = Math.PI / 2 * share;
      double turn = share > 0 && share < 1 ? Math.PI / 2 / LENGTH : 0;
      int m = left(x[0]) + 1;
      well(x, m, Math.cos(angle), -turn * Math.sin(angle));
      well(x, m + 1, Math.sin(angle), turn * Math.cos(angle));
    }

    private void well(double[] x, int m, double psi, double slope) {
      if (psi == 0) {
        return;
      }
      double product = 1;
      for (int i = 1; i <= m; i++) {
        product *= x[i];
      }
      double[] g = next(psi * (product - 1));
      g[0] = slope * (product - 1);
      for (int i = 1; i <= m; i++) {
        g[i] = psi * product / x[i];
      }
      double root = Math.sqrt(kappa);
      for (int i = m + 1; i <= D; i++) {
        double[] own = next(psi * root * (x[i] - 1));
        own[0] = slope * root * (x[i] - 1);
        own[i] = psi * root;
      }
    }

    private double[] next(double residual) {
      residuals[count] = residual;
      Arrays.fill(slopes[count], 0);
      return slopes[count++];
    }

    private void add(int r, double factor, double[] g) {
      for (int i = 0; i <= D; i++) {
        g[i] += factor * slopes[r][i];
      }
    }

    /** L at the point. */
    double value() {
      double sum = 0;
      for (int r = 0; r < count; r++) {
        sum += residuals[r] * residuals[r];
      }
      return sum / 2;
    }

    /** Whether L is at most a bound at a point. */
    boolean low(double[] x, double bound) {
      at(x);
      return value() <= bound;
    }

    /** One step of descent in which each target is off by ±{@code noise}, drawn anew. */
    void labelNoise(double[] x, double eta, double noise, RandomGenerator random) {
      at(x);
      long signs = random.nextLong();
      for (int r = 0; r < count; r++) {
        double off = (signs >>> r & 1) == 0 ? noise : -noise;
        add(r, -eta * (residuals[r] + off), x);
      }
      reflect(x);
    }

    /** One step of descent on one of the squares, drawn at random. */
    void oneSquare(double[] x, double eta, RandomGenerator random) {
      at(x);
      int r = random.nextInt(count);
      add(r, -eta * residuals[r], x);
      reflect(x);
    }
  }

  /** The density e^{-L/T} on the box, for one chain at a time. */
  MetropolisLangevin.Density boltzmann(double temperature) {
    Squares squares = new Squares();
    return new MetropolisLangevin.Density() {
      @Override
      public double log(double[] x) {
        if (!inside(x)) {
          return Double.NEGATIVE_INFINITY;
        }
        squares.at(x);
        return -squares.value() / temperature;
      }

      @Override
      public void gradient(double[] x, double[] g) {
        squares.at(x);
        Arrays.fill(g, 0);
        for (int r = 0; r < squares.count; r++) {
          squares.add(r, -squares.residuals[r] / temperature, g);
        }
      }
    };
  }
}
