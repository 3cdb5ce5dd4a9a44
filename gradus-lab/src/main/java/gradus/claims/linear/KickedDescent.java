package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.margin.Interpolation;
import gradus.num.Seed;
import gradus.num.Svd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Gradient descent on the mean square loss, step by step, with Gaussian kicks of all weights every
 * so many steps, repeated from several starts side by side; readings are means over the
 * repetitions.
 *
 * @param readings in order of their steps
 * @param walk root mean square of the change of the null component before each kick and at the end
 * @param kicked mean training loss right after each kick
 * @param returned mean training loss at the end of the stretch after each kick
 * @param predicted for each mode, (1 - ηλ_k)^stretch with λ_k the curvature of the loss
 * @param left for each mode, what a whole stretch left of a kick; empty without kicks
 * @param offClosedForm largest relative distance of the weights to the closed form of each mode
 *     after the first stretch
 */
record KickedDescent(
    List<Reading> readings,
    double[] walk,
    double[] kicked,
    double[] returned,
    double[] predicted,
    double[] left,
    double offClosedForm) {

  /** Means over the repetitions after so many steps. */
  record Reading(double steps, double train, double test, double norm, double off) {}

  /**
   * What is run.
   *
   * @param steps of descent in all
   * @param stretch steps between kicks; all steps for none
   * @param repetitions starts N(0, 0.1²)
   * @param eta the step
   * @param kick deviation of the kicks
   */
  record Protocol(int steps, int stretch, int repetitions, double eta, double kick) {}

  /** Runs. */
  static KickedDescent of(SineProblem problem, Protocol protocol, Seed seed) {
    return new Run(problem, protocol, seed).run();
  }

  /** One column of the readings. */
  double[] column(ToDoubleFunction<Reading> of) {
    return readings.stream().mapToDouble(of).toArray();
  }

  private static final class Run {
    private final SineProblem problem;
    private final Protocol protocol;
    private final int n;
    private final int p;
    private final int runs;

    /** Feature by feature, the repetitions side by side (p x runs). */
    private final double[] w;

    private final double[] e;
    private final RowSpan span;
    private final Svd svd;
    private final double[] best;
    private final double[] predicted;
    private final Seed kicks;

    Run(SineProblem problem, Protocol protocol, Seed seed) {
      this.problem = problem;
      this.protocol = protocol;
      this.n = problem.train().rows();
      this.p = problem.train().cols();
      this.runs = protocol.repetitions();
      this.w = Vectors.times(0.1, Vectors.gaussian(p * runs, seed.child("start").random()));
      this.e = new double[n * runs];
      this.span = RowSpan.of(problem.train());
      this.svd = Svd.of(problem.train());
      this.best = Interpolation.of(problem.train(), problem.y()).w();
      this.predicted = factors(protocol.stretch());
      this.kicks = seed.child("kicks");
    }

    /** What j steps leave of each mode of ‖Φw - y‖²/n, whose curvature is 2σ²/n. */
    private double[] factors(int j) {
      return Arrays.stream(svd.values())
          .limit(span.rank())
          .map(s -> Math.pow(1 - protocol.eta() * 2 * s * s / n, j))
          .toArray();
    }

    KickedDescent run() {
      var random = kicks.random();
      double[] start = w.clone();
      List<Reading> readings = new ArrayList<>();
      List<Double> walk = new ArrayList<>();
      List<Double> kicked = new ArrayList<>();
      List<Double> returned = new ArrayList<>();
      double[] both = new double[span.rank()];
      double[] before = new double[span.rank()];
      double off = 0;
      double[] kickedAt = start;
      readings.add(read(0));
      double next = 1;
      for (int t = 1; t <= protocol.steps(); t++) {
        step();
        boolean ends = t % protocol.stretch() == 0;
        if (t >= next || ends || t == protocol.steps()) {
          Reading at = read(t);
          readings.add(at);
          next = t < protocol.stretch() ? Math.max(t + 1, t * 1.15) : t + protocol.stretch() / 4.0;
          if (t == protocol.stretch()) {
            off = offClosedForm(start);
          }
          if (ends && t > protocol.stretch()) {
            returned.add(at.train());
            compare(kickedAt, both, before);
          }
        }
        if (ends || t == protocol.steps()) {
          walk.add(walked(start));
        }
        if (ends && t < protocol.steps()) {
          for (int i = 0; i < w.length; i++) {
            w[i] += protocol.kick() * random.nextGaussian();
          }
          kickedAt = w.clone();
          Reading after = read(t);
          kicked.add(after.train());
          readings.add(after);
        }
      }
      double[] left = new double[returned.isEmpty() ? 0 : both.length];
      Arrays.setAll(left, k -> both[k] / before[k]);
      return new KickedDescent(
          readings, array(walk), array(kicked), array(returned), predicted, left, off);
    }

    /**
     * One step of all repetitions. Plain loops along the repetitions: the matrices are far smaller
     * than what a call of a product is made for.
     */
    private void step() {
      double[] phi = problem.train().data();
      double scale = 2 * protocol.eta() / n;
      for (int i = 0; i < n; i++) {
        Arrays.fill(e, i * runs, (i + 1) * runs, -problem.y()[i]);
        for (int j = 0; j < p; j++) {
          add(phi[i * p + j], w, j * runs, e, i * runs);
        }
      }
      for (int j = 0; j < p; j++) {
        for (int i = 0; i < n; i++) {
          add(-scale * phi[i * p + j], e, i * runs, w, j * runs);
        }
      }
    }

    private void add(double a, double[] x, int xOff, double[] y, int yOff) {
      for (int r = 0; r < runs; r++) {
        y[yOff + r] += a * x[xOff + r];
      }
    }

    /** The weights of one repetition. */
    private double[] weights(double[] all, int r) {
      double[] own = new double[p];
      for (int j = 0; j < p; j++) {
        own[j] = all[j * runs + r];
      }
      return own;
    }

    private Reading read(int t) {
      double[] sums = new double[4];
      for (int r = 0; r < runs; r++) {
        double[] row = weights(w, r);
        sums[0] += SineProblem.meanSquare(problem.train(), problem.y(), row);
        sums[1] += SineProblem.meanSquare(problem.test(), problem.truth(), row);
        sums[2] += Vectors.norm(row);
        sums[3] += Vectors.norm(span.orthogonal(row));
      }
      return new Reading(t, sums[0] / runs, sums[1] / runs, sums[2] / runs, sums[3] / runs);
    }

    private double walked(double[] start) {
      double sum = 0;
      for (int r = 0; r < runs; r++) {
        double[] off = span.orthogonal(Vectors.plus(weights(w, r), -1, weights(start, r)));
        sum += Vectors.dot(off, off) / runs;
      }
      return Math.sqrt(sum);
    }

    private double[] modes(double[] row) {
      return Vectors.transposedProduct(svd.v(), Vectors.plus(row, -1, best));
    }

    private void compare(double[] from, double[] both, double[] before) {
      for (int r = 0; r < runs; r++) {
        double[] a = modes(weights(from, r));
        double[] b = modes(weights(w, r));
        for (int k = 0; k < both.length; k++) {
          both[k] += a[k] * b[k];
          before[k] += a[k] * a[k];
        }
      }
    }

    private double offClosedForm(double[] start) {
      double worst = 0;
      for (int r = 0; r < runs; r++) {
        double[] a = modes(weights(start, r));
        double[] expected = Vectors.plus(best, 1, span.orthogonal(weights(start, r)));
        for (int k = 0; k < predicted.length; k++) {
          expected = Vectors.plus(expected, predicted[k] * a[k], svd.v().col(k));
        }
        worst = Math.max(worst, Vectors.distance(weights(w, r), expected) / Vectors.norm(expected));
      }
      return worst;
    }

    private static double[] array(List<Double> list) {
      return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
