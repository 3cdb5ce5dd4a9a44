package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** J-align2: the dual objective of homogeneous networks converges. */
record DualConverges() implements HomogeneousRuns.Statement {
  @Override
  public String id() {
    return "J-align2";
  }

  @Override
  public String part() {
    return "after the second result";
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
  public Verdict expected() {
    return Verdict.INCONCLUSIVE;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    HomogeneousRuns runs =
        HomogeneousRuns.follow(0.3, budget.of(1, 2, 6), budget.of(9, 11, 17), seed);
    Figure figure =
        runs.draw(
            Figure.of(
                    "dual",
                    "The root of twice the dual objective",
                    Axis.log10("\\(\\log t\\)"),
                    Axis.linear("\\(\\|\\sum q_iy_i\\nabla f_i(w/\\|w\\|)\\|\\)"))
                .captioned("Each comes to rest at K times its normalised margin."),
            HomogeneousRun::logTime,
            HomogeneousRun::pull);
    List<Evidence> evidence = new ArrayList<>(runs.hypotheses());
    double[] tail = runs.largestOfEach(run -> tail(run.pull()));
    for (int kind = 0; kind < tail.length; kind++) {
      evidence.add(
          Evidence.near(
              runs.names().get(kind)
                  + ": largest relative change over the last three doublings of \\(\\log t\\)",
              tail[kind],
              0,
              1e-3));
    }
    evidence.add(
        Evidence.atMost(
            "all: most by which \\(K\\psi/\\|w\\|^K\\), which is bounded, fell between readings",
            runs.largest(DualConverges::fall),
            1e-10));
    evidence.add(
        Evidence.atLeast(
            "least limit: positive, as a margin bounds it",
            -runs.largest(run -> -run.pull()[run.pull().length - 1]),
            1e-3));
    return Judgement.of(evidence)
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "Inconclusive for one of six networks only: with convolution and ReLU the objective"
                    + " still grows by more than a thousandth over three doublings of \\(\\log"
                    + " t\\), also at \\(\\log t=10^6\\). It is within %.1e of"
                    + " \\(K\\psi/\\|w\\|^K\\) at the end in all runs, relative, which never"
                    + " falls and is bounded: that it converges is likely, and not seen.",
                runs.largest(DualConverges::apart)))
        .noting(HomogeneousRuns.networks());
  }

  private static double fall(HomogeneousRun run) {
    double fall = 0;
    for (int i = 1; i < run.margin().length; i++) {
      fall = Math.max(fall, run.margin()[i - 1] - run.margin()[i]);
    }
    return fall;
  }

  private static double apart(HomogeneousRun run) {
    int last = run.pull().length - 1;
    return Math.abs(run.pull()[last] / run.margin()[last] - 1);
  }

  /** The largest relative change over the last three readings. */
  private static double tail(double[] pull) {
    double tail = 0;
    for (int i = pull.length - 4; i < pull.length; i++) {
      tail = Math.max(tail, Math.abs(pull[i] / pull[pull.length - 1] - 1));
    }
    return tail;
  }
}
