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
import gradus.kernel.NtkMargin;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.NotSeparable;
import gradus.margin.Points;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** J-P5.7: four points that the tangent features of a narrow network do not separate. */
record NarrowNetworks() implements Claim {
  /** (±1, 0, 1, …, 1) and (0, ±1, 1, …, 1); the shared coordinates stand as one. */
  private static final int[][] POINTS = {{1, 0, 1}, {-1, 0, 1}, {0, 1, 1}, {0, -1, 1}};

  private static final int[] Y = {1, 1, -1, -1};

  @Override
  public String id() {
    return "J-P5.7";
  }

  @Override
  public Source source() {
    return Source.of(
        Document.JI2020, "§3.2.2, after Theorem 3.2 (Ji and Telgarsky 2019b, Proposition 5.7)");
  }

  @Override
  public String statement() {
    return "There are four examples that, for \\(m\\le\\sqrt{d-2}/4\\) and \\(d\\ge20\\), the"
        + " gradients of a network of width m at its start do not separate with a constant"
        + " probability.";
  }

  @Override
  public String formula() {
    return "m\\le\\tfrac14\\sqrt{d-2}\\ \\Rightarrow\\ \\Pr_{W_0}\\bigl[\\{(\\n"
        + "abla f_i(W_0),y_i)\\}_{i=1}^4\\text{ is not separable}\\bigr]\\ge c>0";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Map<Integer, Boolean> known = new HashMap<>();
    double[] d = {20, 80, 320, 1280, 5120, 20_480};
    int draws = budget.of(400, 4000, 40_000);
    double[] share = new double[d.length];
    double least = 1;
    for (int k = 0; k < d.length; k++) {
      int m = (int) (Math.sqrt(d[k] - 2) / 4);
      int hits = hits((int) d[k], m, draws, seed.child("narrow").child(k), known);
      share[k] = hits / (double) draws;
      least = Math.min(least, wilson(hits, draws));
    }
    NtkMargin margin = margin(budget.of(2000, 10_000, 100_000), seed.child("margin"));
    Figure figure =
        Figure.of(
            "narrow",
            "Four points that are not separated",
            Axis.log10("\\(m/\\sqrt{d-2}\\)"),
            Axis.linear("share of starts"));
    int fewer = budget.of(200, 1000, 10_000);
    for (int dimension : new int[] {80, 1280, 20_480}) {
      double[] at = {0.25, 0.5, 1, 2, 4, 8, 16};
      double[] there = new double[at.length];
      for (int k = 0; k < at.length; k++) {
        int m = (int) Math.max(1, at[k] * Math.sqrt(dimension - 2));
        at[k] = m / Math.sqrt(dimension - 2);
        there[k] =
            hits(dimension, m, fewer, seed.child("figure").child(dimension).child(k), known)
                / (double) fewer;
      }
      figure = figure.with(Series.line("d = %,d".formatted(dimension), at, there));
    }
    return Judgement.of(
            Evidence.atLeast(
                "share of starts that do not separate at \\(m=\\lfloor\\sqrt{d-2}/4\\rfloor\\),"
                    + " least lower end (Wilson, 99.9 %) over d = 20 to 20,480",
                least, 0.5),
            Evidence.atLeast(
                "d = 20: lower end of the NTK margin, which is positive all the same",
                margin.interval().orElseThrow().low(),
                1e-6),
            Evidence.near("d = 20: relative gap of it", margin.gap() / margin.dual(), 0, 1e-4))
        .with(
            figure.captioned(
                "A unit helps only where its sign differs between the points; wide networks have"
                    + " enough of those."))
        .noting(
            String.format(
                Locale.ROOT,
                "The points are a reconstruction: \\((\\pm1,0,1,\\ldots,1)\\) of one label and"
                    + " \\((0,\\pm1,1,\\ldots,1)\\) of the other (unit norm by the factor"
                    + " \\(1/\\sqrt{d-1}\\)), as the document does not print them. Shares: %s.",
                Arrays.toString(share)))
        .noting(
            "Where every unit has one sign on all four points, the features are copies of the"
                + " inputs, and \\(x_1+x_2=x_3+x_4\\). A unit has two signs with probability at"
                + " most \\(2\\varphi(0)\\mathbb E\\max(|w_1|,|w_2|)/\\sqrt{d-2}="
                + "\\frac4{\\sqrt2\\,\\pi}/\\sqrt{d-2}\\), so that at the printed width the"
                + " probability is at least \\(1-\\frac1{\\sqrt2\\,\\pi}=0.77\\) for every d.");
  }

  private static int hits(int d, int m, int draws, Seed seed, Map<Integer, Boolean> known) {
    RandomGenerator random = seed.random();
    int hits = 0;
    for (int draw = 0; draw < draws; draw++) {
      int patterns = 0;
      for (int s = 0; s < m; s++) {
        double first = random.nextGaussian();
        double second = random.nextGaussian();
        double shared = Math.sqrt(d - 2.0) * random.nextGaussian();
        int pattern = 0;
        for (int i = 0; i < POINTS.length; i++) {
          double z = POINTS[i][0] * first + POINTS[i][1] * second + shared;
          pattern |= z > 0 ? 1 << i : 0;
        }
        patterns |= 1 << pattern;
      }
      hits += known.computeIfAbsent(patterns, NarrowNetworks::separates) ? 0 : 1;
    }
    return hits;
  }

  /**
   * Whether the features of units with these patterns (bit p: there is one that is active on the
   * points in p) are separable; units of one pattern have parallel features.
   */
  private static boolean separates(int patterns) {
    double[][] z = new double[POINTS.length][3 * 16];
    for (int pattern = 1; pattern < 16; pattern++) {
      for (int i = 0; i < POINTS.length && (patterns >> pattern & 1) == 1; i++) {
        for (int j = 0; j < 3 && (pattern >> i & 1) == 1; j++) {
          z[i][3 * pattern + j] = Y[i] * POINTS[i][j];
        }
      }
    }
    // A point on which no unit is active has no features at all.
    return Arrays.stream(z).allMatch(row -> Arrays.stream(row).anyMatch(v -> v != 0))
        && !(MarginSolver.in(Norm.ONE).solve(Points.of(Matrix.ofRows(z))) instanceof NotSeparable);
  }

  /** The lower end of Wilson's interval for a share, one-sided at 99.9 %. */
  private static double wilson(int hits, int n) {
    double z = 3.09;
    double p = hits / (double) n;
    double middle = p + z * z / (2 * n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
    return (middle - half) / (1 + z * z / n);
  }

  private static NtkMargin margin(int directions, Seed seed) {
    int d = 20;
    Matrix x = Matrix.zeros(POINTS.length, d);
    double[] y = new double[POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      y[i] = Y[i];
      for (int j = 0; j < d; j++) {
        x.set(i, j, POINTS[i][Math.min(j, 2)] / Math.sqrt(d - 1.0));
      }
    }
    return NtkMargin.drawn(x, y, directions, 0.99, seed);
  }
}
