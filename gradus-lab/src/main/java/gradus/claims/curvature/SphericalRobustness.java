package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.margin.MarginSolution;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** N-L6d: spheres around the examples that one line still parts are those of the hard margin. */
record SphericalRobustness() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-L6d";
  }

  @Override
  public String place() {
    return "Lemma 6, remark 2";
  }

  @Override
  public String statement() {
    return "The largest radius of spheres around the examples that a hyperplane still separates is"
        + " the hard margin: equation 24 follows, whatever the norms of the examples.";
  }

  @Override
  public String formula() {
    return "\\max\\{\\r"
        + "ho:\\exists w\\;\\forall\\|\\delta_i\\|\\le\\r"
        + "ho:\\;y_iw^{\\mathsf"
        + " T}(x_i+\\delta_i)\\ge0\\}=\\max_{\\|w\\|=1}\\min_iy_iw^{\\mathsf T}x_i";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double worst = 0;
    double shaken = Double.POSITIVE_INFINITY;
    double weights = 0;
    for (int draw = 0; draw < budget.of(3, 20, 100); draw++) {
      RandomGenerator random = seed.child(draw).random();
      int d = 2 + draw % 3;
      Matrix z = Matrix.zeros(12, d);
      double[] teacher = Vectors.unit(Vectors.gaussian(d, random));
      for (int n = 0; n < z.rows(); n++) {
        double[] x =
            Vectors.times(0.5 + 3 * random.nextDouble(), Vectors.unit(Vectors.gaussian(d, random)));
        double side = Vectors.dot(x, teacher);
        x = Vectors.plus(Vectors.times(Math.signum(side), x), 0.3, teacher);
        System.arraycopy(x, 0, z.data(), n * d, d);
      }
      MarginSolution margin = Margins.of(z);
      double radius = largestRadius(z);
      worst = Math.max(worst, Math.abs(radius / margin.margin() - 1));
      // The other side of it: no perturbation within the radius makes the best direction wrong.
      double[] w = Vectors.unit(margin.direction());
      for (int k = 0; k < 500; k++) {
        double[] delta = Vectors.times(margin.margin(), Vectors.unit(Vectors.gaussian(d, random)));
        for (int n = 0; n < z.rows(); n++) {
          shaken = Math.min(shaken, Vectors.dot(w, Vectors.plus(z.row(n), 1, delta)));
        }
      }
      Matrix unit = z.copy();
      for (int n = 0; n < z.rows(); n++) {
        System.arraycopy(Vectors.unit(z.row(n)), 0, unit.data(), n * d, d);
      }
      double[] other = Vectors.unit(Margins.of(unit).direction());
      weights = Math.max(weights, Math.acos(Math.min(1, Vectors.dot(w, other))));
    }
    return Judgement.of(
            Evidence.near(
                "largest relative difference of the largest feasible radius and the hard margin",
                worst,
                0,
                1e-6),
            Evidence.atLeast(
                "least signed score of the best direction under perturbations of that size",
                shaken,
                -1e-9))
        .noting(
            ("Perturbing the weights instead (lemma 6) needs examples of norm one: it is the hard"
                 + " margin of the normalised examples, whose direction differs by up to %.2g rad"
                 + " here.")
                .formatted(weights));
  }

  /** By bisection between zero and the shortest example, which no larger sphere can leave out. */
  private static double largestRadius(Matrix z) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int n = 0; n < z.rows(); n++) {
      high = Math.min(high, Vectors.norm(z.row(n)));
    }
    for (int k = 0; k < 40; k++) {
      double rho = (low + high) / 2;
      if (feasible(z, rho)) {
        low = rho;
      } else {
        high = rho;
      }
    }
    return low;
  }

  /**
   * Whether some direction keeps every sphere of this radius on its side. The candidates are those
   * of the points p of the hull of the examples, on the way to the one nearest to the origin (the
   * method of Frank and Wolfe with pairwise steps); once p is nearer than the radius there is none.
   */
  private static boolean feasible(Matrix z, double rho) {
    int n = z.rows();
    double[] weights = new double[n];
    weights[0] = 1;
    double[] p = z.row(0);
    for (int k = 0; k < 200_000; k++) {
      int toward = 0;
      int away = -1;
      for (int i = 0; i < n; i++) {
        double value = Vectors.dot(p, z.row(i));
        toward = value < Vectors.dot(p, z.row(toward)) ? i : toward;
        away = weights[i] > 0 && (away < 0 || value > Vectors.dot(p, z.row(away))) ? i : away;
      }
      double size = Vectors.norm(p);
      // p/‖p‖ keeps every sphere of this radius on its side, or no direction can.
      if (Vectors.dot(p, z.row(toward)) >= rho * size) {
        return true;
      }
      if (size < rho) {
        return false;
      }
      double[] step = Vectors.plus(z.row(toward), -1, z.row(away));
      double length = -Vectors.dot(p, step) / Vectors.dot(step, step);
      length = Math.clamp(length, 0, weights[away]);
      if (length == 0) {
        return Vectors.dot(p, z.row(toward)) >= rho * size * (1 - 1e-12);
      }
      weights[toward] += length;
      weights[away] -= length;
      p = Vectors.plus(p, length, step);
    }
    return false;
  }
}
