package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** B-T1.2: is a stationary direction a maximum of the margin? */
record MarginStationary() implements Claim {
  @Override
  public String id() {
    return "B-T1.2";
  }

  @Override
  public List<String> also() {
    return List.of("P-T4.2");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Theorem 1, item 2");
  }

  @Override
  public String statement() {
    return "For \\(\\rho\\to\\infty\\) the stationary points of the flow of the "
        + "directions are maxima of the margin.";
  }

  @Override
  public String formula() {
    return "\\sum_nq_ny_n\\Bigl(\\frac{\\partial f(V;x_n)}{\\partial "
               + "V_k}-V_kf(V;x_n)\\Bigr)=0\\;\\Rightarrow\\;V\\in\\arg\\max_{\\|V_k\\|=1}\\min_ny_nf(V;x_n)";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    NetworkOnData model = new NetworkOnData(NetworkOnData.dense(4, Nonlinearity.relu(), 6, 1), X);
    double[] v = weights(0);
    double[] f = model.values(v);
    double[] q = {0.25, 0.25, -0.25, -0.25};
    double[] sum = model.gradient(v, q);
    double residual = Vectors.norm(model.tangent(v, sum)) / Vectors.norm(sum);
    double before = margin(f);
    double spread = 0;
    for (double z : f) {
      spread = Math.max(spread, Math.abs(Math.abs(z) - before));
    }
    int points = 51;
    double[] share = new double[points];
    double[] margin = new double[points];
    double unit = 0;
    for (int i = 0; i < points; i++) {
      share[i] = i / (points - 1.0);
      double[] moved = weights(share[i]);
      margin[i] = margin(model.values(moved));
      for (double norm : model.norms(moved)) {
        unit = Math.max(unit, Math.abs(norm - 1));
      }
    }
    Figure figure =
        Figure.of(
                "ascent",
                "The margin along the curve",
                Axis.linear("share of the mass that was moved"),
                Axis.linear("margin"))
            .captioned(
                "The stationary point is at the left end; every move along the curve raises the"
                    + " margin.")
            .with(Series.line("margin", share, margin));
    return Judgement.of(
            Evidence.near("residual of stationarity at the point", residual, 0, 1e-12)
                .ofHypothesis(),
            Evidence.near("spread of the four margins there (all support)", spread, 0, 1e-15)
                .ofHypothesis(),
            Evidence.near("largest \\(|\\,\\|V_k\\|-1|\\) along the curve", unit, 0, 1e-14)
                .ofHypothesis(),
            Evidence.atMost("gain of margin when 2% of the mass is moved", margin[1] - before, 0),
            Evidence.atMost(
                "gain of margin at the end of the curve", margin[points - 1] - before, 0))
        .refutedBy(
            Counterexample.study(
                    ("Two points of each class, \\((\\pm1,\\frac14,0,0)\\) and"
                         + " \\((0,0,\\pm1,\\frac14)\\), and a ReLU network whose two live units"
                         + " look along the second and the fourth axis, all others zero. It is"
                         + " stationary with margin %.4g, and descent from it raises the norms"
                         + " only; the same norms on units along the examples have margin %.4g. A"
                         + " second start,")
                            .formatted(before, margin[points - 1])
                        + " `--set init.file=split.json`, shows that.",
                    STUDY)
                .with("data.csv", "1,0.25,0,0,1\n-1,0.25,0,0,1\n0,0,1,0.25,-1\n0,0,-1,0.25,-1\n")
                .with("weights.json", json(v))
                .with("split.json", json(weights(1))))
        .with(figure)
        .noting(
            "For linear networks it is true: the margin is concave in the direction. See B-T5 and"
                + " B-Fact1.");
  }

  static final Matrix X =
      Matrix.ofRows(
          new double[] {1, 0.25, 0, 0},
          new double[] {-1, 0.25, 0, 0},
          new double[] {0, 0, 1, 0.25},
          new double[] {0, 0, -1, 0.25});

  private static final String STUDY =
      """
      name: stationary-but-no-maximum
      data: {file: data.csv, label: -1, header: false}
      network: [dense 6 relu, dense 1]
      init: {file: weights.json}
      loss: exponential
      arms:
        - {name: descent, solver: descent, step: 0.1, rescaled: true, until: {steps: 2000}}
      """;

  /** Mass 1 - share on the units (0, ±1), the rest on the four units along the examples. */
  static double[] weights(double share) {
    double[][] looks = new double[6][];
    looks[0] = new double[] {0, 1, 0, 0};
    looks[1] = new double[] {0, 0, 0, 1};
    for (int n = 0; n < 4; n++) {
      looks[2 + n] = Vectors.unit(X.row(n));
    }
    double[] w = new double[30];
    for (int j = 0; j < 6; j++) {
      double mass = Math.sqrt(j < 2 ? (1 - share) / 2 : share / 4);
      System.arraycopy(Vectors.times(mass, looks[j]), 0, w, 4 * j, 4);
      w[24 + j] = looks[j][1] > 0 ? mass : -mass;
    }
    return w;
  }

  private static double margin(double[] f) {
    return Math.min(Math.min(f[0], f[1]), Math.min(-f[2], -f[3]));
  }

  private static String json(double[] w) {
    StringBuilder hidden = new StringBuilder();
    StringBuilder output = new StringBuilder();
    for (int j = 0; j < 6; j++) {
      hidden
          .append(j == 0 ? "" : ", ")
          .append(Arrays.toString(Arrays.copyOfRange(w, 4 * j, 4 * j + 4)));
      output.append(j == 0 ? "" : ", ").append(w[24 + j]);
    }
    return "[[%s],%n [[%s]]]%n".formatted(hidden, output);
  }
}
