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
import java.util.List;

/** J-align2: the dual objective of homogeneous networks converges. */
record DualConverges() implements Claim {
  @Override
  public String id() {
    return "J-align2";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.3, after the second result");
  }

  @Override
  public String statement() {
    return "Alignment is proved by extending the dual objective \\(g\\) to homogeneous networks and"
        + " showing that it still converges.";
  }

  @Override
  public String formula() {
    return "\\Big\\|\\sum_iq_iy_i\\nabla f_i(w_t/\\|w_t\\|)\\Big\\|\\text{ converges}";
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
        HomogeneousRun.all(0.3, budget.of(1, 2, 6), budget.of(9, 11, 17), seed);
    double ready = Double.NEGATIVE_INFINITY;
    double tail = 0;
    double below = Double.POSITIVE_INFINITY;
    Figure figure =
        Figure.of(
                "dual",
                "The root of twice the dual objective",
                Axis.log10("\\(\\log t\\)"),
                Axis.linear("\\(\\|\\sum q_iy_i\\nabla f_i(w/\\|w\\|)\\|\\)"))
            .captioned("Each comes to rest at K times its normalised margin.");
    for (HomogeneousRun run : runs) {
      ready = Math.max(ready, run.ready());
      double[] pull = run.pull();
      double last = pull[pull.length - 1];
      for (int i = pull.length - 4; i < pull.length; i++) {
        tail = Math.max(tail, Math.abs(pull[i] / last - 1));
      }
      below = Math.min(below, last);
    }
    for (HomogeneousRun run : runs.subList(0, HomogeneousRun.kinds())) {
      figure = figure.with(Series.line(run.name(), run.logTime(), run.pull()));
    }
    return Judgement.of(
            Evidence.atMost("largest \\(\\ln(n\\hat R)\\) where a run begins", ready, 0)
                .ofHypothesis(),
            Evidence.near(
                "largest relative change over the last three doublings of \\(\\log t\\)",
                tail,
                0,
                1e-3),
            Evidence.atLeast("least limit: positive, as a margin bounds it", below, 1e-3))
        .with(figure);
  }
}
