package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** B-8u: which surrogate losses lie above the 0-1 loss. */
record SurrogateBounds() implements Claim {
  @Override
  public String id() {
    return "B-8u";
  }

  @Override
  public List<String> also() {
    return List.of("N-3.2r");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§8, before Theorem 4");
  }

  @Override
  public String statement() {
    return "Surrogate losses such as the cross-entropy (in the binary case the logistic "
        + "loss) are upper bounds on the 0-1 loss.";
  }

  @Override
  public String formula() {
    return "\\ell(z)\\ge\\mathbf 1[z\\le0]\\quad\\text{for all }z";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int points = budget.of(2001, 20_001, 200_001);
    double[] deficit = new double[4];
    double last = 0;
    double[] z = new double[points];
    double[][] losses = new double[4][points];
    for (int i = 0; i < points; i++) {
      z[i] = -4 + 6.0 * i / (points - 1);
      losses[0][i] = Math.exp(-z[i]);
      losses[1][i] = Math.max(0, 1 - z[i]);
      losses[2][i] = LogSum.softplus(-z[i]) / Math.log(2);
      losses[3][i] = LogSum.softplus(-z[i]);
      double wrong = z[i] <= 0 ? 1 : 0;
      for (int loss = 0; loss < 4; loss++) {
        deficit[loss] = Math.max(deficit[loss], wrong - losses[loss][i]);
      }
      if (z[i] <= 0 && losses[3][i] >= 1) {
        last = z[i];
      }
    }
    double[] wrong = Arrays.stream(z).map(v -> v <= 0 ? 1 : 0).toArray();
    return Judgement.of(
            Evidence.atMost("most that the exponential loss lies below", deficit[0], 0),
            Evidence.atMost("most that the hinge loss lies below", deficit[1], 0),
            Evidence.atMost("most that \\(\\ln(1+e^{-z})\\) lies below", deficit[3], 0),
            Evidence.atMost("most that \\(\\log_2(1+e^{-z})\\) lies below", deficit[2], 1e-15)
                .ofCorrection(),
            // Up to the spacing of the grid.
            Evidence.near(
                    "where \\(\\ln(1+e^{-z})\\) falls below 1",
                    last,
                    -Math.log(Math.E - 1),
                    6.0 / (points - 1))
                .ofCorrection())
        .corrected(
            "True of the exponential and the hinge loss. The cross-entropy with natural logarithms"
                + " must be divided by \\(\\ln2\\): without that it is below 1 for"
                + " \\(-0.5413<z\\le0\\), where the example is wrong.")
        .refutedBy(
            Counterexample.study(
                    "Two examples, both wrong by a margin of -0.3: the 0-1 loss is 1, the logistic"
                        + " risk \\(\\ln(1+e^{0.3})=0.854\\) at step 0.",
                    """
                    name: logistic-below-zero-one
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: logistic
                    arms:
                      - {name: descent, solver: descent, step: 0.01, until: {steps: 100}}
                    record: {every: 10}
                    """)
                .with("data.csv", "1,1\n-1,-1\n")
                .with("weights.json", "[[[-0.3]]]\n"))
        .with(
            Figure.of(
                    "losses",
                    "Surrogates and the 0-1 loss",
                    Axis.linear("margin \\(z\\)"),
                    Axis.linear("loss"))
                .captioned("The logistic loss with natural logarithms crosses the step.")
                .with(Series.steps("0-1", z, wrong))
                .with(
                    Series.line(
                        "exponential",
                        z,
                        Arrays.stream(losses[0]).map(v -> Math.min(v, 5)).toArray()))
                .with(Series.line("hinge", z, losses[1]))
                .with(Series.line("logistic, base 2", z, losses[2]))
                .with(Series.line("logistic, base e", z, losses[3])));
  }
}
