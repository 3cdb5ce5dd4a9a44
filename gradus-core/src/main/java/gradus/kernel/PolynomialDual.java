package gradus.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * σ(z) = Σ c_j z^j by Hermite's polynomials: E σ(u)σ(v) = Σ_m α_m(q) α_m(q') c^m, where α_m(q) =
 * √m! times the coefficient of He_m in σ(√q ·); the same of σ' gives the slope.
 *
 * <p>1 - c behind the layer is ½ Σ ((β_m - β'_m)² + 2β_mβ'_m(1 - c^m)) with β = α/‖α‖: sums of
 * squares, which do not cancel.
 */
final class PolynomialDual implements Dual {
  /** Beyond this the coefficients' factorials take more digits than there are. */
  static final int HIGHEST = 20;

  private final double[] coefficients;
  private final double[] derivative;
  private final double scale;

  PolynomialDual(List<Double> coefficients, Scaling scaling) {
    int degree = coefficients.size() - 1;
    while (degree > 0 && coefficients.get(degree) == 0) {
      degree--;
    }
    this.coefficients = new double[degree + 1];
    Arrays.setAll(this.coefficients, coefficients::get);
    this.derivative = new double[degree];
    Arrays.setAll(derivative, j -> (j + 1) * this.coefficients[j + 1]);
    this.scale = scaling == Scaling.PLAIN ? 1 : 1 / square(hermite(this.coefficients, 1));
  }

  @Override
  public double variance(double q) {
    return scale * square(hermite(coefficients, q));
  }

  @Override
  public int featureCount() {
    return coefficients.length + derivative.length;
  }

  @Override
  public double[] features(double q) {
    double[] alpha = hermite(coefficients, q);
    double norm = Math.sqrt(square(alpha));
    double[] features = Arrays.copyOf(alpha, featureCount());
    for (int m = 0; m < alpha.length && norm > 0; m++) {
      features[m] /= norm;
    }
    System.arraycopy(hermite(derivative, q), 0, features, coefficients.length, derivative.length);
    return features;
  }

  @Override
  public void move(PairRow row) {
    int width = coefficients.length;
    int step = featureCount();
    double[] own = row.own;
    for (int j = 0; j < row.count; j++) {
      int other = (row.from + j) * step;
      double c = row.c[j];
      double power = 1;
      double fall = 0; // (1 - c^m)/(1 - c)
      double rise = 0; // (1 - (-c)^m)/(1 + c)
      double signed = 1;
      double moved = 0;
      double less = 0;
      double more = 0;
      double slope = 0;
      for (int m = 0; m < width; m++) {
        double beta = own[m];
        double his = row.others[other + m];
        double apart = (beta - his) * (beta - his);
        moved += beta * his * power;
        less += apart / 2 + beta * his * row.a[j] * fall;
        more +=
            m % 2 == 1
                ? apart / 2 + beta * his * row.b[j] * rise
                : (beta * beta + his * his) / 2 + beta * his * power;
        if (m < derivative.length) {
          slope += own[width + m] * row.others[other + width + m] * power;
        }
        fall += power;
        rise += signed;
        power *= c;
        signed *= -c;
      }
      row.c[j] = moved;
      row.a[j] = less;
      row.b[j] = more;
      row.slope[j] = scale * slope;
    }
  }

  /** α_0, α_1, … of the polynomial z ↦ Σ c_j q^{j/2} z^j. */
  private static double[] hermite(double[] c, double q) {
    double[] alpha = new double[c.length];
    double root = Math.sqrt(q);
    double size = 1; // q^{j/2}
    for (int j = 0; j < c.length; j++) {
      // z^j = Σ_p j!/(2^p p! (j - 2p)!) He_{j-2p}.
      double term = 1;
      for (int p = 0; 2 * p <= j; p++) {
        int m = j - 2 * p;
        alpha[m] += c[j] * size * term;
        term *= m * (m - 1) / (2.0 * (p + 1));
      }
      size *= root;
    }
    double factorial = 1;
    for (int m = 1; m < c.length; m++) {
      factorial *= m;
      alpha[m] *= Math.sqrt(factorial);
    }
    return alpha;
  }

  private static double square(double[] alpha) {
    double sum = 0;
    for (double entry : alpha) {
      sum += entry * entry;
    }
    return sum;
  }
}
