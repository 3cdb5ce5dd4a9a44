package gradus.claims.dynamics;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Spectrum;
import gradus.curvature.SphereCurvature;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where the flow at fixed norms of a two-layer network came to rest.
 *
 * @param linear whether its units are linear, and have no kinks
 * @param sphere the curvature on the spheres there, of the units that are not dead
 * @param spectrum its eigenvalues
 * @param active how many units are not dead
 * @param distinct how many pairs (direction, sign of output) they have
 * @param clearance the least |⟨w_j, x_n⟩|/(‖w_j‖‖x_n‖) of active units: how far from a kink
 * @param separates whether every margin is positive
 * @param rescaling the Rayleigh quotient along rescalings of two units against each other, over 2μ;
 *     NaN with fewer than two units
 */
record FixedRadiusPoint(
    boolean linear,
    SphereCurvature sphere,
    Spectrum spectrum,
    int active,
    int distinct,
    double clearance,
    boolean separates,
    double rescaling) {
  private static final double RADIUS = Math.sqrt(10);
  private static final double DEAD = 1e-6;
  private static final double SAME = 1e-9;

  /**
   * The point that a random start leads to, at ρ = 10.
   *
   * @param z rows y_n x_n of separable points
   */
  static FixedRadiusPoint of(Matrix z, Nonlinearity sigma, int width, Seed seed) {
    RandomGenerator random = seed.random();
    double[] y = new double[z.rows()];
    Matrix x = z.copy();
    for (int n = 0; n < y.length; n++) {
      y[n] = n % 2 == 0 ? 1 : -1;
      for (int j = 0; j < z.cols(); j++) {
        x.set(n, j, y[n] * z.at(n, j));
      }
    }
    NetworkOnData model = new NetworkOnData(NetworkOnData.dense(z.cols(), sigma, width, 1), x);
    double[] start =
        Vectors.times(
            RADIUS, model.directions(Vectors.gaussian(model.network().parameters(), random)));
    Examples examples = Examples.of(Dataset.of("points", x, new Labels.Signs(y)));
    Loss loss = Loss.named("exponential");
    FlowCourse course =
        Flow.usual().course(Dynamics.fixedRho(), model.network(), loss, examples, start);
    course.aimOnward(60);
    while (course.logTime() < 60 && course.logVelocity() > Math.log(1e-11)) {
      course.advance();
      if (course.failure() != null) {
        throw new IllegalStateException("the flow ended: " + course.failure());
      }
    }
    boolean linear = model.network().kinkLayers().isEmpty();
    Risk risk = new Risk(model.network(), loss, examples);
    return read(linear, risk, x, width, course.weights().clone());
  }

  private static FixedRadiusPoint read(boolean linear, Risk risk, Matrix x, int width, double[] w) {
    int d = x.cols();
    boolean[] moves = new boolean[w.length];
    boolean[] alive = new boolean[width];
    int active = 0;
    double clearance = Double.POSITIVE_INFINITY;
    double[][] looks = new double[width][];
    for (int j = 0; j < width; j++) {
      double[] row = Arrays.copyOfRange(w, j * d, (j + 1) * d);
      alive[j] = Vectors.norm(row) > DEAD || Math.abs(w[width * d + j]) > DEAD;
      looks[j] = Vectors.unit(row);
      for (int i = 0; i < d; i++) {
        moves[j * d + i] = alive[j];
      }
      moves[width * d + j] = alive[j];
      active += alive[j] ? 1 : 0;
      for (int n = 0; n < x.rows() && alive[j]; n++) {
        double height = Math.abs(Vectors.dot(looks[j], x.row(n))) / Vectors.norm(x.row(n));
        clearance = Math.min(clearance, height);
      }
    }
    int distinct = 0;
    for (int j = 0; j < width; j++) {
      boolean first = alive[j];
      for (int i = 0; i < j; i++) {
        boolean alike =
            alive[i]
                && Vectors.dot(looks[i], looks[j]) > 1 - SAME
                && w[width * d + i] * w[width * d + j] > 0;
        first = first && !alike;
      }
      distinct += first ? 1 : 0;
    }
    SphereCurvature sphere = SphereCurvature.at(risk, w, moves);
    boolean separates = true;
    for (int n = 0; n < x.rows(); n++) {
      separates = separates && risk.margin(n) > 0;
    }
    return new FixedRadiusPoint(
        linear,
        sphere,
        Spectrum.of(sphere.operator()),
        active,
        distinct,
        clearance,
        separates,
        sphere.quotient(rescaling(w, alive, d)) / (2 * sphere.mu()[0]));
  }

  /** Σ_j c_j (w_j, -a_j) with Σ c_j a_j² = 0, for the first two units that are alive. */
  private static double[] rescaling(double[] w, boolean[] alive, int d) {
    double[] u = new double[w.length];
    int width = alive.length;
    int seen = 0;
    for (int j = 0; j < width && seen < 2; j++) {
      if (alive[j]) {
        double a = w[width * d + j];
        double c = (seen == 0 ? 1 : -1) / (a * a);
        for (int i = 0; i < d; i++) {
          u[j * d + i] = c * w[j * d + i];
        }
        u[width * d + j] = -c * a;
        seen++;
      }
    }
    return seen == 2 ? u : new double[w.length];
  }
}
