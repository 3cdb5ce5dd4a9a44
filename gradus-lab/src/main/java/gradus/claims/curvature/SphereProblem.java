package gradus.claims.curvature;

import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.flow.MetropolisLangevin;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The loss of a linear classifier on the unit sphere, with every weight perturbed to the worst by
 * ‖δ‖ ≤ ρ for each example: L(v) = (1/n) Σ V(R(⟨z_i, v⟩ - ρ)) for ‖z_i‖ = 1 and falling V.
 *
 * @param z the y_i x_i, unit vectors in two or three dimensions
 * @param exponential V(m) = e^{-m}; else log(1 + e^{-m})
 * @param radius R
 * @param rho ρ, 0 for the loss itself
 */
record SphereProblem(Matrix z, boolean exponential, double radius, double rho) {
  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();
  private static final int HALVINGS = 24;
  private static final int TURNS = 96;

  /** Eight points that a direction separates, with the logistic loss at R = 1. */
  static SphereProblem draw(int d, Seed seed) {
    return new SphereProblem(SeparablePoints.draw(8, d, seed), false, 1, 0);
  }

  SphereProblem at(double newRadius) {
    return new SphereProblem(z, exponential, newRadius, rho);
  }

  SphereProblem perturbed(double newRho) {
    return new SphereProblem(z, exponential, radius, newRho);
  }

  SphereProblem withExponential() {
    return new SphereProblem(z, true, radius, rho);
  }

  /** L. */
  double value(double[] v) {
    return value(v, 0);
  }

  /** L e^{ref}, for losses that no double holds. */
  private double value(double[] v, double ref) {
    double sum = 0;
    for (int i = 0; i < z.rows(); i++) {
      double m = radius * (margin(i, v) - rho);
      // Beyond 36 the logistic loss is the exponential one to round-off.
      sum +=
          exponential || m > 36
              ? Math.exp(ref - m)
              : (Math.log1p(Math.exp(-Math.abs(m))) + Math.max(-m, 0)) * Math.exp(ref);
    }
    return sum / z.rows();
  }

  private double margin(int i, double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += z.data()[i * v.length + j] * v[j];
    }
    return sum;
  }

  /** -V'(m). */
  private double slope(double m) {
    return exponential ? Math.exp(-m) : 1 / (1 + Math.exp(m));
  }

  /** V''(m) over -V'(m). */
  private double bend(double m) {
    return exponential ? 1 : 1 / (1 + Math.exp(-m));
  }

  /** The minimiser on the sphere by Newton's method, from a direction that separates. */
  double[] minimiser(double[] start) {
    int d = start.length;
    double[] v = start;
    for (int k = 0; k < 100; k++) {
      double[] g = new double[d];
      Matrix h = Matrix.zeros(d + 1, d + 1);
      // Scaled by the largest weight, as both sides of Newton's equation may be.
      double ref = Math.max(0, radius * (Vectors.min(Vectors.product(z, v)) - rho));
      for (int i = 0; i < z.rows(); i++) {
        double m = radius * (margin(i, v) - rho);
        double weight = m > 36 ? Math.exp(ref - m) : slope(m) * Math.exp(ref);
        for (int a = 0; a < d; a++) {
          g[a] -= weight * z.at(i, a);
          for (int b = 0; b < d; b++) {
            h.set(a, b, h.at(a, b) + radius * bend(m) * weight * z.at(i, a) * z.at(i, b));
          }
        }
      }
      // (H - ⟨g, v⟩) t + μ v = -g, ⟨v, t⟩ = 0; positive, since ⟨g, v⟩ < 0 where v separates.
      double along = Vectors.dot(g, v);
      double[] right = new double[d + 1];
      for (int a = 0; a < d; a++) {
        h.set(a, a, h.at(a, a) - along);
        h.set(a, d, v[a]);
        h.set(d, a, v[a]);
        right[a] = -g[a];
      }
      double[] step = Arrays.copyOf(LeastSquares.of(h, right).solution(), d);
      double length = 1;
      double[] next = Vectors.unit(Vectors.plus(v, length, step));
      while (length > 1e-6 && value(next, ref) > value(v, ref) * (1 + 1e-15)) {
        length /= 2;
        next = Vectors.unit(Vectors.plus(v, length, step));
      }
      double moved = Vectors.distance(next, v);
      v = next;
      if (moved < 1e-15) {
        break;
      }
    }
    return v;
  }

  /**
   * ∫ v e^{-L(v)/T} over the sphere up to a factor, by Gauss' rule in the angle from an axis, on
   * pieces that halve towards it, and equal weights around it.
   *
   * @param axis where the density is largest
   */
  double[] mean(double temperature, double[] axis) {
    double top = value(axis);
    return mean(axis, v -> Math.exp((top - value(v)) / temperature));
  }

  /** The centre of mass of the directions that separate. */
  double[] centreOfCone(double[] inside) {
    return mean(
        inside,
        v -> {
          boolean separates = true;
          for (int i = 0; i < z.rows(); i++) {
            separates &= margin(i, v) > 0;
          }
          return separates ? 1 : 0;
        });
  }

  private static double[] mean(double[] axis, ToDoubleFunction<double[]> density) {
    int d = axis.length;
    double[][] across = across(axis);
    double[] sum = new double[d];
    double[] v = new double[d];
    double total = 0;
    int turns = d == 2 ? 2 : TURNS;
    for (int k = 0; k < HALVINGS; k++) {
      double far = Math.PI * Math.pow(0.5, k);
      double near = k == HALVINGS - 1 ? 0 : far / 2;
      int pieces = far > 0.02 ? 12 : 2;
      for (int p = 0; p < pieces; p++) {
        double from = near + (far - near) * p / pieces;
        double to = near + (far - near) * (p + 1) / pieces;
        GaussIntegrator gauss = RULES.legendre(8, from, to);
        for (int i = 0; i < gauss.getNumberOfPoints(); i++) {
          double theta = gauss.getPoint(i);
          double weight = gauss.getWeight(i) * (d == 2 ? 1 : Math.sin(theta));
          for (int turn = 0; turn < turns; turn++) {
            double phi = 2 * Math.PI * turn / turns;
            double one = Math.sin(theta) * Math.cos(phi);
            double two = d == 2 ? 0 : Math.sin(theta) * Math.sin(phi);
            for (int j = 0; j < d; j++) {
              v[j] = Math.cos(theta) * axis[j] + one * across[0][j] + two * across[d - 2][j];
            }
            double mass = weight * density.applyAsDouble(v);
            for (int j = 0; j < d; j++) {
              sum[j] += mass * v[j];
            }
            total += mass;
          }
        }
      }
    }
    return Vectors.times(1 / total, sum);
  }

  /** One or two directions that complete the axis to an orthonormal basis. */
  private static double[][] across(double[] axis) {
    if (axis.length == 2) {
      return new double[][] {{-axis[1], axis[0]}};
    }
    double[] other = new double[3];
    other[Math.abs(axis[0]) < 0.6 ? 0 : 1] = 1;
    double[] a = Vectors.unit(Vectors.plus(other, -Vectors.dot(other, axis), axis));
    double[] b = {
      axis[1] * a[2] - axis[2] * a[1],
      axis[2] * a[0] - axis[0] * a[2],
      axis[0] * a[1] - axis[1] * a[0]
    };
    return new double[][] {a, b};
  }

  /**
   * A density on R^d whose directions have the law e^{-L/T} on the sphere, whatever the radius: the
   * radius has the density of a normal one around 1.
   */
  MetropolisLangevin.Density around(double temperature) {
    double variance = 0.02;
    int d = z.cols();
    return new MetropolisLangevin.Density() {
      @Override
      public double log(double[] w) {
        double r = Vectors.norm(w);
        return -value(Vectors.times(1 / r, w)) / temperature
            - (r - 1) * (r - 1) / 2 / variance
            - (d - 1) * Math.log(r);
      }

      @Override
      public void gradient(double[] w, double[] g) {
        double r = Vectors.norm(w);
        double[] v = Vectors.times(1 / r, w);
        double[] pull = new double[d];
        for (int i = 0; i < z.rows(); i++) {
          double s = slope(radius * (margin(i, v) - rho));
          for (int j = 0; j < d; j++) {
            pull[j] += radius * s * z.data()[i * d + j] / z.rows() / temperature;
          }
        }
        double along = Vectors.dot(pull, v);
        double out = -(r - 1) / variance - (d - 1) / r;
        for (int j = 0; j < d; j++) {
          g[j] = (pull[j] - along * v[j]) / r + out * v[j];
        }
      }
    };
  }
}
