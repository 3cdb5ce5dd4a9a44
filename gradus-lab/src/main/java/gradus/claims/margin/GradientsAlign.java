package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** J-align: weights and negative gradient come to point the same way. */
record GradientsAlign() implements HomogeneousRuns.Statement {
  @Override
  public String id() {
    return "J-align";
  }

  @Override
  public String part() {
    return "second result";
  }

  @Override
  public String statement() {
    return "Along the gradient flow of a homogeneous network the negative gradient converges to the"
        + " same direction as the weights.";
  }

  @Override
  public String formula() {
    return "\\lim_{t\\to\\infty}\\left\\langle\\frac{w_t}{\\|w_t\\|_2},\\frac{-\\nabla\\hat"
        + " R(w_t)}{\\|\\nabla\\hat R(w_t)\\|_2}\\right\\rangle=1";
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    HomogeneousRuns runs =
        HomogeneousRuns.follow(1, budget.of(1, 2, 6), budget.of(13, 14, 17), seed);
    double[] slope =
        runs.largestOfEach(run -> Math.abs(HomogeneousRun.slope(run.rho(), run.cosine()) + 2));
    Figure figure =
        runs.draw(
            Figure.of(
                    "alignment",
                    "One less the cosine of weights and negative gradient",
                    Axis.log10("\\(\\min_k\\rho_k\\)"),
                    Axis.log10("\\(1-\\cos\\)"))
                .captioned("Most fall like the inverse square of their smallest layer."),
            HomogeneousRun::rho,
            HomogeneousRun::cosine);
    List<Evidence> evidence = new ArrayList<>(runs.hypotheses());
    evidence.add(
        Evidence.atMost(
            "largest \\(1-\\cos(w_t,-\\nabla\\hat R)\\) at the end",
            runs.largest(run -> run.cosine()[run.cosine().length - 1]),
            budget.of(2e-3, 1e-3, 1e-3)));
    for (int kind = 0; kind < slope.length; kind++) {
      if (HomogeneousNetwork.all().get(kind).shared()) {
        continue;
      }
      evidence.add(
          Evidence.near(
              "%s: largest \\(|\\text{slope}+2|\\) of \\(\\log(1-\\cos)\\) in"
                      .formatted(runs.names().get(kind))
                  + " \\(\\log\\min\\rho_k\\), the last five doublings of \\(\\log t\\)",
              slope[kind],
              0,
              0.2));
    }
    return Judgement.of(evidence)
        .with(figure)
        .noting(
            "At kinks along which the flow slides \\(-\\n"
                + "abla\\hat R\\) is its velocity, the element of least norm of Clarke's gradient;"
                + " a derivative taken on one side, as training programs do, is not aligned: 0.99"
                + " instead of 0.9995 on a network of width 8.")
        .noting(
            "The rate is no law. With shared weights it is not judged, slopes of single runs lie"
                + " between 0 and -4. And of twelve runs of two ReLU or leaky-ReLU layers to"
                + " \\(\\log t\\approx4\\cdot10^5\\) (the full preset) four fell with slopes"
                + " from -0.1 to -1, one of them to \\(1-\\cos=2\\cdot10^{-3}\\) only: the full"
                + " preset is inconclusive.")
        .noting(HomogeneousRuns.networks());
  }
}
