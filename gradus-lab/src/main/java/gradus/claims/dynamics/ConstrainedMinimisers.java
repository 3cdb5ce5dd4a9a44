package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.BallMinimum;
import gradus.claims.model.Margins;
import gradus.claims.model.SeparablePoints;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** B-T5: minimisers of the exponential loss on a sphere tend to the largest margin. */
record ConstrainedMinimisers() implements Claim {
  @Override
  public String id() {
    return "B-T5";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Theorem 5");
  }

  @Override
  public String statement() {
    return "As \\(\\rho\\) grows, the minimisers of the exponential loss under "
        + "\\(\\|V_k\\|_p=1\\) tend to the largest margin in that norm.";
  }

  @Override
  public String formula() {
    return "\\arg\\min_{\\|V\\|_p=1}\\sum_ne^{-\\rho "
        + "y_nf(V;x_n)}\\;\\to\\;\\arg\\max_{\\|V\\|_p\\le1}\\min_ny_nf(V;x_n)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("the data are separable");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] rhos = {3, 10, 30, 100};
    List<Evidence> evidence = new ArrayList<>();
    Figure figure =
        Figure.of(
                "gap", "Margin gap of the minimiser", Axis.log10("\\(\\rho\\)"), Axis.log10("gap"))
            .captioned(
                "Below the bound \\(\\log N/\\rho\\) at every \\(\\rho\\) and in every norm.");
    for (double p : new double[] {1, 2, Double.POSITIVE_INFINITY}) {
      double worst = 0;
      double[] mean = new double[rhos.length];
      double certificate = 0;
      int draws = budget.of(2, 6, 30);
      for (int draw = 0; draw < draws; draw++) {
        Matrix z = SeparablePoints.draw(N, 5, seed.child("points").child(draw));
        double best = Margins.margin(z, p);
        for (int i = 0; i < rhos.length; i++) {
          BallMinimum at = BallMinimum.of(z, rhos[i], p, 1e-6, 20_000);
          double gap = best - at.margin();
          worst = Math.max(worst, gap / (Math.log(N) / rhos[i] + at.excess()));
          certificate = Math.max(certificate, at.excess());
          mean[i] += gap / draws;
        }
      }
      String name = Double.isInfinite(p) ? "\\infty" : Integer.toString((int) p);
      evidence.add(
          Evidence.atMost(
                  "excess over the least loss, certified, \\(p=%s\\)".formatted(name),
                  certificate,
                  1e-4)
              .ofHypothesis());
      evidence.add(
          Evidence.atMost(
              "largest gap over \\(\\log N/\\rho\\), \\(p=%s\\)".formatted(name), worst, 1));
      // The bound falls 33-fold from ρ = 3 to 100; gaps of minimisers fall about as fast.
      evidence.add(
          Evidence.atMost(
              "mean gap at \\(\\rho=100\\) over that at 3, \\(p=%s\\)".formatted(name),
              mean[3] / mean[0],
              0.2));
      figure = figure.with(Series.line("\\(p=%s\\)".formatted(name), rhos, mean));
    }
    double[] bound = Arrays.stream(rhos).map(r -> Math.log(N) / r).toArray();
    return Judgement.of(evidence)
        .with(figure.with(Series.line("bound", rhos, bound)))
        .noting(
            "Linear models, where both sides can be certified: the "
                + "minimiser by the tangent of a convex function, the margin "
                + "by a linear or quadratic program. The inequality follows "
                + "for every network: \\(e^{-\\rho\\eta(V_\\rho)}\\le "
                + "L(V_\\rho)\\le L(V^*)\\le Ne^{-\\rho\\eta^*}\\).");
  }

  private static final int N = 20;
}
