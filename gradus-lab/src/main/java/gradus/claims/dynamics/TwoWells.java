package gradus.claims.dynamics;

import gradus.flow.MetropolisLangevin;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Two wells of depth 0 in R^D, the left one flatter: L = ¾(x² - 1)² + ½κ(x)‖y‖², x in R, y in
 * R^{D-1}, where κ rises from 1 on the left to 2 on the right.
 *
 * <p>Over y the density e^{-L/T} integrates to e^{-¾(x²-1)²/T} (2πT/κ(x))^{(D-1)/2}: what is left
 * is a function of one variable. With D = 1 the wells are instead those of ¾(x + 1)⁴(x - 1)², of
 * which the left one is degenerate.
 *
 * @param dimension D
 * @param temperature T
 */
record TwoWells(int dimension, double temperature) implements MetropolisLangevin.Density {
  /** Beyond, the density is below 1e-40 at the temperatures in use. */
  private static final double FAR = 4;

  private static final int PIECES = 400;
  private static final int LEVELS = 40;
  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

  @Override
  public double log(double[] x) {
    double square = 0;
    for (int i = 1; i < dimension; i++) {
      square += x[i] * x[i];
    }
    return -(well(x[0]) + 0.5 * stiffness(x[0]) * square) / temperature;
  }

  @Override
  public void gradient(double[] x, double[] g) {
    double square = 0;
    for (int i = 1; i < dimension; i++) {
      square += x[i] * x[i];
      g[i] = -stiffness(x[0]) * x[i] / temperature;
    }
    double tanh = Math.tanh(2 * x[0]);
    g[0] = -(slope(x[0]) + 0.5 * (1 - tanh * tanh) * square) / temperature;
  }

  private double well(double x) {
    double right = (x - 1) * (x - 1);
    double left = (x + 1) * (x + 1);
    return dimension == 1 ? 0.75 * left * left * right : 0.75 * left * right;
  }

  private double slope(double x) {
    return dimension == 1 ? 1.5 * Math.pow(x + 1, 3) * (x - 1) * (3 * x - 1) : 3 * x * (x * x - 1);
  }

  private static double stiffness(double x) {
    return 1.5 + 0.5 * Math.tanh(2 * x);
  }

  /** The density of x, up to a factor. */
  private double marginal(double x) {
    double rest = dimension == 1 ? 1 : Math.pow(stiffness(x), -0.5 * (dimension - 1));
    return rest * Math.exp(-well(x) / temperature);
  }

  /** P(x ≤ at_i) for ascending points. */
  double[] distribution(double[] at) {
    double[] values = new double[at.length];
    double sum = 0;
    double from = -FAR;
    for (int i = 0; i < at.length; i++) {
      sum += integral(this::marginal, from, at[i], Math.max(1, (int) ((at[i] - from) * 100)));
      values[i] = sum;
      from = at[i];
    }
    double z = integral(this::marginal, -FAR, FAR, PIECES);
    for (int i = 0; i < values.length; i++) {
      values[i] /= z;
    }
    return values;
  }

  /** The odds P(left of the barrier) / P(right of it). */
  double odds() {
    double top = dimension == 1 ? 1 / 3.0 : 0;
    return (halving(-1, -FAR) + halving(-1, top)) / (halving(1, top) + halving(1, FAR));
  }

  /** The mass between a well's bottom and an end, on pieces that halve towards the bottom. */
  private double halving(double bottom, double end) {
    double sum = 0;
    double reach = Math.abs(end - bottom);
    double side = Math.signum(end - bottom);
    for (int k = 0; k < LEVELS; k++) {
      double far = reach * Math.pow(0.5, k);
      double near = k == LEVELS - 1 ? 0 : far / 2;
      sum += integral(r -> marginal(bottom + side * r), near, far, 4);
    }
    return sum;
  }

  /** Whether a point is left of the barrier. */
  boolean left(double x) {
    return x < (dimension == 1 ? 1 / 3.0 : 0);
  }

  /** ∫ f, by Gauss' rule of ten points on each of some pieces. */
  private static double integral(DoubleUnaryOperator f, double from, double to, int pieces) {
    double sum = 0;
    for (int i = 0; i < pieces && from < to; i++) {
      GaussIntegrator rule =
          RULES.legendre(
              10, from + (to - from) * i / pieces, from + (to - from) * (i + 1) / pieces);
      sum += rule.integrate(f::applyAsDouble);
    }
    return sum;
  }
}
