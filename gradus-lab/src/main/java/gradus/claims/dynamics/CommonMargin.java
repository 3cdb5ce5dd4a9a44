package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** P-T4.7: what the limit of the directions satisfies. */
record CommonMargin() implements Claim {
  @Override
  public String id() {
    return "P-T4.7";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Theorem 4, item 7");
  }

  @Override
  public String statement() {
    return "Gradient flow converges to directions given by a set of support vectors with one common"
        + " value \\(y_1f(V;x_1)\\), which satisfy one equation for each layer.";
  }

  @Override
  public String formula() {
    return "\\frac{\\partial f(V;x_1)}{\\partial V_k}=V_kf(V;x_1),\\qquad k=1,\\dots,K";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separated, with two support vectors or more, the generic case.");
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  /** What one network has come to along its flow: ρ and the residuals for growing ρ. */
  private record Path(double[] rho, double[] single, double[] weighted, double apart) {}

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] logTimes =
        budget == Budget.SMOKE
            ? new double[] {1e3, 1e4}
            : new double[] {1e3, 3e3, 1e4, 3e4, 1e5, 3e5};
    double single = Double.POSITIVE_INFINITY;
    double[] slope = new double[2];
    double[] apart = new double[2];
    Figure figure =
        Figure.of(
                "residual",
                "How far the limit's equation is from being met",
                Axis.log10("\\(\\rho\\)"),
                Axis.log10("\\(r\\)"))
            .captioned(
                "One and two linear layers on three support vectors. With one example alone the"
                    + " residual stays; with all of them, weighted by \\(q_n\\), it falls like"
                    + " \\(1/\\rho_k\\), which is \\(\\rho^{-1/2}\\) for two layers.");
    for (int layers = 1; layers <= 2; layers++) {
      for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
        Path path = follow(layers, logTimes, seed.child(layers).child(draw));
        single = Math.min(single, path.single()[logTimes.length - 1]);
        double power = logSlope(path.rho(), path.weighted());
        slope[layers - 1] = Math.max(slope[layers - 1], Math.abs(power * layers + 1));
        apart[layers - 1] = Math.max(apart[layers - 1], path.apart());
        if (draw == 0) {
          String name = layers == 1 ? "one layer" : "two layers";
          figure =
              figure
                  .with(Series.line(name + ", one example", path.rho(), path.single()))
                  .with(Series.line(name + ", weighted", path.rho(), path.weighted()));
        }
      }
    }
    return Judgement.of(
            Evidence.near(
                "least of \\(\\max_k\\|\\partial f(V;x_n)/\\partial V_k-V_kf\\|/\\|\\partial"
                    + " f(V;x_n)/\\partial V_k\\|\\) over the support vectors at the end",
                single,
                0,
                1e-2),
            // Corrections are of order 1/ρ_k relative, over ρ_k from some tens on.
            Evidence.near(
                    "one layer: largest \\(|\\text{slope}+1|\\) of the \\(q\\)-weighted residual in"
                        + " \\(\\log\\rho\\)",
                    slope[0],
                    0,
                    0.1)
                .ofCorrection(),
            Evidence.near("two layers: the same in \\(\\log\\rho_k\\)", slope[1], 0, 0.1)
                .ofCorrection(),
            // The dual is approached like 1/ρ_k.
            Evidence.near(
                    "one layer: largest \\(|\\max_nz_n-\\min_nz_n-\\log(\\max\\bar q/\\min\\bar"
                        + " q)|\\) of the functional margins: bounded, so that those of"
                        + " \\(V\\) become one",
                    apart[0],
                    0,
                    0.01)
                .ofCorrection(),
            Evidence.near("two layers: the same", apart[1], 0, 0.1).ofCorrection())
        .with(figure)
        .corrected(
            "The common margin is right. The equations hold for the support vectors together:"
                + " \\(\\sum_nq_ny_n\\left(\\frac{\\partial f(V;x_n)}{\\partial"
                + " V_k}-V_kf(V;x_n)\\right)\\to0\\), with the weights \\(q\\) that the softmax of"
                + " the negative margins tends to, at the rate \\(1/\\rho_k\\). For one of them"
                + " alone they hold only where there is no other.")
        .refutedBy(
            Counterexample.study(
                    "Two examples, \\((0.8,0.1)\\) and \\((-0.3,0.1)\\), one of them written as its"
                        + " mirror image in the other class. The direction tends to \\((0,1)\\),"
                        + " where both have the margin 0.1; \\(\\partial f(V;x_1)/\\partial"
                        + " V=x_1\\) is at an angle of 83 degrees to it.",
                    """
                    name: two-support-vectors
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: exponential
                    arms:
                      - {name: flow, solver: flow, until: {log-time: 1000}}
                    """)
                .with("data.csv", "0.8,0.1,1\n0.3,-0.1,-1\n")
                .with("weights.json", "[[[1, 1]]]\n"));
  }

  /** The flow of linear layers on three support vectors, labels turned into the points. */
  private static Path follow(int layers, double[] logTimes, Seed seed) {
    Matrix z = StationaryDirections.supports(seed.child("data"));
    NetworkOnData model =
        new NetworkOnData(
            NetworkOnData.dense(5, Nonlinearity.linear(), Flows.widths(layers, 3)), z);
    double[] ones = new double[z.rows()];
    Arrays.fill(ones, 1);
    double[] w = Flows.start(model.network(), 1.5, seed.child("start"));
    FlowCourse course = Flows.course(Dynamics.standard(), model.network(), Flows.turned(z), w);
    double[] rho = new double[logTimes.length];
    double[] single = rho.clone();
    double[] weighted = rho.clone();
    double[] f = {};
    for (int i = 0; i < rho.length; i++) {
      double[] at = Flows.follow(course, logTimes[i]);
      f = model.values(at);
      rho[i] = course.rho();
      weighted[i] = Directions.residual(model, ones, at);
      single[i] = single(model, at);
    }
    double[] dual = Margins.of(z).dual();
    double ratio = Math.log(Vectors.max(dual) / Vectors.min(dual));
    double apart = Math.abs(Vectors.max(f) - Vectors.min(f) - ratio);
    return new Path(rho, single, weighted, apart);
  }

  private static double logSlope(double[] x, double[] y) {
    return Vectors.slope(
        Arrays.stream(x).map(Math::log).toArray(), Arrays.stream(y).map(Math::log).toArray());
  }

  /** The least residual of the equations for one example alone. */
  private static double single(NetworkOnData model, double[] w) {
    double least = Double.POSITIVE_INFINITY;
    double[] v = model.directions(w);
    double[] f = model.values(w);
    for (int n = 0; n < f.length; n++) {
      double[] one = new double[f.length];
      one[n] = 1;
      double[] pull = model.gradient(v, one);
      double[] turning = model.tangent(v, pull);
      double most = 0;
      for (int k = 0; k < model.network().blocks().size(); k++) {
        double whole = Vectors.norm(model.layer(pull, k));
        most = Math.max(most, Vectors.norm(model.layer(turning, k)) / whole);
      }
      least = Math.min(least, most);
    }
    return least;
  }
}
