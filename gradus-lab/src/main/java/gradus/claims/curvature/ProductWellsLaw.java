package gradus.claims.curvature;

import gradus.num.LogSum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Erf;

/**
 * What part of a law each of the {@link ProductWells} has, by quadrature.
 *
 * <p>For e^{-L/T}: between the wells m and m + 1 the coordinates after m + 1 are normal, the next
 * one is so for a given product of the first m, and log of that product t has the density e^t
 * B_m(t) for uniform factors, B_m the m-fold convolution of the indicator of [-log 2, log 2]. What
 * is left is a double integral over s and t.
 */
final class ProductWellsLaw {
  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();
  private static final double A = Math.log(ProductWells.HIGH);
  private static final int HALVINGS = 24;

  private final ProductWells wells;
  private final double temperature;

  private ProductWellsLaw(ProductWells wells, double temperature) {
    this.wells = wells;
    this.temperature = temperature;
  }

  /** The masses of the cells under e^{-L/T}. */
  static double[] boltzmann(ProductWells wells, double temperature) {
    ProductWellsLaw law = new ProductWellsLaw(wells, temperature);
    return cells(s -> Math.exp(-ProductWells.barrier(s) / temperature) * law.overWeights(s));
  }

  /**
   * The masses of the cells under descent with noise of variance σ² on the targets in small steps
   * η, with ησ² small. Every direction of u that some square sees then has the variance ησ²/2,
   * whatever its curvature, and a square ½r² the mean ησ²‖∇r‖²/4: s moves in ησ²/4 Σ φ_m tr ∇²L_m
   * beside its own barrier. Its diffusion is that of its own squares, ησ²(2πc/ℓ)²/2, and a little
   * of the others', whose slopes in s are ψ_m' r/ψ_m.
   *
   * @param power ησ²
   */
  static double[] labelNoise(ProductWells wells, double power) {
    int perCell = 4000;
    double step = ProductWells.LENGTH / perCell;
    double[] logs = new double[perCell * ProductWells.WELLS];
    double exponent = 0;
    for (int i = 0; i < logs.length; i++) {
      double s = place(i, step);
      double diffusion = diffusion(wells, s, power);
      logs[i] = -exponent - Math.log(diffusion);
      double rise = height(wells, s + step, power) - height(wells, s, power);
      exponent += 2 * rise / (diffusion + diffusion(wells, s + step, power));
    }
    double sum = LogSum.of(logs);
    double[] masses = new double[ProductWells.WELLS];
    for (int i = 0; i < logs.length; i++) {
      masses[ProductWells.cell(place(i, step))] += Math.exp(logs[i] - sum);
    }
    return masses;
  }

  private static double place(int i, double step) {
    return (i + 0.5) * step - 0.5 * ProductWells.LENGTH;
  }

  private static double height(ProductWells wells, double s, double power) {
    return ProductWells.barrier(s) + power / 4 * trace(wells, s, weight(s));
  }

  private static double diffusion(ProductWells wells, double s, double power) {
    double share = ProductWells.share(s);
    double turn = share > 0 && share < 1 ? Math.PI / 2 / ProductWells.LENGTH : 0;
    double others = turn * turn * power / 2 * trace(wells, s, 1 - weight(s));
    return power / 2 * (ProductWells.SLOPE + others);
  }

  /** φ_{m+1}. */
  private static double weight(double s) {
    return Math.pow(Math.sin(Math.PI / 2 * ProductWells.share(s)), 2);
  }

  private static double trace(ProductWells wells, double s, double weight) {
    int left = ProductWells.left(s);
    return (1 - weight) * wells.trace(left) + weight * wells.trace(left + 1);
  }

  private static double[] cells(DoubleUnaryOperator density) {
    double[] masses = new double[ProductWells.WELLS];
    double sum = 0;
    for (int k = 0; k < masses.length; k++) {
      double at = k * ProductWells.LENGTH;
      for (int side = -1; side <= 1; side += 2) {
        double sign = side;
        masses[k] +=
            towards0(r -> density.applyAsDouble(at + sign * r), 0.5 * ProductWells.LENGTH, 12);
      }
      sum += masses[k];
    }
    for (int k = 0; k < masses.length; k++) {
      masses[k] /= sum;
    }
    return masses;
  }

  /** ∫ exp(-Σ φ_m L_m / T) du for one s. */
  private double overWeights(double s) {
    int m = ProductWells.left(s) + 1;
    double phi = weight(s);
    double rest = Math.pow(normal(wells.kappa(), 1), ProductWells.D - m - 1);
    return rest * overProduct(m, t -> Math.exp(t) * inner(Math.exp(t), phi));
  }

  /** Over u_{m+1}, for one product p of the first m. */
  private double inner(double p, double phi) {
    double kappa = wells.kappa();
    // (1 - φ)κ(v - 1)² + φ(pv - 1)² = a(v - b/a)² + what is left.
    double a = (1 - phi) * kappa + phi * p * p;
    double b = (1 - phi) * kappa + phi * p;
    double left = (1 - phi) * phi * kappa * (p - 1) * (p - 1) / a + (1 - phi) * (p - 1) * (p - 1);
    return Math.exp(-left / 2 / temperature) * normal(a, b / a);
  }

  /** ∫ e^{-a(v - at)²/2T} over the sides of the box. */
  private double normal(double a, double at) {
    double root = Math.sqrt(a / 2 / temperature);
    double part = Erf.erf((ProductWells.LOW - at) * root, (ProductWells.HIGH - at) * root);
    return Math.sqrt(Math.PI) / 2 * part / root;
  }

  /** ∫ B_m(t) f(t) dt, piece by piece between the knots of B_m. */
  private static double overProduct(int m, DoubleUnaryOperator f) {
    DoubleUnaryOperator weighted = t -> spline(m, t) * f.applyAsDouble(t);
    double sum = 0;
    for (int side = -1; side <= 1; side += 2) {
      double sign = side;
      DoubleUnaryOperator own = r -> weighted.applyAsDouble(sign * r);
      double first = m % 2 == 0 ? 2 * A : A;
      sum += towards0(own, first, HALVINGS);
      for (double knot = first; knot < (m - 0.5) * A; knot += 2 * A) {
        sum += pieces(own, knot, knot + 2 * A, 8);
      }
    }
    return sum;
  }

  /** B_m, the density of a sum of m numbers uniform in [-a, a], times (2a)^m. */
  private static double spline(int m, double t) {
    double sum = 0;
    double choose = 1;
    for (int k = 0; k <= m; k++) {
      double from = t + (m - 2 * k) * A;
      sum += from > 0 ? choose * Math.pow(from, m - 1) : 0;
      choose *= -(m - k) / (k + 1.0);
    }
    double factorial = 1;
    for (int k = 2; k < m; k++) {
      factorial *= k;
    }
    return sum / factorial;
  }

  /** ∫ from 0 to the end, on pieces that halve towards 0. */
  private static double towards0(DoubleUnaryOperator f, double end, int halvings) {
    List<Double> ends = new ArrayList<>();
    for (int k = 0; k < halvings; k++) {
      ends.add(end * Math.pow(0.5, k));
    }
    ends.add(0.0);
    double sum = 0;
    for (int k = 0; k < halvings; k++) {
      sum += pieces(f, ends.get(k + 1), ends.get(k), 1);
    }
    return sum;
  }

  private static double pieces(DoubleUnaryOperator f, double from, double to, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      GaussIntegrator rule =
          RULES.legendre(10, from + (to - from) * i / count, from + (to - from) * (i + 1) / count);
      sum += rule.integrate(f::applyAsDouble);
    }
    return sum;
  }
}
