package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** J-T3.3/3.4: how many samples descent, one-pass descent and 2-XOR need. */
record SamplesNeeded() implements Claim {
  private static final double[] EPSILON = {0.2, 0.1, 0.05, 0.025};

  @Override
  public String id() {
    return "J-T3.3/3.4";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "Theorems 3.3 and 3.4, §3.2.3");
  }

  @Override
  public String statement() {
    return "Descent needs \\(\\tilde O(1/(\\gamma^4\\epsilon^2))\\) examples for a test error of"
        + " \\(\\epsilon\\) (the best iterate), one-pass stochastic descent"
        + " \\(\\tilde O(1/(\\gamma^2\\epsilon))\\) (mean over iterates). In the tangent regime"
        + " 2-XOR takes of order \\(d^2\\) examples.";
  }

  @Override
  public String formula() {
    return "n_{3.3}=\\tilde\\Omega\\Bigl(\\frac1{\\gamma^4\\epsilon^2}\\Bigr),\\qquad n_{3.4}="
        + "\\tilde\\Theta\\Bigl(\\frac1{\\gamma^2\\epsilon}\\Bigr),\\qquad n_{\\text{2-XOR}}="
        + "\\tilde\\Theta(d^2)";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "\\(m=\\Omega((\\ln(n/\\delta)+\\ln(1/\\epsilon)^2)/\\gamma^8)\\), constant open");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] d = Arrays.copyOf(new double[] {16, 24, 32, 48}, budget.of(3, 4, 4));
    double[] kernel = new double[d.length];
    double[] lazy = new double[d.length];
    double[] trained = new double[budget.of(2, 4, 4)];
    int steps = budget.of(2000, 4000, 20_000);
    for (int k = 0; k < d.length; k++) {
      int dimension = (int) d[k];
      int first = dimension * dimension / 4;
      Seed own = seed.child("2-XOR").child(dimension);
      int draws = budget.of(3, 6, 20);
      kernel[k] =
          XorLearners.needed(dimension, first, draws, XorLearners::kernel, own.child("kernel"));
      lazy[k] =
          XorLearners.needed(
              dimension, first, budget.of(2, 4, 10), XorLearners::lazy, own.child("lazy"));
      if (k < trained.length) {
        trained[k] =
            XorLearners.needed(
                dimension,
                2 * dimension,
                budget.of(2, 4, 10),
                (x, y, others, truth, at) -> XorLearners.trained(x, y, others, truth, at, steps),
                own.child("trained"));
      }
    }
    int last = trained.length - 1;
    double[] dTrained = Arrays.copyOf(d, trained.length);
    Figure figure =
        Figure.of(
                "samples",
                "Examples of 2-XOR for 90 % of others told right",
                Axis.log10("dimension d"),
                Axis.log10("examples n"))
            .with(Series.line("kernel", d, kernel))
            .with(Series.line("lazy network (width 512)", d, lazy))
            .with(Series.line("fully trained network (width 40)", dTrained, trained))
            .with(Series.line("\\(d^2/2\\)", d, Arrays.stream(d).map(v -> v * v / 2).toArray()))
            .captioned(
                "Corners drawn at random. Kernel and lazy network (the gradients at the start) at"
                    + " their largest margin; both layers trained from a small start.");
    Slopes slopes = slopes(budget, seed.child("circle"));
    // The tilde hides logarithms: a tenth of a slope is left to them and to the draws.
    return Judgement.of(
            Evidence.near("2-XOR, kernel: slope of n in d", KernelLimit.slope(d, kernel), 2, 0.3),
            Evidence.near(
                "2-XOR, lazy network: slope of n in d", KernelLimit.slope(d, lazy), 2, 0.3),
            Evidence.atMost(
                "one pass (3.4): slope of n in \\(1/\\epsilon\\)", slopes.passEpsilon(), 1.1),
            Evidence.atMost(
                "one pass (3.4): slope of n in \\(1/\\gamma\\)", slopes.passGamma(), 2.2),
            Evidence.atMost(
                "descent (3.3): slope of n in \\(1/\\epsilon\\)", slopes.descentEpsilon(), 2.1),
            Evidence.atMost(
                "descent (3.3): slope of n in \\(1/\\gamma\\)", slopes.descentGamma(), 4.2))
        .with(figure)
        .with(slopes.figure())
        .noting(
            String.format(
                Locale.ROOT,
                "2-XOR at d = %d: the kernel needs %.0f examples, the lazy network %.0f, the fully"
                    + " trained one %.0f; its slope in d is %.2f after %,d steps, and falls with"
                    + " longer training. The lower bound of \\(d^2\\) is one for the tangent kernel"
                    + " only.",
                (int) d[last],
                kernel[last],
                lazy[last],
                trained[last],
                KernelLimit.slope(dTrained, trained),
                steps))
        .noting(
            String.format(
                Locale.ROOT,
                "Slopes in \\(\\epsilon\\) and \\(\\gamma\\): four arcs of the circle that come"
                    + " nearer to each other, \\(\\gamma\\) exact by arcs. The powers are upper"
                    + " bounds: measured are %.2f and %.2f (one pass), %.2f and %.2f (descent). The"
                    + " mean error of the iterates is read from mistakes on fresh examples.",
                slopes.passEpsilon(),
                slopes.passGamma(),
                slopes.descentEpsilon(),
                slopes.descentGamma()));
  }

  private record Slopes(
      double passEpsilon,
      double passGamma,
      double descentEpsilon,
      double descentGamma,
      Figure figure) {}

  private static Slopes slopes(Budget budget, Seed seed) {
    double[] degrees = {25, 32, 38, 41};
    double[] inverse = new double[degrees.length];
    double[] pass = new double[degrees.length];
    double[] descent = new double[degrees.length];
    double[] ofEpsilon = new double[EPSILON.length];
    double[] descentError = {};
    double[] sizes = Arrays.copyOf(new double[] {8, 16, 32, 64, 128, 256}, budget.of(4, 6, 6));
    for (int k = 0; k < degrees.length; k++) {
      FourArcs law = new FourArcs(Math.toRadians(degrees[k]));
      inverse[k] = 1 / law.margin().primal();
      double[] mean = onePass(law, budget, seed.child("one pass").child(k));
      pass[k] = needed(mean, 0.05);
      descentError = descent(law, sizes, budget, seed.child("descent").child(k));
      descent[k] = crossing(sizes, descentError, 0.05);
      for (int e = 0; e < EPSILON.length; e++) {
        ofEpsilon[e] = needed(mean, EPSILON[e]); // the last, narrowest law stays
      }
    }
    double[] inEpsilon = Arrays.stream(EPSILON).map(e -> 1 / e).toArray();
    int tail = sizes.length - 3;
    Figure figure =
        Figure.of(
                "margin",
                "Examples for a test error of 5 %",
                Axis.log10("\\(1/\\gamma\\)"),
                Axis.log10("examples n"))
            .with(Series.line("one pass, mean of iterates", inverse, pass))
            .with(Series.line("descent, best iterate", inverse, descent))
            .captioned("Four arcs of the circle.");
    return new Slopes(
        KernelLimit.slope(inEpsilon, ofEpsilon),
        KernelLimit.slope(inverse, pass),
        -1
            / KernelLimit.slope(
                Arrays.copyOfRange(sizes, tail, sizes.length),
                Arrays.copyOfRange(descentError, tail, sizes.length)),
        KernelLimit.slope(inverse, descent),
        figure);
  }

  /** The mean over runs of the share of mistakes among the first 1, 2, … examples. */
  private static double[] onePass(FourArcs law, Budget budget, Seed seed) {
    int runs = budget.of(4, 20, 100);
    double[] mean = new double[2000];
    for (int run = 0; run < runs; run++) {
      int[] mistakes = law.onePass(256, mean.length, seed.child(run));
      for (int t = 0; t < mean.length; t++) {
        mean[t] += mistakes[t] / (t + 1.0) / runs;
      }
    }
    return mean;
  }

  /** The first n from which on the mean error stays at most ε. */
  private static double needed(double[] mean, double epsilon) {
    int n = mean.length;
    while (n > 0 && mean[n - 1] <= epsilon) {
      n--;
    }
    return n + 1;
  }

  private static double[] descent(FourArcs law, double[] sizes, Budget budget, Seed seed) {
    int draws = budget.of(6, 20, 100);
    double[] error = new double[sizes.length];
    for (int k = 0; k < sizes.length; k++) {
      for (int draw = 0; draw < draws; draw++) {
        Seed own = seed.child(k).child(draw);
        error[k] += law.descent((int) sizes[k], 128, budget.of(60, 150, 400), own) / draws;
      }
    }
    return error;
  }

  /** Where the error first falls below ε, on a line in log n. */
  private static double crossing(double[] sizes, double[] error, double epsilon) {
    for (int k = 0; k < sizes.length; k++) {
      if (error[k] <= epsilon) {
        double part = k == 0 ? 0 : (error[k] - epsilon) / (error[k] - error[k - 1]);
        return k == 0 ? sizes[0] : sizes[k] * Math.pow(sizes[k - 1] / sizes[k], part);
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
