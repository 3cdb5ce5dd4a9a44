package gradus.claims.margin;

import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.StepSize;
import gradus.loss.Loss;
import gradus.margin.MarginSolution;
import gradus.margin.Points;
import gradus.margin.SeparableSplit;
import gradus.margin.SpanMinimum;
import gradus.net.Nonlinearity;
import gradus.num.Cholesky;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Qr;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Examples of which the first {@code rest} span a plane H where they cancel, some of them on its
 * edge, and the others have a part off H that one direction separates; all turned at random.
 */
record SplitProblem(
    Matrix z, int rest, SeparableSplit split, MarginSolution perp, SpanMinimum minimum) {
  private static final int DIMENSION = 5;
  private static final int PLANE = 2;
  private static final int REST = 10;
  private static final int OTHERS = 12;

  /**
   * Readings along a path.
   *
   * @param t steps, or log t on the slow manifold
   * @param onH ‖Π_H w - v̄‖
   * @param offH the distance of the direction off H to that of largest margin
   */
  record Path(double[] t, double[] onH, double[] offH) {}

  static SplitProblem draw(Seed seed) {
    RandomGenerator random = seed.random();
    Matrix raw = Matrix.zeros(REST + OTHERS, DIMENSION);
    for (int n = 0; n < REST + OTHERS; n++) {
      for (int j = 0; j < (n < REST ? PLANE : DIMENSION); j++) {
        raw.set(n, j, 0.4 * random.nextGaussian());
      }
      if (n >= REST) {
        raw.set(n, PLANE, 0.2 + Math.abs(raw.at(n, PLANE)));
      }
    }
    // ±e_1 and ±e_2 in unequal lengths: whatever else lies in their plane goes with them.
    double[] lengths = {0.5, -0.3, 0.7, -0.4};
    for (int n = 0; n < 4; n++) {
      raw.set(n, 0, n < 2 ? lengths[n] : 0);
      raw.set(n, 1, n < 2 ? 0 : lengths[n]);
    }
    Matrix z = raw.times(Qr.of(Vectors.gaussian(DIMENSION, DIMENSION, random)).q());
    Points points = Points.of(z);
    SeparableSplit split = SeparableSplit.of(points);
    return new SplitProblem(
        z,
        REST,
        split,
        split.perp().orElseThrow(),
        split.minimum(points, Loss.named("exponential")));
  }

  /** The number of examples whose side is not that of the construction. */
  double misplaced() {
    return Arrays.stream(split.separable()).filter(n -> n < rest).count()
        + Arrays.stream(split.rest()).filter(n -> n >= rest).count();
  }

  /** What the certificates leave. */
  double proof() {
    SeparableSplit.Certificate proof = split.verify(Points.of(z));
    return proof.least() > 0 ? Math.max(proof.leak(), proof.residual()) : Double.POSITIVE_INFINITY;
  }

  /** ‖Σ e^{-⟨z_n, v̄⟩} z_n‖/N over the rest. */
  double stationary() {
    double[] sum = new double[DIMENSION];
    for (int n = 0; n < rest; n++) {
      double e = Math.exp(-Vectors.dot(z.row(n), minimum.w())) / z.rows();
      sum = Vectors.plus(sum, e, z.row(n));
    }
    return Vectors.norm(sum);
  }

  private Course course() {
    return Descent.full(new StepSize.Constant(1))
        .course(
            Dynamics.standard(),
            NetworkOnData.dense(DIMENSION, Nonlinearity.linear(), 1),
            Loss.named("exponential"),
            Flows.turned(z),
            new double[DIMENSION],
            new Seed(0));
  }

  /** Descent with η = 1 from w = 0. */
  Path descent(int steps) {
    Course course = course();
    int readings = 40;
    double[] t = new double[readings];
    double[] onH = new double[readings];
    double[] offH = new double[readings];
    int made = 0;
    for (int i = 0; i < readings; i++) {
      t[i] = Math.rint(10 * Math.pow(steps / 10.0, i / (readings - 1.0)));
      while (made < t[i]) {
        LinearProblem.step(course);
        made++;
      }
      double[] w = course.position().weights().clone();
      double[] along = onto(w);
      onH[i] = Vectors.distance(along, minimum.w());
      offH[i] = away(Vectors.plus(w, -1, along));
    }
    return new Path(t, onH, offH);
  }

  /** How far Π_H w - v̄ of descent is from the first order of its theory, relative. */
  double displacementError(int steps) {
    Course course = course();
    for (int t = 0; t < steps; t++) {
      LinearProblem.step(course);
    }
    double[] w = course.position().weights().clone();
    int k = split.basis().rows();
    Matrix curvature = Matrix.zeros(k, k);
    double[] push = new double[k];
    for (int n = 0; n < z.rows(); n++) {
      double[] c = Vectors.product(split.basis(), z.row(n));
      if (n >= rest) {
        push = Vectors.plus(push, Math.exp(-Vectors.dot(z.row(n), w)), c);
        continue;
      }
      double weight = Math.exp(-Vectors.dot(z.row(n), minimum.w()));
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          curvature.set(i, j, curvature.at(i, j) + weight * c[i] * c[j]);
        }
      }
    }
    double[] predicted = Cholesky.of(curvature).solve(push);
    double[] measured = Vectors.product(split.basis(), Vectors.plus(w, -1, minimum.w()));
    return Vectors.distance(measured, predicted) / Vectors.norm(predicted);
  }

  /** The direction's distance on the slow manifold at evenly spaced log log t from 30 on. */
  Path reduced(double last) {
    double[] logTime = new double[20];
    for (int i = 0; i < logTime.length; i++) {
      logTime[i] = 30 * Math.pow(last / 30, i / (logTime.length - 1.0));
    }
    double[] offH = follow(new double[DIMENSION], Double.NEGATIVE_INFINITY, logTime);
    return new Path(logTime, new double[offH.length], offH);
  }

  /**
   * How far the direction's distance under descent is from what the slow manifold makes of
   * descent's own state at an earlier step, relative. What descent does before is no matter of the
   * manifold, and where the support vectors do not span H^⊥ it is never forgotten.
   */
  double reductionError(int from, int steps) {
    Course course = course();
    double[] early = {};
    for (int t = 0; t < steps; t++) {
      if (t == from) {
        double[] w = course.position().weights();
        early = Vectors.plus(w, -1, onto(w));
      }
      LinearProblem.step(course);
    }
    double[] w = course.position().weights();
    double end = away(Vectors.plus(w, -1, onto(w)));
    double[] there = follow(early, Math.log(from), new double[] {Math.log(steps)});
    return Math.abs(end / there[0] - 1);
  }

  /**
   * w' = Σ e^{-⟨z_n, v̄ + w⟩} Π_⊥ z_n over N in the clock dt = N dτ/Σ e^{-…}, by the classical
   * method of Runge and Kutta: there w moves at order one and nothing is stiff.
   */
  private double[] follow(double[] start, double logStart, double[] logTimes) {
    double[] w = start.clone();
    double logTime = logStart;
    double[] distance = new double[logTimes.length];
    double h = 0.25;
    for (int i = 0; i < logTimes.length; i++) {
      while (logTime < logTimes[i]) {
        double before = logSum(w);
        double[] a = pull(w);
        double[] b = pull(Vectors.plus(w, h / 2, a));
        double[] c = pull(Vectors.plus(w, h / 2, b));
        double[] d = pull(Vectors.plus(w, h, c));
        double[] sum = Vectors.plus(Vectors.plus(a, 2, b), 2, c);
        double[] ahead = Vectors.plus(w, h / 6, Vectors.plus(sum, 1, d));
        // The mean of 1/Σ over the step, by the trapezoidal rule on a nearly exponential curve.
        double middle = logSum(Vectors.plus(w, h / 2, b));
        double step =
            LogSum.of(-before, Math.log(4) - middle, -logSum(ahead)) + Math.log(h / 6 * z.rows());
        w = ahead;
        logTime = LogSum.add(logTime, step);
      }
      distance[i] = away(w);
    }
    return distance;
  }

  private double[] exponents(double[] w) {
    double[] e = new double[z.rows() - rest];
    double[] at = Vectors.plus(w, 1, minimum.w());
    for (int n = rest; n < z.rows(); n++) {
      e[n - rest] = -Vectors.dot(z.row(n), at);
    }
    return e;
  }

  private double logSum(double[] w) {
    return LogSum.of(exponents(w));
  }

  private double[] pull(double[] w) {
    double[] e = exponents(w);
    double total = LogSum.of(e);
    double[] sum = new double[DIMENSION];
    for (int n = 0; n < e.length; n++) {
      sum = Vectors.plus(sum, Math.exp(e[n] - total), z.row(n + rest));
    }
    return Vectors.plus(sum, -1, onto(sum));
  }

  /** Π_H w. */
  private double[] onto(double[] w) {
    double[] c = Vectors.product(split.basis(), w);
    return Vectors.transposedProduct(split.basis(), c);
  }

  private double away(double[] w) {
    return Vectors.distance(Vectors.unit(w), perp.direction());
  }
}
