package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.margin.Interpolation;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** P-DD: the least-norm solution when there are more weights than examples. */
record DoubleDescent() implements Claim {
  private static final int N = 40;
  private static final int INPUTS = 10;
  private static final int TESTS = 400;
  private static final double NOISE = 0.2;
  private static final int[] FEATURES = {
    4, 6, 8, 12, 16, 20, 26, 32, 36, 38, 39, 40, 41, 42, 44, 48, 56, 70, 100, 150, 250, 400, 800
  };

  /** A change of the data of this relative size: second-order terms are below a thousandth. */
  private static final double SMALL = 1e-6;

  @Override
  public String id() {
    return "P-DD";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "§4, on N < D");
  }

  @Override
  public String statement() {
    return "With fewer examples N than weights D the pseudo-inverse may have a good expected error"
        + " although the gap between expected and empirical loss is large; it is unique and"
        + " continuous in the data.";
  }

  @Override
  public String formula() {
    return "w_\\dagger=\\Phi^\\dagger y,\\qquad\\|\\Delta w_\\dagger\\|\\le\\frac{\\|\\Delta"
        + " y\\|+2\\|\\Delta\\Phi\\|\\|w_\\dagger\\|}{\\sigma_{\\min}(\\Phi)}+\\dots";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "40 examples on the sphere in ten dimensions, a linear target with noise of deviation 0.2,"
            + " random features \\(\\max(\\langle a,x\\rangle,0)\\)",
        "for continuity: \\(\\Phi\\) of full rank");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int draws = budget.of(4, 60, 300);
    double[] test = new double[FEATURES.length];
    double[] train = new double[FEATURES.length];
    double[] condition = new double[FEATURES.length];
    double stretch = 0;
    for (int draw = 0; draw < draws; draw++) {
      Problem problem = Problem.draw(seed.child(draw).random());
      for (int k = 0; k < FEATURES.length; k++) {
        Matrix phi = problem.features(problem.x(), FEATURES[k]);
        Interpolation fit = Interpolation.of(phi, problem.y());
        double own =
            SineProblem.meanSquare(
                problem.features(problem.test(), FEATURES[k]), problem.truth(), fit.w());
        test[k] += own / draws;
        train[k] += SineProblem.meanSquare(phi, problem.y(), fit.w()) / draws;
        double sigma = fit.singularValues()[fit.rank() - 1];
        condition[k] += Math.log10(fit.singularValues()[0] / sigma) / draws;
        if (FEATURES[k] >= N && draw < 10) {
          stretch = Math.max(stretch, stretch(phi, problem.y(), fit, seed.child(draw).child(k)));
        }
      }
    }
    int peak = 0;
    double under = Double.POSITIVE_INFINITY;
    double over = Double.POSITIVE_INFINITY;
    double over2 = 0;
    for (int k = 0; k < FEATURES.length; k++) {
      peak = test[k] > test[peak] ? k : peak;
      if (FEATURES[k] < N) {
        under = Math.min(under, test[k]);
      } else if (FEATURES[k] > N && test[k] < over) {
        over = test[k];
        over2 = train[k];
      }
    }
    double[] ratio = Arrays.stream(FEATURES).mapToDouble(d -> d / (double) N).toArray();
    return Judgement.of(
            Evidence.near("D/N at the largest test error", ratio[peak], 1, 0.05),
            Evidence.atMost(
                "least mean test error with D > N over the least with D < N", over / under, 1),
            Evidence.near(
                "the part of it that is gap, 1 - training error/test error",
                1 - over2 / over,
                1,
                1e-6),
            Evidence.atMost(
                "continuity, D ≥ N: change of \\(w_\\dagger\\) over its bound, largest",
                stretch,
                1 + 1e-2))
        .with(
            Figure.of(
                    "descent", "Double descent", Axis.log10("D/N"), Axis.log10("mean square error"))
                .captioned("Means over the draws. Training errors of zero are left out.")
                .with(Mark.atX(1, "D = N"))
                .with(Series.line("test", ratio, test))
                .with(
                    Series.line(
                            "training",
                            ratio,
                            Arrays.stream(train).map(v -> v > 1e-6 ? v : Double.NaN).toArray())
                        .dashed(Dash.DASHED)))
        .with(
            Figure.of(
                    "condition",
                    "Condition of the features",
                    Axis.log10("D/N"),
                    Axis.linear("mean \\(\\log_{10}\\sigma_{\\max}/\\sigma_{\\min}\\)"))
                .captioned("What the bound of continuity is made of: it is useless at D = N.")
                .with(Series.line("condition", ratio, condition)))
        .noting(
            String.format(
                Locale.ROOT,
                "Test error %.3g at the peak, %.3g at best with D < N, %.3g at best with D > N,"
                    + " where the training error is %.1e. The target's mean square is 1.",
                test[peak],
                under,
                over,
                over2))
        .noting(
            "'May' is shown for one law; it is not said of all. 'Continuous' is for a fixed rank:"
                + " \\(\\Phi=\\mathrm{diag}(1,\\varepsilon)\\), y = (1, 1) has"
                + " \\(w_\\dagger=(1,1/\\varepsilon)\\), but (1, 0) at \\(\\varepsilon=0\\).");
  }

  /** The change of w† under a small random change of Φ and y, over the bound. */
  private static double stretch(Matrix phi, double[] y, Interpolation fit, Seed seed) {
    RandomGenerator random = seed.random();
    double sigma = fit.singularValues()[fit.rank() - 1];
    // Small even for the least singular value, which is what the bound divides by.
    double size = SMALL * sigma;
    Matrix change = Vectors.gaussian(phi.rows(), phi.cols(), random);
    double spectral = Svd.of(change).norm();
    double[] dy = Vectors.times(size, Vectors.unit(Vectors.gaussian(y.length, random)));
    Matrix moved = Matrices.sum(phi, Matrices.scaled(size / spectral, change));
    double[] w = Interpolation.of(moved, Vectors.plus(y, 1, dy)).w();
    double bound = (size + 2 * size * fit.norm()) / sigma;
    return Vectors.distance(w, fit.w()) / bound;
  }

  private record Problem(Matrix x, double[] y, Matrix test, double[] truth, Matrix directions) {
    static Problem draw(RandomGenerator random) {
      double[] target =
          Vectors.times(Math.sqrt(INPUTS), Vectors.unit(Vectors.gaussian(INPUTS, random)));
      Matrix x = sphere(N, random);
      Matrix test = sphere(TESTS, random);
      double[] y = Vectors.product(x, target);
      for (int n = 0; n < N; n++) {
        y[n] += NOISE * random.nextGaussian();
      }
      Matrix directions = Vectors.gaussian(FEATURES[FEATURES.length - 1], INPUTS, random);
      return new Problem(x, y, test, Vectors.product(test, target), directions);
    }

    private static Matrix sphere(int n, RandomGenerator random) {
      Matrix x = Vectors.gaussian(n, INPUTS, random);
      for (int i = 0; i < n; i++) {
        System.arraycopy(Vectors.unit(x.row(i)), 0, x.data(), i * INPUTS, INPUTS);
      }
      return x;
    }

    /** max(⟨a_k, x⟩, 0) for the first D directions. */
    Matrix features(Matrix points, int count) {
      Matrix first = Matrices.part(directions, 0, count, 0, INPUTS);
      return Matrices.entrywise(
          points.times(first.transpose()), Matrix.zeros(points.rows(), count), Math::max);
    }
  }
}
