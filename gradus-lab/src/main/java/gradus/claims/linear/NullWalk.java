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
import gradus.figure.Series;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** N-4.1: the walk in the null space under repeated perturbations. */
record NullWalk() implements Claim {
  private static final int D = 40;
  private static final int KICKS = 64;
  private static final int[] NULLS = {10, 15, 20, 30};

  /** Descent after each kick: each step leaves at most 0.64 of a component in the span. */
  private static final int STEPS = 40;

  @Override
  public String id() {
    return "N-4.1";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "§4.1, third prediction");
  }

  @Override
  public String statement() {
    return "Repeated perturbations of unit norm, each followed by descent to zero training error,"
        + " make the weights' component in the null space walk at random: its norm grows like"
        + " \\(\\sqrt m\\) with a constant that depends on \\(\\sqrt{1/N}\\), N the dimension of"
        + " the null space.";
  }

  @Override
  public String formula() {
    return "\\|P_{\\text{null}}(w_m-w_0)\\|\\approx\\sqrt m\\,\\sqrt{1/N}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("a linear model under the square loss", "perturbations uniform on the sphere");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int repetitions = budget.of(40, 400, 2000);
    double[] m = new double[KICKS];
    Arrays.setAll(m, i -> i + 1.0);
    double[] logM = Arrays.stream(m).map(Math::log).toArray();
    double[] constant = new double[NULLS.length];
    double slopes = 0;
    double worstSlope = 0;
    double worstTraining = 0;
    Figure figure =
        Figure.of(
                "walk",
                "Norm of the null component",
                Axis.log10("perturbations m"),
                Axis.log10("root mean square norm"))
            .captioned(
                "D = 40. Dotted: \\(\\sqrt{mN/D}\\). The larger the null space, the farther the"
                    + " walk.");
    for (int k = 0; k < NULLS.length; k++) {
      Walks walks = walk(NULLS[k], repetitions, seed.child(k).random());
      worstTraining = Math.max(worstTraining, walks.training());
      double[] rms = Arrays.stream(walks.square()).map(Math::sqrt).toArray();
      double slope = Vectors.slope(logM, Arrays.stream(rms).map(Math::log).toArray());
      slopes += slope / NULLS.length;
      worstSlope =
          Math.abs(slope - 0.5) > Math.abs(worstSlope - 0.5) || k == 0 ? slope : worstSlope;
      for (int i = 0; i < KICKS; i++) {
        constant[k] += rms[i] / Math.sqrt(m[i]) / KICKS;
      }
      double factor = Math.sqrt(NULLS[k] / (double) D);
      figure =
          figure
              .with(Series.line("N = " + NULLS[k], m, rms))
              .with(
                  Series.line(
                          "N = " + NULLS[k],
                          m,
                          Arrays.stream(m).map(v -> factor * Math.sqrt(v)).toArray())
                      .dashed(Dash.DOTTED));
    }
    double[] logN = Arrays.stream(NULLS).mapToDouble(Math::log).toArray();
    double inN = Vectors.slope(logN, Arrays.stream(constant).map(Math::log).toArray());
    // A squared norm after m kicks varies by √(2/N) of its mean, and its values at neighbouring m
    // go
    // together: four standard errors of the constant at N = 10 are 2 √(2/10)/√repetitions, 0.05 for
    // 400. The slope in N, over log 3, is off by no more.
    double chance = 2 * Math.sqrt(2.0 / NULLS[0] / repetitions);
    double tolerance = Math.max(0.05, chance);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.atMost(
                "largest mean training loss after a descent, over that after the kick",
                worstTraining,
                1e-6)
            .ofHypothesis());
    evidence.add(
        Evidence.near(
            "slope of log norm in log m, the farthest from 1/2", worstSlope, 0.5, tolerance));
    evidence.add(
        Evidence.near("slope of the log constant in log N, N = 10 to 30", inN, -0.5, tolerance));
    evidence.add(Evidence.near("the same, corrected", inN, 0.5, tolerance).ofCorrection());
    for (int k = 0; k < NULLS.length; k++) {
      evidence.add(
          Evidence.relative(
                  "constant over \\(\\sqrt{N/D}\\), N = %d, D = %d".formatted(NULLS[k], D),
                  constant[k] / Math.sqrt(NULLS[k] / (double) D),
                  1,
                  tolerance)
              .ofCorrection());
    }
    return Judgement.of(evidence)
        .corrected(
            "The law \\(\\sqrt m\\) is right, its constant is \\(\\sqrt{N/D}\\): a perturbation of"
                + " unit norm in \\(\\mathbb R^D\\) has the mean square \\(N/D\\) in a space of"
                + " dimension N, and independent ones add. It grows with N.")
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "Mean of the slopes %.4f; %d repetitions of %d kicks. One walk alone has a slope of"
                    + " 0.5 with a deviation of some 0.06 to 0.2, so that the law is one for"
                    + " means.",
                slopes,
                repetitions,
                KICKS));
  }

  /**
   * Walks that began at an interpolant.
   *
   * @param square the mean squared norm of the null component after each kick and descent
   * @param training the largest training loss after a descent over that after the kick
   */
  private record Walks(double[] square, double training) {}

  private static Walks walk(int nulls, int repetitions, RandomGenerator random) {
    int n = D - nulls;
    Matrix x = RowSpan.conditioned(n, D, 0.6, 1.2, random);
    RowSpan span = RowSpan.of(x);
    Blas blas = Blas.best();
    // Row r is the w of walk r. Zero targets, so that w = 0 interpolates; the loss is ‖Xw‖²/2.
    Matrix w = Matrix.zeros(repetitions, D);
    Matrix e = Matrix.zeros(repetitions, n);
    double[] square = new double[KICKS];
    double training = 0;
    for (int m = 0; m < KICKS; m++) {
      for (int r = 0; r < repetitions; r++) {
        double[] kick = Vectors.unit(Vectors.gaussian(D, random));
        blas.axpy(D, 1, kick, 0, w.data(), r * D);
      }
      double before = 0;
      for (int t = 0; t <= STEPS; t++) {
        blas.gemm(
            false, true, repetitions, n, D, 1, w.data(), 0, D, x.data(), 0, D, 0, e.data(), 0, n);
        before = t == 0 ? e.norm() : before;
        if (t < STEPS) {
          blas.gemm(
              false,
              false,
              repetitions,
              D,
              n,
              -1,
              e.data(),
              0,
              n,
              x.data(),
              0,
              D,
              1,
              w.data(),
              0,
              D);
        }
      }
      training = Math.max(training, Math.pow(e.norm() / before, 2));
      for (int r = 0; r < repetitions; r++) {
        double[] off = span.orthogonal(w.row(r));
        square[m] += Vectors.dot(off, off) / repetitions;
      }
    }
    return new Walks(square, training);
  }
}
