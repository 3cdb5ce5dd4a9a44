package gradus.claims.margin;

import gradus.claims.model.Flows;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Block;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The flow of a homogeneous network on separable examples, read whenever log t has doubled.
 *
 * @param name the network
 * @param ready log(N R̂) where the readings begin: below zero
 * @param rho the norm of the smallest layer
 * @param cosine 1 - cos(w, ẇ), ẇ = -∇R̂
 * @param path how far w/‖w‖ went since the last reading
 * @param pull ‖Σ q_i y_i ∇f_i(w/‖w‖)‖
 * @param margin K ψ/‖w‖^K, ψ = -log Σ e^{-z}: never falls, and is bounded
 */
record HomogeneousRun(
    String name,
    double ready,
    double[] logTime,
    double[] rho,
    double[] cosine,
    double[] path,
    double[] pull,
    double[] margin) {
  private static final int EXAMPLES = 5;

  /** Steps of log t within a doubling, over which the path is added up. */
  private static final int PARTS = 8;

  /** The log t by which the risk must be small enough for a run to count. */
  private static final double LATEST = 30;

  private static final int ATTEMPTS = 50;

  /** The norm of each layer while shared weights settle. */
  private static final double HELD = 4;

  /** Where the norms were held a run is ready at once: it has so many doublings more to go. */
  private static final int EARLIER = 2;

  /** The share of log t over which the velocity is read off the weights. */
  private static final double AHEAD = 1e-3;

  /** The number of networks that are looked at. */
  static int kinds() {
    return HomogeneousNetwork.all().size();
  }

  /** Follows one flow until log t has reached its last doubling. */
  private static Optional<HomogeneousRun> of(
      HomogeneousNetwork kind, double scale, int doublings, Seed seed) {
    Matrix z = SeparablePoints.draw(EXAMPLES, HomogeneousNetwork.DIMENSION, seed.child("data"));
    Dataset data = Flows.signed(z, seed.child("signs"));
    double[] drawn = kind.start(scale, seed.child("start"));
    double[] start = kind.shared() ? settled(kind, data, drawn) : drawn;
    FlowCourse course = Flows.course(Dynamics.standard(), kind.network(), data, start);
    course.aimOnward(LATEST);
    while (course.logRisk() + Math.log(EXAMPLES) >= 0) {
      if (course.failure() != null || course.logTime() >= LATEST) {
        return Optional.empty();
      }
      course.advance();
    }
    double ready = course.logRisk() + Math.log(EXAMPLES);
    List<double[]> rows = new ArrayList<>();
    double from = Math.max(course.logTime(), 1) * 1.5;
    double[] before = Vectors.unit(kind.moving(Flows.follow(course, from)));
    for (int i = 1; i <= doublings + (kind.shared() ? EARLIER : 0); i++) {
      double path = 0;
      for (int part = 1; part <= PARTS; part++) {
        double to = from * Math.pow(2, i - 1 + part / (double) PARTS);
        double[] v = Vectors.unit(kind.moving(Flows.follow(course, to)));
        path += Vectors.distance(v, before);
        before = v;
      }
      double[] w = kind.moving(course.weights());
      // What the flow moves along: at kinks the element of least norm of Clarke's gradient, which
      // a derivative taken on one side of the kink is not.
      double pull =
          Math.exp(course.logVelocity() + course.logSpeed() - course.logRisk())
              / Math.pow(Vectors.norm(w), kind.degree() - 1);
      double psi = -course.logRisk() - Math.log(EXAMPLES);
      double margin = kind.degree() * psi / Math.pow(Vectors.norm(w), kind.degree());
      double logTime = course.logTime();
      double[] ahead = kind.moving(Flows.follow(course, logTime * (1 + AHEAD)));
      // 1 - cos as half a squared distance, which keeps its digits; at the middle of the step.
      double apart =
          Vectors.distance(
              Vectors.unit(Vectors.plus(ahead, -1, w)), Vectors.unit(Vectors.plus(w, 1, ahead)));
      rows.add(new double[] {logTime, kind.least(w), apart * apart / 2, path, pull, margin});
    }
    return Optional.of(
        new HomogeneousRun(
            kind.label(),
            ready,
            column(rows, 0),
            column(rows, 1),
            column(rows, 2),
            column(rows, 3),
            column(rows, 4),
            column(rows, 5)));
  }

  /** Where the flow with the norms of all layers held at {@link #HELD} comes to rest. */
  private static double[] settled(HomogeneousNetwork kind, Dataset data, double[] drawn) {
    double[] start = drawn.clone();
    for (Block block : kind.network().blocks()) {
      if (block.trained()) {
        double rho = Blas.best().nrm2(block.size(), start, block.offset());
        Blas.best().scal(block.size(), HELD / rho, start, block.offset());
      }
    }
    FlowCourse course = Flows.course(Dynamics.fixedRho(), kind.network(), data, start);
    return Flows.follow(course, LATEST);
  }

  /** The run of the first start that gets to R̂ &lt; 1/N, which the statements assume. */
  static HomogeneousRun first(HomogeneousNetwork kind, double scale, int doublings, Seed seed) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<HomogeneousRun> run = of(kind, scale, doublings, seed.child(attempt));
      if (run.isPresent()) {
        return run.get();
      }
    }
    throw new IllegalStateException(
        "none of %d starts of %s separated its examples".formatted(ATTEMPTS, kind.label()));
  }

  /** What is left of a sum whose terms fall by the ratio of the last two, an estimate. */
  static double rest(double[] terms) {
    double last = terms[terms.length - 1];
    double ratio = last / terms[terms.length - 2];
    return last == 0 ? 0 : ratio < 1 ? last * ratio / (1 - ratio) : Double.POSITIVE_INFINITY;
  }

  /** The slope of one logarithm in another over the last readings. */
  static double slope(double[] x, double[] y) {
    int from = Math.max(x.length - 5, 0);
    return Vectors.slope(
        Arrays.stream(Arrays.copyOfRange(x, from, x.length)).map(Math::log).toArray(),
        Arrays.stream(Arrays.copyOfRange(y, from, y.length)).map(Math::log).toArray());
  }

  private static double[] column(List<double[]> rows, int j) {
    return rows.stream().mapToDouble(row -> row[j]).toArray();
  }
}
