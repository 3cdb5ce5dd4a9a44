package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.SeparablePoints;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** B-11.2r1: is there a better course of ρ than that of gradient descent? */
record DesignedRadius() implements Claim {
  private static final double SHARE = 0.99;

  /** A step at which descent is stable up to ρ² = 10⁴, where 99% of the margin is near. */
  private static final double STEP = 1e-4;

  private static final List<String> BY_DESCENT =
      List.of("prescribed-rho(linear, 100, rescaled)", "prescribed-rho(power, 4, 1, rescaled)");

  private static final List<String> BY_FLOW =
      List.of(
          "standard",
          "prescribed-rho(log, 1, 1)",
          "prescribed-rho(log, 30, 1, rescaled)",
          "prescribed-rho(linear, 10, rescaled)",
          "prescribed-rho(linear, 100, rescaled)",
          "prescribed-rho(power, 4, 1, rescaled)",
          "prescribed-rho(entropy, 0.4, 5, rescaled)");

  @Override
  public String id() {
    return "B-11.2r1";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§11.2, remark 1");
  }

  @Override
  public String statement() {
    return "With \\(\\rho(t)\\) designed instead of \\(\\rho\\sim\\log t\\) the margin of the "
        + "normalised network can be had for far fewer gradients.";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "a linear model on separable points, whose greatest margin is known",
        "measured by gradients until 99% of it, in a tenth of those of descent by constant steps");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double worst = 0;
    double flowGain = 0;
    List<String> table = new ArrayList<>();
    Figure figure =
        Figure.of(
                "race",
                "Margin against gradients",
                Axis.log10("gradients"),
                Axis.linear("share of the greatest margin"))
            .captioned(
                "Dynamics integrated with error control, except for the last two, which are"
                    + " descents by constant steps.");
    int draws = budget.of(1, 4, 20);
    for (int draw = 0; draw < draws; draw++) {
      Matrix z = SeparablePoints.draw(20, 5, seed.child(draw).child("points"));
      MarginRace.Problem problem =
          MarginRace.Problem.of(z, Margins.of(z).margin(), SHARE, seed.child(draw).child("start"));
      double standardFlow = Double.NaN;
      for (String label : BY_FLOW) {
        MarginRace race = MarginRace.byFlow(Dynamics.named(label), problem, 5_000);
        if (label.equals("standard")) {
          standardFlow = race.to();
        } else {
          flowGain = Math.max(flowGain, standardFlow / race.to());
        }
        if (draw == 0) {
          table.add(row("flow of " + label, race));
          figure = figure.with(Series.line(label, race.evaluations(), race.shares()));
        }
      }
      double best = Double.POSITIVE_INFINITY;
      for (String label : BY_DESCENT) {
        MarginRace race =
            MarginRace.byDescent(
                Dynamics.named(label), STEP, problem, budget.of(60_000, 200_000, 200_000));
        best = Math.min(best, race.to());
        if (draw == 0) {
          table.add(row("descent of " + label, race));
          figure = figure.with(Series.line("descent, " + label, race.evaluations(), race.shares()));
        }
      }
      // Standard descent is stopped at eleven times the best: that it is not there suffices.
      long most = Double.isInfinite(best) ? 1_000 : (long) (11 * best);
      MarginRace standard = MarginRace.byDescent(Dynamics.standard(), 1, problem, most);
      worst = Math.max(worst, best / Math.min(standard.to(), (double) most));
      if (draw == 0) {
        table.add(row("descent of standard", standard));
        table.add(
            row(
                "descent of rescaled, the standard path in another clock",
                MarginRace.byDescent(Dynamics.rescaled(), 0.5, problem, 60_000)));
        figure =
            figure.with(
                Series.line("descent, standard", standard.evaluations(), standard.shares()));
      }
    }
    Judgement judgement =
        Judgement.of(
                Evidence.atMost(
                    "gradients of the best schedule over those of standard descent (stopped at"
                        + " eleven times the best), the worst of all draws",
                    worst,
                    0.1))
            .with(figure);
    for (String row : table) {
      judgement = judgement.noting(row);
    }
    return judgement.noting(
        String.format(
            Locale.ROOT,
            "What is won is won by the clock, not by another path. Standard descent by constant"
                + " steps needs a time that is exponential in \\(\\rho\\). Integrated with error"
                + " control in \\(\\log t\\) the standard flow needs few gradients as well: over"
                + " all draws and schedules, those of the standard flow over those of the"
                + " schedule are at most %.2f. A schedule \\(\\rho\\sim\\log t\\) in plain time"
                + " is slow whatever integrates it.",
            flowGain));
  }

  private static String row(String name, MarginRace race) {
    double last = race.shares()[race.shares().length - 1];
    return Double.isInfinite(race.to())
        ? String.format(Locale.ROOT, "%s: %.2f%% at the end, %s", name, 100 * last, race.end())
        : String.format(Locale.ROOT, "%s: 99%% after %.0f gradients", name, race.to());
  }
}
