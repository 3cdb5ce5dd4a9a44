package gradus.claims.curvature;

import gradus.claims.model.Vectors;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Svd;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Anchored descent on least squares, w ← (1 - α_t)(w - ηXᵀ(Xw - y)), in the directions of the
 * singular values, where it is a linear recurrence for each: exact, and as cheap for twenty starts
 * as for one. Off the span of the examples it is w ← (1 - α_t)w.
 *
 * @param x the examples (n x d), independent
 * @param y their targets
 * @param svd of X
 * @param least w†
 * @param eta η = 1/σ_max²
 */
record AnchoredModes(Matrix x, double[] y, Svd svd, double[] least, double eta) {
  static AnchoredModes of(Matrix x, double[] y) {
    Svd svd = Svd.of(x);
    return new AnchoredModes(
        x, y, svd, LeastSquares.of(x, y).solution(), 1 / (svd.values()[0] * svd.values()[0]));
  }

  /**
   * Where every start is after some steps: mode i, relative to w†, at keep_i times its start plus
   * shift_i times the mode of w†; the rest at rest times its start.
   */
  final class Path {
    private final double[] keep;
    private final double[] shift;
    private double rest = 1;

    private Path() {
      keep = new double[y.length];
      shift = new double[y.length];
      Arrays.fill(keep, 1);
    }

    private void step(double alpha) {
      for (int i = 0; i < keep.length; i++) {
        // e = w - w†: e ← (1 - α)(1 - ησ²)e - α w†.
        double factor = (1 - alpha) * (1 - eta * svd.values()[i] * svd.values()[i]);
        keep[i] *= factor;
        shift[i] = factor * shift[i] - alpha;
      }
      rest *= 1 - alpha;
    }

    /** w - w†. */
    double[] error(double[] start) {
      double[] e = Vectors.times(rest, start);
      for (int i = 0; i < keep.length; i++) {
        double[] mode = svd.v().col(i);
        double from = Vectors.dot(mode, start);
        double to = Vectors.dot(mode, least);
        double along = keep[i] * (from - to) + shift[i] * to;
        e = Vectors.plus(e, along - rest * from, mode);
      }
      return e;
    }

    double relativeError(double[] start) {
      return Vectors.norm(error(start)) / leastNorm();
    }
  }

  double leastNorm() {
    return Vectors.norm(least);
  }

  /** After so many steps with α_t = 1/(t + 2). */
  Path halpern(int steps) {
    return path(steps, t -> 1.0 / (t + 2.0));
  }

  /** After steps of which the first are anchored with λ. */
  Path thenNone(double lambda, int anchored, int steps) {
    return path(steps, t -> t < anchored ? lambda : 0);
  }

  private Path path(int steps, IntToDoubleFunction alpha) {
    Path path = new Path();
    for (int t = 0; t < steps; t++) {
      path.step(alpha.applyAsDouble(t));
    }
    return path;
  }

  /** α_t/(ησ²_min), and the round-off of a sum of so many terms. */
  double bound(int steps) {
    double smallest = svd.values()[y.length - 1];
    return 1.0 / steps / (eta * smallest * smallest) + 1e-12;
  }

  /** Powers of two from 128 to the number of steps. */
  double[] times(int steps) {
    int count = (int) (Math.log(steps) / Math.log(2)) - 6;
    double[] times = new double[count];
    for (int k = 0; k < count; k++) {
      times[k] = 128L << k;
    }
    return times;
  }

  /** ‖w_t - w†‖ from a start at these ascending times. */
  double[] errors(double[] start, double[] times) {
    Path path = new Path();
    double[] errors = new double[times.length];
    int t = 0;
    for (int k = 0; k < times.length; k++) {
      for (; t < times[k]; t++) {
        path.step(1.0 / (t + 2.0));
      }
      errors[k] = Vectors.norm(path.error(start));
    }
    return errors;
  }

  /** How far the iteration itself, step by step, ends from what its modes say. */
  double difference(double[] start, int steps) {
    double[] w = start;
    for (int t = 0; t < steps; t++) {
      double[] r = Vectors.plus(Vectors.product(x, w), -1, y);
      w = Vectors.plus(w, -eta, Vectors.transposedProduct(x, r));
      w = Vectors.times(1 - 1.0 / (t + 2.0), w);
    }
    return Vectors.distance(Vectors.plus(w, -1, least), halpern(steps).error(start));
  }
}
