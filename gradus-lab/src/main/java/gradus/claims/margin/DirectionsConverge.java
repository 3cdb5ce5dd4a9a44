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

/** J-dir: the direction of the weights converges. */
record DirectionsConverge() implements Claim {
  @Override
  public String id() {
    return "J-dir";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.3, first result");
  }

  @Override
  public String statement() {
    return "The gradient flow of a homogeneous network converges in direction.";
  }

  @Override
  public String formula() {
    return "\\lim_{t\\to\\infty}\\frac{w_t}{\\|w_t\\|_2}\\text{ exists}";
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
        HomogeneousRun.all(0.1, budget.of(1, 2, 6), budget.of(8, 12, 17), seed);
    double ready = Double.NEGATIVE_INFINITY;
    double[] rest = new double[HomogeneousRun.kinds()];
    double ratio = 0;
    Figure figure =
        Figure.of(
                "path",
                "How far the direction goes while log t doubles",
                Axis.log10("\\(\\log t\\)"),
                Axis.log10("path length"))
            .captioned("Falling by a constant factor each time, the lengths have a finite sum.");
    for (HomogeneousRun run : runs) {
      ready = Math.max(ready, run.ready());
      double[] path = run.path();
      int kind = runs.indexOf(run) % rest.length;
      rest[kind] = Math.max(rest[kind], HomogeneousRun.rest(path));
      for (int i = path.length - 3; i < path.length; i++) {
        ratio = Math.max(ratio, path[i] / path[i - 1]);
      }
    }
    for (HomogeneousRun run : runs.subList(0, HomogeneousRun.kinds())) {
      figure = figure.with(Series.line(run.name(), run.logTime(), run.path()));
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.atMost("largest \\(\\ln(n\\hat R)\\) where a run begins", ready, 0)
            .ofHypothesis());
    evidence.add(
        Evidence.atMost(
            "largest ratio of path lengths of the direction over successive doublings of"
                + " \\(\\log t\\), the last three: below one, so that they have a finite sum",
            ratio,
            0.95));
    for (int kind = 0; kind < rest.length; kind++) {
      // One layer goes like 1/log t, two like its root at best: 1e-3 is out of reach for these.
      evidence.add(
          Evidence.atMost(
              runs.get(kind).name() + ": largest length left to go, by the ratio of the last two",
              rest[kind],
              kind == 0 ? 1e-3 * budget.of(8.0, 1, 1) : 0.05));
    }
    return Judgement.of(evidence)
        .with(figure)
        .noting(
            "Wider ReLU networks on more examples take far longer: units whose local margins are"
                + " within a per cent trade their shares over many powers of ten of \\(\\log t\\)"
                + " (width 8, 12 examples: 0.011 of path at each doubling up to \\(\\log t=10^4\\),"
                + " a slow growth of one unit at the cost of two).")
        .noting(
            "Linear, two linear layers, two ReLU and two leaky-ReLU layers; max-pooling and"
                + " convolution, which the document covers too, were not run.");
  }
}
