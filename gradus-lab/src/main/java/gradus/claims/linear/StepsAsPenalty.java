package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** N-3.1: the number of iterations plays the part of 1/λ. */
record StepsAsPenalty() implements Claim {
  private static final double NOISE = 0.3;

  /** Where (1 - e^{-x})(1 + x)/x is largest: the zero of its derivative. */
  private static final double PEAK = 1.7932821329007607;

  @Override
  public String id() {
    return "N-3.1";
  }

  @Override
  public List<String> also() {
    return List.of("N-F8");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "§3.1 and Figure 8");
  }

  @Override
  public String statement() {
    return "Gradient descent on the square loss regularises by its number of iterations j:"
        + " \\(\\lambda\\propto1/j\\) for a fixed step. A two-layer linear network trained for more"
        + " and more iterations tests like one trained to convergence with a smaller and smaller"
        + " penalty (figure 8).";
  }

  @Override
  public String formula() {
    return "1-(1-\\eta\\sigma^2)^j\\approx\\frac{\\sigma^2}{\\sigma^2+\\lambda},\\qquad\\lambda=\\frac1{\\eta"
               + " j}";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "\\(\\eta\\sigma^2<1\\); \\(\\sigma^2\\) of \\(X^\\top X/n\\) for the loss of equation 10",
        "figure 8: n = 30, d = 31 with the constant, one hidden unit in the target, two in the"
            + " network, 32 test points",
        "the best test errors are compared with noise of deviation 0.3; the figure has none");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int points = budget.of(20_000, 200_000, 2_000_000);
    double[] x = new double[points];
    double[] ratio = new double[points];
    int peak = 0;
    for (int i = 0; i < points; i++) {
      x[i] = Math.pow(10, -6 + 12.0 * i / (points - 1));
      ratio[i] = -Math.expm1(-x[i]) * (1 + x[i]) / x[i];
      peak = ratio[i] > ratio[peak] ? i : peak;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    double off = 0;
    for (int j = 1; j <= 100_000; j += 1 + j / 20) {
      for (double s = 1e-6; s < 1; s *= 1.05) {
        // 1 - (1 - s)^j without cancellation.
        double filter = -Math.expm1(j * Math.log1p(-s));
        double own = filter * (1 + j * s) / (j * s);
        least = Math.min(least, own);
        most = Math.max(most, own);
        if (s < 1e-3) {
          off = Math.max(off, Math.abs(own / (-Math.expm1(-j * s) * (1 + j * s) / (j * s)) - 1));
        }
      }
    }
    int repetitions = budget.of(30, 120, 400);
    PenaltyRace noisy =
        PenaltyRace.of(NOISE, budget.of(3000, 20_000, 60_000), repetitions, seed.child("noisy"));
    PenaltyRace clean =
        PenaltyRace.of(
            0, budget.of(3000, 60_000, 300_000), budget.of(2, 8, 30), seed.child("clean"));
    double curvature = ratio[peak];
    return Judgement.of(
            // Rounding of 1 - e^{-x} and of the quotient.
            Evidence.atLeast(
                "least ratio of the filters, flow to penalty",
                Arrays.stream(ratio).min().orElseThrow(),
                1 - 1e-14),
            Evidence.near("largest, flow", curvature, 1.29843, 1e-4),
            Evidence.near("where, in \\(\\eta j\\sigma^2\\)", x[peak], PEAK, 0.005),
            Evidence.atLeast("least ratio, descent", least, 1 - 1e-12),
            Evidence.atMost("largest ratio, descent", most, 2),
            Evidence.near(
                "descent's ratio over the flow's for \\(\\eta\\sigma^2<10^{-3}\\), less 1",
                off,
                0,
                1e-3),
            // The ratio in one repetition has a deviation of some 0.2.
            Evidence.near(
                "figure 8 with noise: mean best test error by iterations over that by the penalty",
                noisy.bestBySteps() / noisy.bestByPenalty(),
                1,
                Math.max(0.1, 4 * 0.2 / Math.sqrt(repetitions))))
        .with(
            Figure.of(
                    "filters",
                    "Filter of descent over that of the penalty",
                    Axis.log10("\\(\\eta j\\sigma^2\\)"),
                    Axis.linear("ratio"))
                .captioned("At \\(\\lambda=1/(\\eta j)\\); the flow.")
                .with(Series.line("ratio", thinned(x), thinned(ratio))))
        .with(figure("f8-noise", "Figure 8 with noise of deviation 0.3", noisy))
        .with(figure("f8", "Figure 8, without noise", clean))
        .noting(
            String.format(
                Locale.ROOT,
                "Figure 8 without noise: best mean test error %.3g by iterations, %.3g by the"
                    + " penalty, %.3g of the least-norm solution. Both fall all the way, and 'best'"
                    + " says how long one ran: the least singular value of 30 examples in 31"
                    + " dimensions needs some 10⁵ steps. With noise %.3g and %.3g (linear descent"
                    + " without a hidden layer: %.3g).",
                clean.bestBySteps(),
                clean.bestByPenalty(),
                clean.leastNorm(),
                noisy.bestBySteps(),
                noisy.bestByPenalty(),
                noisy.bestLinear()))
        .noting(
            "The penalty of the caption, \\(\\lambda\\|W_2W_1\\|\\) unsquared, has the same path of"
                + " minimisers as the squared one, with \\(\\lambda=2\\mu\\|W_2W_1\\|\\); they are"
                + " computed exactly. In the caption the second 'right' must be 'left'.");
  }

  private static double[] thinned(double[] all) {
    int stride = Math.max(1, all.length / 400);
    double[] few = new double[all.length / stride];
    Arrays.setAll(few, i -> all[i * stride]);
    return few;
  }

  private static Figure figure(String id, String title, PenaltyRace race) {
    return Figure.of(
            id,
            title,
            Axis.log10("\\(\\eta\\) × iterations, or \\(1/(2\\mu)\\)"),
            Axis.log10("mean square test error"))
        .captioned(
            "Means over the repetitions. \\(\\mu\\) is the squared penalty with the same minimiser"
                + " as the \\(\\lambda\\) of the caption.")
        .with(
            Series.line(
                "stochastic descent on the two-layer network", race.times(), race.bySteps()))
        .with(Series.line("penalty, to convergence", race.inverse(), race.byPenalty()))
        .with(
            Series.line("gradient flow without a hidden layer", race.inverse(), race.byLinear())
                .dashed(Dash.DASHED));
  }
}
