package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.LinearPath;
import gradus.claims.model.Margins;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Seed;

/** B-10.4: do support vectors come to weigh the same? */
record EqualWeights() implements Claim {
  @Override
  public String id() {
    return "B-10.4";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§10.4, the asymptotic expansion");
  }

  @Override
  public String statement() {
    return "For large \\(\\rho\\) the sum of exponentials is \\(C\\) times its largest "
        + "term, \\(C\\) the number of support vectors, and these enter the gradient "
        + "with equal weights.";
  }

  @Override
  public String formula() {
    return "\\sum_ne^{-\\rho\\tilde f(x_n)}\\sim C\\max_ne^{-\\rho\\tilde f(x_n)},\\qquad "
        + "g\\approx\\rho e^{-\\rho\\eta}\\sum_{i=1}^C\\frac{\\partial\\tilde "
        + "f(x_i)}{\\partial V_k}";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] dual = {3.0 / 11, 8.0 / 11};
    double[] q = limit(TWO);
    double ratio = 1 / Vectors.max(q);
    double worst = 0;
    for (int draw = 0; draw < budget.of(2, 10, 50); draw++) {
      Matrix z = SeparablePoints.draw(20, 4, seed.child(draw));
      worst = Math.max(worst, Vectors.distance(limit(z), Margins.of(z).dual()));
    }
    return Judgement.of(
            Evidence.near(
                "\\(e^{\\rho\\eta}\\sum e^{-\\rho\\tilde f}\\) for two support vectors",
                ratio,
                2,
                1e-6),
            Evidence.near("the same as \\(1/\\max\\bar q\\)", ratio, 11.0 / 8, 1e-6).ofCorrection(),
            Evidence.near(
                    "weights less the dual \\((3/11,8/11)\\)", Vectors.distance(q, dual), 0, 1e-6)
                .ofCorrection(),
            Evidence.near(
                    "largest distance of the weights from the dual, random data", worst, 0, 1e-6)
                .ofCorrection())
        .corrected(
            "The weights tend to the dual solution \\(\\bar q\\) of "
                + "the maximum-margin problem, and \\(e^{\\rho\\eta}\\sum "
                + "e^{-\\rho\\tilde f}\\to1/\\max_n\\bar q_n\\). It is "
                + "\\(C\\) only where the dual is uniform: margins differ by "
                + "terms of order \\(1/\\rho\\), which weigh.")
        .refutedBy(
            Counterexample.study(
                    "Two examples, \\((0.8,0.1)\\) and \\((-0.3,0.1)\\), one of them written as its"
                        + " mirror image in the other class: both are support vectors of the"
                        + " direction \\((0,1)\\), and their weights tend to 3/11 and 8/11, as the"
                        + " largest dual weight in the trace shows.",
                    """
                    name: unequal-weights
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: exponential
                    arms:
                      - {name: descent, solver: descent, step: 0.5, rescaled: true, until: {steps: 100000}}
                    """)
                .with("data.csv", "0.8,0.1,1\n0.3,-0.1,-1\n")
                .with("weights.json", "[[[0, 1]]]\n"));
  }

  private static final Matrix TWO =
      Matrix.ofRows(new double[] {0.8, 0.1}, new double[] {-0.3, 0.1});

  /**
   * The weights at ρ → ∞: their error is c/ρ + O(1/ρ²), which two points of the path take out. At
   * ργ = 10⁶ the round-off of margins still leaves ten digits, and examples that nearly support are
   * gone.
   */
  private static double[] limit(Matrix z) {
    double margin = Margins.of(z).margin();
    LinearPath near = LinearPath.start(z).upTo(z, 1e6 / margin);
    LinearPath far = near.next(z, 0.5);
    double share = near.rho() / far.rho();
    return Vectors.times(1 / (1 - share), Vectors.plus(far.dual(), -share, near.dual()));
  }
}
