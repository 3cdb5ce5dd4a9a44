package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** J-dir: the direction of the weights converges. */
record DirectionsConverge() implements HomogeneousRuns.Statement {
  @Override
  public String id() {
    return "J-dir";
  }

  @Override
  public String part() {
    return "first result";
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
  public Judgement judge(Budget budget, Seed seed) {
    HomogeneousRuns runs =
        HomogeneousRuns.follow(0.1, budget.of(1, 2, 6), budget.of(8, 12, 17), seed);
    double[] rest = runs.largestOfEach(run -> HomogeneousRun.rest(run.path()));
    Figure figure =
        runs.draw(
            Figure.of(
                    "path",
                    "How far the direction goes while log t doubles",
                    Axis.log10("\\(\\log t\\)"),
                    Axis.log10("path length"))
                .captioned(
                    "Falling by a constant factor each time, the lengths have a finite sum."),
            HomogeneousRun::logTime,
            HomogeneousRun::path);
    List<Evidence> evidence = new ArrayList<>(runs.hypotheses());
    evidence.add(
        Evidence.atMost(
            "largest ratio of path lengths of the direction over successive doublings of"
                + " \\(\\log t\\), the last three: below one, so that they have a finite sum",
            runs.largest(run -> ratio(run.path())),
            0.95));
    for (int kind = 0; kind < rest.length; kind++) {
      String name = runs.names().get(kind);
      // One layer goes like 1/log t, two like its root at best: 1e-3 is out of reach for these.
      evidence.add(
          Evidence.atMost(
              name + ": largest length left to go, by the ratio of the last two",
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
            "So do single small ones: of twelve runs of two ReLU or leaky-ReLU layers to \\(\\log"
                + " t\\approx5\\cdot10^5\\) (the full preset) two have more than 0.05 to go (0.11"
                + " and 0.16), and the ratio of one more is 0.952: the full preset is"
                + " inconclusive.")
        .noting(HomogeneousRuns.networks());
  }

  /** The largest of the last three ratios. */
  private static double ratio(double[] path) {
    double ratio = 0;
    for (int i = path.length - 3; i < path.length; i++) {
      ratio = Math.max(ratio, path[i] / path[i - 1]);
    }
    return ratio;
  }
}
