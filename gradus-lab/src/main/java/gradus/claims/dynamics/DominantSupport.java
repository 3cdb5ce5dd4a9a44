package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.SeparablePoints;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.List;
import java.util.Locale;

/** P-L3: the rate at which the margin grows once a single support vector dominates. */
record DominantSupport() implements Claim {
  private static final int EXAMPLES = 6;

  @Override
  public String id() {
    return "P-L3";
  }

  @Override
  public List<String> also() {
    return List.of("B-L8", "B-E74", "P-E10");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Lemma 3, equation 10");
  }

  @Override
  public String statement() {
    return "Once a single support vector \\(x_1\\) dominates the sum of exponentials, the "
        + "normalised margin grows, and at the rate of equation 10.";
  }

  @Override
  public String formula() {
    return "y_1\\frac{\\partial f(V;x_1)}{\\partial t}=\\sum_k\\frac{\\rho}{\\rho_k^2}\\,e^{-\\r"
        + "ho y_1f(V;x_1)}\\Bigl(\\Bigl\\|\\frac{\\partial f(V;x_1)}{\\partial "
        + "V_k}\\Bigr\\|^2-f(V;x_1)^2\\Bigr)\\ge0";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "standard gradient flow of \\(\\frac1N\\sum_ne^{-y_nf(W;x_n)}\\), the data separated",
        "one support vector dominates: here \\(q_1>1-10^{-4}\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double end = budget.of(60.0, 300, 1000);
    Tally designed = new Tally();
    Tally generic = new Tally();
    Nonlinearity[] kinds = {
      Nonlinearity.linear(), Nonlinearity.linear(), Nonlinearity.leakyRelu(0.5)
    };
    int[][] widths = {{1}, {3, 1}, {4, 1}};
    Figure figure =
        Figure.of(
            "margins",
            "Margins on generic data",
            Axis.linear("\\(\\log t\\)"),
            Axis.linear("normalised margin"));
    for (int draw = 0; draw < budget.of(1, 2, 20); draw++) {
      for (int kind = 0; kind < budget.of(2, 3, 3); kind++) {
        Seed own = seed.child(draw).child(kind);
        MarginRun one =
            MarginRun.of(
                SingleSupport.draw(EXAMPLES, 4, own.child("single")),
                kinds[kind],
                widths[kind],
                end,
                own.child("start"));
        designed.take(one, EXAMPLES);
        MarginRun other =
            MarginRun.of(
                SeparablePoints.draw(12, 4, own.child("generic")),
                kinds[kind],
                widths[kind],
                end,
                own.child("start"));
        generic.take(other, 12);
        if (draw == 0 && kind == 1) {
          figure =
              figure
                  .with(Series.line("least margin", other.logTimes(), other.margins()))
                  .with(Series.line("smoothed margin", other.logTimes(), other.smoothed()));
        }
      }
    }
    return Judgement.of(
            Evidence.atLeast(
                    "least weight \\(q_1\\) of the one support vector on data made to have one",
                    designed.leastWeight,
                    1 - 1e-4)
                .ofHypothesis(),
            Evidence.atLeast(
                "least growth of the margin between two readings there",
                designed.leastGrowth,
                -1e-12),
            Evidence.near(
                "largest error of equation 10 as printed, relative to the rate",
                designed.printed,
                0,
                0.01),
            Evidence.near(
                    "largest error of equation 10 with \\(\\frac1N\\), relative to the rate",
                    designed.corrected,
                    0,
                    0.01)
                .ofCorrection(),
            // The differences of the margin are right to 1e-12 of the terms before they cancel.
            Evidence.atMost(
                    "most by which that error exceeds "
                        + "\\(\\sum_k\\frac{\\rho}{\\rho_k^2}\\frac1N\\sum_{n\\ne1}e^{-z_n}"
                        + "|\\langle B_{1,k},B_{n,k}\\rangle|\\), relative, all data",
                    Math.max(designed.beyond, generic.beyond),
                    1e-8)
                .ofCorrection(),
            Evidence.near(
                    "largest error of the \\(q\\)-weighted rate, relative, all data",
                    Math.max(designed.whole, generic.whole),
                    0,
                    1e-8)
                .ofCorrection(),
            Evidence.atLeast(
                    "least growth of the smoothed margin in a step, relative, all data",
                    Math.min(designed.leastSmoothed, generic.leastSmoothed),
                    -1e-10)
                .ofCorrection())
        .corrected(
            "Equation 10 lacks the \\(\\frac1N\\) of equation 14 (banburski2019's equation 74, for"
                + " a loss that is a sum, is right). With every example counted the rate is"
                + " \\(\\sum_k\\frac{\\r"
                + "ho}{\\rho_k^2}\\frac1N\\sum_ne^{-z_n}\\langle B_{1,k},B_{n,k}\\rangle\\), which"
                + " may be negative; the smoothed margin never falls.")
        .with(
            figure.captioned(
                "The smoothed margin \\(-\\frac1\\rho\\log\\sum_ne^{-z_n}\\) never falls; the"
                    + " least margin may."))
        .noting(
            String.format(
                Locale.ROOT,
                "On generic data the hypothesis is not met: the largest weight at the end lies in"
                    + " [%.2f, %.2f], because two or more support vectors share the dual weights,"
                    + " whatever \\(\\rho\\); no \\(\\rho(T_*)\\) exists there.",
                generic.leastLast,
                generic.mostLast))
        .noting(
            String.format(
                Locale.ROOT,
                "The least margin itself fell in %d of %d steps after \\(\\hat R<\\frac1N\\) on"
                    + " generic data, in %d of %d on the data with one support vector.",
                generic.falls,
                generic.steps,
                designed.falls,
                designed.steps));
  }

  /** What the runs showed, the worst of each. */
  private static final class Tally {
    private double leastWeight = 1;
    private double leastGrowth = Double.POSITIVE_INFINITY;
    private double leastSmoothed = Double.POSITIVE_INFINITY;
    private double printed;
    private double corrected;
    private double beyond = Double.NEGATIVE_INFINITY;
    private double whole;
    private double leastLast = 1;
    private double mostLast;
    private int falls;
    private int steps;

    private void take(MarginRun run, int examples) {
      double before = Double.NaN;
      for (MarginRate rate : run.rates()) {
        leastWeight = Math.min(leastWeight, rate.weight());
        if (!Double.isNaN(before)) {
          leastGrowth = Math.min(leastGrowth, rate.margin() - before);
        }
        before = rate.margin();
        double error = Math.abs(rate.measured() - rate.alone());
        beyond = Math.max(beyond, (error - rate.others()) / rate.scale());
        whole = Math.max(whole, Math.abs(rate.measured() - rate.whole()) / rate.scale());
        corrected = Math.max(corrected, error / Math.abs(rate.measured()));
        printed =
            Math.max(
                printed,
                Math.abs(rate.measured() - examples * rate.alone()) / Math.abs(rate.measured()));
      }
      leastLast = Math.min(leastLast, run.weight());
      mostLast = Math.max(mostLast, run.weight());
      for (int i = 1; i < run.margins().length; i++) {
        steps++;
        falls += run.margins()[i] < run.margins()[i - 1] ? 1 : 0;
        double growth = run.smoothed()[i] - run.smoothed()[i - 1];
        leastSmoothed = Math.min(leastSmoothed, growth / run.smoothed()[i]);
      }
    }
  }
}
