package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.NtkMargin;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** J-γrand: the NTK margin of random labels and of noisy 2-XOR. */
record MarginOfXor() implements Claim {
  private static final int D = 10;

  @Override
  public String id() {
    return "J-γrand";
  }

  @Override
  public List<String> also() {
    return List.of("J-2XOR");
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3.2.1, how large γ can be");
  }

  @Override
  public String statement() {
    return "The NTK margin is 1/poly(n) for random labels, and \\(\\Omega(1/d)\\) for noisy 2-XOR"
        + " on all \\(2^d\\) corners.";
  }

  @Override
  public String formula() {
    return "\\gamma_{\\text{random}}\\le\\frac1{\\text{poly}(n)},\\qquad"
        + "\\gamma_{\\text{2-XOR}}=\\Omega(1/d)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("inputs of unit norm: corners are divided by \\(\\sqrt d\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] n = {8, 20, 50, 125, 320, 800};
    double[] reached = new double[budget.of(3, 6, 6)];
    n = Arrays.copyOf(n, reached.length);
    int repeats = budget.of(2, 3, 6);
    double gap = 0;
    double excess = 0;
    double[] bound = new double[n.length];
    double[] logN = new double[n.length * repeats];
    double[] logGamma = new double[logN.length];
    for (int k = 0; k < n.length; k++) {
      for (int r = 0; r < repeats; r++) {
        NtkMargin margin = random((int) n[k], budget, seed.child("labels").child(k).child(r));
        gap = Math.max(gap, margin.gap() / margin.dual());
        excess = Math.max(excess, margin.dual() * Math.sqrt(n[k]));
        reached[k] += margin.primal() / repeats;
        logN[k * repeats + r] = Math.log(n[k]);
        logGamma[k * repeats + r] = Math.log(margin.dual());
      }
      bound[k] = 1 / Math.sqrt(2 * n[k]);
    }
    double exponent = Vectors.slope(logN, logGamma);
    double error = standardError(logN, logGamma, exponent);
    double[] d = {10, 12, 14, 16, 18};
    double[] xor = new double[d.length];
    double[] scaled = new double[d.length];
    double[] expansion = new double[d.length];
    double beyond = 0;
    int draws = budget.of(300, 4000, 40_000);
    for (int k = 0; k < d.length; k++) {
      XorMargin margin = XorMargin.drawn((int) d[k], draws, seed.child("corners").child(k));
      xor[k] = margin.gamma();
      scaled[k] = d[k] * xor[k];
      expansion[k] = 0.5 + 7 / (32 * d[k]);
      double off = Math.abs(scaled[k] - expansion[k]) - 4 * d[k] * margin.error();
      beyond = Math.max(beyond, off * d[k] * d[k]);
    }
    int small = 5;
    Matrix corners = XorMargin.corners(small);
    NtkMargin solved =
        NtkMargin.drawn(
            corners, XorMargin.labels(corners), budget.of(500, 5000, 100_000), 0.999, seed);
    XorMargin symmetric =
        XorMargin.drawn(small, budget.of(1000, 20_000, 400_000), seed.child("symmetric"));
    Figure figure =
        Figure.of(
                "margins",
                "NTK margins",
                Axis.log10("examples n, or dimension d"),
                Axis.log10("\\(\\gamma\\)"))
            .with(Series.line("random labels in ten dimensions", n, reached))
            .with(Series.line("\\(1/\\sqrt{2n}\\)", n, bound))
            .with(Series.line("2-XOR, over d", d, xor))
            .captioned("Random labels by n, noisy 2-XOR on all corners by d.");
    return Judgement.of(
            Evidence.atMost("random labels: relative gap of both sides, largest", gap, 1e-4),
            Evidence.atMost(
                "random labels: exponent of \\(\\gamma\\) in n plus two standard errors",
                exponent + 2 * error,
                0),
            Evidence.near(
                "2-XOR: slope of \\(\\gamma\\) in d, d = 10 to 18",
                KernelLimit.slope(d, xor),
                -1,
                0.1),
            Evidence.near(
                "2-XOR: \\(d\\gamma\\) at d = 18, which tends to ½", scaled[4], 0.5, 0.03),
            Evidence.atMost(
                "2-XOR: \\(|d\\gamma-\\frac12-\\frac7{32d}|\\) beyond four standard errors,"
                    + " times \\(d^2\\), largest",
                beyond,
                2),
            Evidence.near(
                "d = 5: the margin by symmetry over that by the solver",
                symmetric.gamma() / solved.dual(),
                1,
                0.1))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "Random labels: exponent %.3f, standard error %.3f, n = %d to %d in %d dimensions;"
                    + " \\(\\gamma\\sqrt n\\le%.3f\\). Equal weights prove \\(\\gamma\\le"
                    + "1/\\sqrt{2n}\\) on average over labels.",
                exponent,
                error,
                (int) n[0],
                (int) n[n.length - 1],
                D,
                excess))
        .with(
            Figure.of(
                    "xor",
                    "2-XOR on all corners",
                    Axis.linear("dimension d"),
                    Axis.linear("\\(d\\gamma\\)"))
                .with(Series.points("measured", d, scaled))
                .with(Series.line("\\(\\frac12+\\frac7{32d}\\)", d, expansion)))
        .noting(
            String.format(
                Locale.ROOT,
                "2-XOR: local slopes of \\(\\gamma\\) are %s; the expansion has"
                    + " \\(-1-\\frac7{16d}\\). \\(d\\gamma\\) is %s.",
                slopes(d, xor),
                rounded(scaled)))
        .noting(
            "2-XOR: sign changes of coordinates carry any example to any other and leave the right"
                + " side of the duality as it is, so equal weights are the best ones; for a"
                + " direction z the norm is then summed over all corners. Its Fourier coefficients"
                + " of first and third degree give"
                + " \\(d\\gamma=\\frac12+\\frac7{32d}+O(d^{-2})\\).");
  }

  private static String slopes(double[] d, double[] gamma) {
    double[] local = new double[d.length - 1];
    for (int k = 0; k < local.length; k++) {
      local[k] = Math.log(gamma[k + 1] / gamma[k]) / Math.log(d[k + 1] / d[k]);
    }
    return rounded(local);
  }

  private static String rounded(double[] values) {
    return Arrays.stream(values)
        .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v))
        .collect(Collectors.joining(", "));
  }

  private static NtkMargin random(int n, Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix x = TwoLayerRelu.sphere(n, D, random);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return NtkMargin.drawn(x, y, budget.of(200, 500, 2000), 0.9, seed.child("directions"));
  }

  private static double standardError(double[] x, double[] y, double slope) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double residual = 0;
    double spread = 0;
    for (int i = 0; i < x.length; i++) {
      residual += Math.pow(y[i] - my - slope * (x[i] - mx), 2);
      spread += Math.pow(x[i] - mx, 2);
    }
    return Math.sqrt(residual / (x.length - 2) / spread);
  }
}
