package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Counterexample;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;

/** N-E6: is a negative sum of the eigenvalues enough for stability? */
record SumOfEigenvalues() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-E6";
  }

  @Override
  public String place() {
    return "equation 6";
  }

  @Override
  public String statement() {
    return "Asymptotic stability of \\(\\delta\\dot W=-\\mathbf{DL}\\,\\delta W\\) is guaranteed if"
        + " the sum of the eigenvalues of \\(-\\mathbf{DL}\\) is negative.";
  }

  @Override
  public String formula() {
    return "\\operatorname{tr}(-\\mathbf{DL})<0\\;\\Rightarrow\\;\\delta W(t)\\to0";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    // f = a⟨w, x⟩: at a = 0, w = (1, 0) the second example is not reached, and all is at rest.
    Network network = NetworkOnData.dense(2, Nonlinearity.linear(), 1, 1);
    Risk risk =
        SquareFits.risk(
            network, Matrix.ofRows(new double[] {2, 0}, new double[] {0, 1}), new double[] {0, 1});
    double[] w = {1, 0, 0};
    double[] gradient = SquareFits.gradient(risk, w);
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
    double unit = Math.exp(risk.logScale());
    double least = unit * spectrum.values()[0];
    double trace = unit * spectrum.trace();
    double grown = grown(new double[] {3, -1}, 5);
    double decayed = grown(new double[] {3, 1}, 5);
    return Judgement.of(
            Evidence.near(
                    "\\(\\|\\nabla L\\|\\) at the saddle of a network",
                    Vectors.norm(gradient),
                    0,
                    1e-12)
                .ofHypothesis(),
            Evidence.atMost("sum of the eigenvalues of \\(-\\mathbf{DL}\\) there", -trace, -1)
                .ofHypothesis(),
            Evidence.atMost("largest eigenvalue of \\(-\\mathbf{DL}\\) there", -least, 0),
            Evidence.atMost(
                "\\(\\|\\delta W(5)\\|/\\|\\delta W(0)\\|\\) for"
                    + " \\(-\\mathbf{DL}=\\operatorname{diag}(-3,1)\\), sum -2",
                grown,
                1),
            Evidence.near(
                    "growth of \\(\\operatorname{diag}(-3,1)\\), \\(e^5\\)",
                    grown / Math.exp(5),
                    Math.sqrt(0.5),
                    1e-6)
                .ofCorrection(),
            Evidence.atMost("the same ratio for \\(\\operatorname{diag}(-3,-1)\\)", decayed, 1)
                .ofCorrection())
        .corrected(
            "Every eigenvalue of \\(-\\mathbf{DL}\\) must be negative; the sum says how volumes"
                + " shrink.")
        .refutedBy(
            Counterexample.study(
                    "One linear unit, \\(f=a\\langle w,x\\r"
                        + "angle\\), near a stationary point whose Hessian has a positive trace and"
                        + " one negative eigenvalue: the risk stays for a while at that of the"
                        + " saddle and then falls to zero.",
                    """
                    name: positive-trace-saddle
                    data: {file: data.csv, label: y}
                    network: [dense 1 linear, dense 1]
                    init: {file: weights.json}
                    loss: square
                    arms:
                      - {name: descent, solver: descent, step: 0.1, until: {steps: 4000}}
                    """)
                .with("data.csv", "x1,x2,y\n2,0,0\n0,1,1\n")
                .with("weights.json", "[[[1, 0.0001]], [[0.0001]]]\n"));
  }

  /** ‖e^{-tD}u‖/‖u‖ for u = (1, 1)/√2. */
  private static double grown(double[] d, double t) {
    return Math.hypot(Math.exp(-d[0] * t), Math.exp(-d[1] * t)) / Math.sqrt(2);
  }
}
