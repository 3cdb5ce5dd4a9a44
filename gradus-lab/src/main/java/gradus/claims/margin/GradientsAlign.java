package gradus.claims.margin;

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
import java.util.ArrayList;
import java.util.List;

/** J-align: weights and negative gradient come to point the same way. */
record GradientsAlign() implements Claim {
  @Override
  public String id() {
    return "J-align";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.3, second result");
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
  public List<String> assumptions() {
    return List.of("\\(\\hat R(w_0)<1/n\\), the exponential loss.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<HomogeneousRun> runs =
        HomogeneousRun.all(1, budget.of(1, 2, 6), budget.of(13, 14, 17), seed);
    double ready = Double.NEGATIVE_INFINITY;
    double end = 0;
    double[] slope = new double[HomogeneousRun.kinds()];
    Figure figure =
        Figure.of(
                "alignment",
                "One less the cosine of weights and negative gradient",
                Axis.log10("\\(\\min_k\\rho_k\\)"),
                Axis.log10("\\(1-\\cos\\)"))
            .captioned("Each falls like the inverse square of its smallest layer.");
    for (HomogeneousRun run : runs) {
      ready = Math.max(ready, run.ready());
      double[] cosine = run.cosine();
      end = Math.max(end, cosine[cosine.length - 1]);
      int kind = runs.indexOf(run) % slope.length;
      double fitted = HomogeneousRun.slope(run.rho(), cosine);
      slope[kind] = Math.max(slope[kind], Math.abs(fitted + 2));
    }
    for (HomogeneousRun run : runs.subList(0, HomogeneousRun.kinds())) {
      figure = figure.with(Series.line(run.name(), run.rho(), run.cosine()));
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.atMost("largest \\(\\ln(n\\hat R)\\) where a run begins", ready, 0)
            .ofHypothesis());
    evidence.add(
        Evidence.atMost(
            "largest \\(1-\\cos(w_t,-\\nabla\\hat R)\\) at the end",
            end,
            budget.of(2e-3, 1e-3, 1e-3)));
    for (int kind = 0; kind < slope.length; kind++) {
      evidence.add(
          Evidence.near(
              "%s: largest \\(|\\text{slope}+2|\\) of \\(\\log(1-\\cos)\\) in"
                      .formatted(runs.get(kind).name())
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
            "Linear, two linear layers, two ReLU and two leaky-ReLU layers; max-pooling and"
                + " convolution were not run.");
  }
}
