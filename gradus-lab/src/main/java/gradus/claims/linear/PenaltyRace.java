package gradus.claims.linear;

import gradus.claims.model.Vectors;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Figure 8 of poggio2018: test errors against the number of steps, and against the penalty.
 *
 * @param times η times the steps at which the network was tested
 * @param bySteps mean test error there
 * @param inverse 1/(2μ) of the penalties, at which the flow of the linear model is tested as well
 * @param byPenalty mean test error of the minimisers of ‖Xw - y‖²/n + μ‖w‖²
 * @param byLinear mean test error of the gradient flow on ‖Xw - y‖²/n at time 1/(2μ)
 * @param bestBySteps mean of the least test error of each repetition
 * @param bestByPenalty the same
 * @param bestLinear the same
 * @param leastNorm mean test error of the least-norm solution
 */
record PenaltyRace(
    double[] times,
    double[] bySteps,
    double[] inverse,
    double[] byPenalty,
    double[] byLinear,
    double bestBySteps,
    double bestByPenalty,
    double bestLinear,
    double leastNorm) {
  private static final int N = 30;
  private static final int D = 31;
  private static final int TESTS = 32;
  private static final int HIDDEN = 2;
  private static final double ETA = 0.005;
  private static final double START = 0.1;
  private static final int READINGS = 60;

  /** Runs. */
  static PenaltyRace of(double noise, int steps, int repetitions, Seed seed) {
    double[] times = grid(10, steps);
    double[] inverse = grid(1e-3 / ETA, 1e8);
    double[] bySteps = new double[READINGS];
    double[] byPenalty = new double[READINGS];
    double[] byLinear = new double[READINGS];
    double[] best = new double[4];
    for (int r = 0; r < repetitions; r++) {
      RandomGenerator random = seed.child(r).random();
      Problem problem = Problem.draw(noise, random);
      double[] a = problem.descend(times, random);
      Svd svd = Svd.of(problem.x());
      double[] b = new double[READINGS];
      double[] c = new double[READINGS];
      for (int i = 0; i < READINGS; i++) {
        double time = ETA * inverse[i];
        b[i] = problem.error(filtered(svd, problem.y(), v -> v / (v + 1 / (2 * time))));
        c[i] = problem.error(filtered(svd, problem.y(), v -> -Math.expm1(-2 * v * time)));
      }
      add(bySteps, a, repetitions);
      add(byPenalty, b, repetitions);
      add(byLinear, c, repetitions);
      best[0] += Vectors.min(a) / repetitions;
      best[1] += Vectors.min(b) / repetitions;
      best[2] += Vectors.min(c) / repetitions;
      best[3] += problem.error(filtered(svd, problem.y(), v -> 1)) / repetitions;
    }
    return new PenaltyRace(
        Vectors.times(ETA, times),
        bySteps,
        Vectors.times(ETA, inverse),
        byPenalty,
        byLinear,
        best[0],
        best[1],
        best[2],
        best[3]);
  }

  private static double[] grid(double from, double to) {
    double[] grid = new double[READINGS];
    Arrays.setAll(
        grid, i -> Math.rint(from * Math.pow(to / from, i / (READINGS - 1.0)) * 1e9) / 1e9);
    return grid;
  }

  private static void add(double[] sum, double[] more, int repetitions) {
    Blas.best().axpy(sum.length, 1.0 / repetitions, more, 0, sum, 0);
  }

  /** Σ φ(σ²/n) (⟨u, y⟩/σ) v. */
  private static double[] filtered(Svd svd, double[] y, DoubleUnaryOperator phi) {
    double[] w = new double[D];
    for (int k = 0; k < svd.values().length; k++) {
      double sigma = svd.values()[k];
      double along = Vectors.dot(svd.u().col(k), y) / sigma;
      w = Vectors.plus(w, along * phi.applyAsDouble(sigma * sigma / N), svd.v().col(k));
    }
    return w;
  }

  private record Problem(Matrix x, double[] y, Matrix test, double[] truth) {
    static Problem draw(double noise, RandomGenerator random) {
      double[] target = Vectors.unit(Vectors.gaussian(D, random));
      Matrix x = inputs(N, random);
      double[] y = Vectors.product(x, target);
      for (int i = 0; i < N; i++) {
        y[i] += noise * random.nextGaussian();
      }
      Matrix test = inputs(TESTS, random);
      return new Problem(x, y, test, Vectors.product(test, target));
    }

    private static Matrix inputs(int n, RandomGenerator random) {
      Matrix x = Vectors.gaussian(n, D, random);
      for (int i = 0; i < n; i++) {
        x.set(i, D - 1, 1);
      }
      return x;
    }

    double error(double[] w) {
      return SineProblem.meanSquare(test, truth, w);
    }

    /** Test errors of stochastic descent, one example at a time, after so many steps. */
    double[] descend(double[] marks, RandomGenerator random) {
      double[] first = Vectors.times(START / Math.sqrt(D), Vectors.gaussian(HIDDEN * D, random));
      double[] second = Vectors.times(START, Vectors.gaussian(HIDDEN, random));
      double[] errors = new double[marks.length];
      double[] h = new double[HIDDEN];
      int next = 0;
      for (int t = 1; next < marks.length; t++) {
        int i = random.nextInt(N);
        double e = -y[i];
        for (int k = 0; k < HIDDEN; k++) {
          h[k] = dot(first, k * D, x.data(), i * D);
          e += second[k] * h[k];
        }
        for (int k = 0; k < HIDDEN; k++) {
          double slope = 2 * ETA * e;
          double back = slope * second[k];
          second[k] -= slope * h[k];
          for (int j = 0; j < D; j++) {
            first[k * D + j] -= back * x.data()[i * D + j];
          }
        }
        while (next < marks.length && t >= marks[next] - 1e-6) {
          double[] w = new double[D];
          for (int k = 0; k < HIDDEN; k++) {
            Blas.best().axpy(D, second[k], first, k * D, w, 0);
          }
          errors[next++] = error(w);
        }
      }
      return errors;
    }

    private static double dot(double[] a, int aOff, double[] b, int bOff) {
      double sum = 0;
      for (int j = 0; j < D; j++) {
        sum += a[aOff + j] * b[bOff + j];
      }
      return sum;
    }
  }
}
