package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Counterexample;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.curvature.Newton;
import gradus.curvature.StationaryPoint;
import gradus.curvature.StationarySearch;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.Locale;

/** is every equilibrium of the loss of a deep ReLU network a global minimum? */
record SpuriousMinima() implements CurvatureClaim {
  private static final double[] POINTS = {
    0.4, 0.1, 0.3, -0.8, 0.0, -0.8, -1.1, 0.4, 0.2, -1.1, 0.2, 0.8, -0.6, 0.5, -1.4, -2.1, -0.2,
    -1.2, 0.5, -0.3, -0.2, 0.9, 0.6, 0.4
  };
  private static final double[] TEACHER = {1, 0.5, -0.5, 1, 1, -1};
  private static final double[] LOCAL = {
    1.4082627261484455,
    -0.0775890015243957,
    1.119995866708918,
    -0.7857904042994155,
    0.7602381385529857,
    -0.2062686848429804
  };

  @Override
  public String id() {
    return "A-1";
  }

  @Override
  public List<String> also() {
    return List.of("A-2");
  }

  @Override
  public String place() {
    return "abstract, items 1 and 2";
  }

  @Override
  public String statement() {
    return "The loss functions of deep ReLU networks under the square and the logistic loss are"
        + " invex: any equilibrium point is a global minimum.";
  }

  @Override
  public String formula() {
    return "\\nabla L(w)=0\\;\\Rightarrow\\;L(w)=\\min L";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(2, Nonlinearity.relu(), 2, 1);
    Matrix x = Matrix.wrap(12, 2, POINTS);
    Risk risk = SquareFits.risk(network, x, SquareFits.outputs(network, x, TEACHER));
    StationaryPoint local =
        StationaryPoint.at(risk, Newton.usual(Newton.Way.DOWN).from(risk, LOCAL).w());
    double global = SquareFits.value(risk, TEACHER);
    int restarts = budget.of(20, 300, 3000);
    StationarySearch.Found found =
        new StationarySearch(Newton.usual(Newton.Way.DOWN), restarts)
            .run(risk, own -> SquareFits.start(network, 2, own), seed.child("search"));
    int spurious = found.spurious(0.01, 1e-6).size();
    // All units off on all examples: nothing pulls, whatever the loss.
    double[] dead = {-1, 0, -1, 0, 1, 1};
    Matrix right = Matrix.ofRows(new double[] {1, 0.2}, new double[] {2, -0.3});
    Risk unreached = SquareFits.risk(network, right, new double[] {1, 2});
    StationaryPoint off = StationaryPoint.at(unreached, dead);
    Risk logistic = new NetworkOnData(network, right).risk("logistic", new double[] {1, 1});
    StationaryPoint origin = StationaryPoint.at(logistic, new double[6]);
    return Judgement.of(
            Evidence.near(
                "loss of the equilibrium above the global minimum, two units",
                Math.exp(local.logRisk()) - global,
                0,
                1e-9),
            Evidence.near("the same with all units off", Math.exp(off.logRisk()), 0, 1e-9),
            Evidence.near(
                "loss at \\(W=0\\), logistic, less the infimum",
                Math.exp(origin.logRisk()),
                0,
                1e-9),
            Evidence.atMost("\\(\\|\\nabla L\\|\\) at the equilibrium", local.gradientNorm(), 1e-10)
                .ofCorrection(),
            Evidence.near(
                    "directions of negative curvature there", local.signature().negative(), 0, 0)
                .ofCorrection(),
            Evidence.near(
                    "flat directions that are no rescalings there",
                    local.split().nullity() - local.split().explained(),
                    0,
                    0)
                .ofCorrection(),
            Evidence.atLeast(
                    "sine of the angle to the nearest kink", local.kinks().clearance(), 0.01)
                .ofCorrection(),
            Evidence.near(
                    "\\(\\|\\nabla L\\|\\) with all units off, and at \\(W=0\\)",
                    off.gradientNorm() + origin.gradientNorm(),
                    0,
                    0)
                .ofCorrection())
        .refutedBy(
            Counterexample.study(
                    "Two ReLU units on twelve points whose labels two ReLU units made: a strict"
                        + " local minimum (but for the two rescalings) of loss 0.0947, off all"
                        + " kinks. Descent stays there; from the teacher's weights (`--set"
                        + " init.file=teacher.json`) it stays at zero.",
                    """
                    name: spurious-minimum
                    data: {file: data.csv, label: y}
                    network: [dense 2 relu, dense 1]
                    init: {file: weights.json}
                    loss: square
                    arms:
                      - {name: descent, solver: descent, step: 0.1, until: {steps: 2000}}
                    """)
                .with("data.csv", csv(x, SquareFits.outputs(network, x, TEACHER)))
                .with("weights.json", json(LOCAL))
                .with("teacher.json", json(TEACHER)))
        .noting(
            ("Of %d random starts %d led to stationary points; %d of these are local minima that"
                    + " are not global, %d starts got stuck towards kinks.")
                .formatted(restarts, found.points().size(), spurious, found.stuck().size()))
        .noting(
            "A function is invex if and only if all its stationary points are global minima, so"
                + " items 1 and 2 are one statement. Saddles alone, as \\(W=0\\), refute it.");
  }

  private static String csv(Matrix x, double[] y) {
    StringBuilder text = new StringBuilder("x1,x2,y\n");
    for (int n = 0; n < y.length; n++) {
      text.append(String.format(Locale.ROOT, "%s,%s,%s%n", x.at(n, 0), x.at(n, 1), y[n]));
    }
    return text.toString();
  }

  private static String json(double[] w) {
    return String.format(
        Locale.ROOT, "[[[%s, %s], [%s, %s]], [[%s, %s]]]%n", w[0], w[1], w[2], w[3], w[4], w[5]);
  }
}
