package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** B-fn4: the last layer is what the layers before it make of the support vector. */
record LayersMatch() implements Claim {
  @Override
  public String id() {
    return "B-fn4";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "footnote 4; poggio2020 after equation 15");
  }

  @Override
  public String statement() {
    return "Where the directions are stationary, the last layer of a linear network is the support"
        + " vector as the layers before it see it, for two layers a direct relation between"
        + " \\(V_1\\) and \\(V_2\\); a trained linear autoencoder has transposed layers.";
  }

  @Override
  public String formula() {
    return "V_K=\\frac{(V_{K-1}\\cdots V_1x_*)^T}{\\tilde f(x_*)},\\qquad W_2\\propto W_1^T";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "One effective support vector \\(x_*\\), or \\(\\sum_nq_ny_nx_n\\) in its place.",
        "The autoencoder starts balanced: \\(W_2^TW_2=W_1W_1^T\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double one = 0;
    double several = 0;
    double first = 0;
    double alone = 0;
    double standard = 0;
    double factor = 0;
    for (int layers = 2; layers <= 4; layers++) {
      for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
        Seed own = seed.child(layers).child(draw);
        Network network = NetworkOnData.dense(3, Nonlinearity.linear(), Flows.widths(layers, 3));
        double[] w = Flows.start(network, 1, own.child("start"));
        Matrix z = SeparablePoints.draw(8, 3, own);
        Dataset single = Flows.turned(Matrix.ofRows(z.row(0)));
        // Sums of pulls scale with exp(-ρf̃): late enough, the directions rest.
        double[] a = settled(Dynamics.lagrange(), network, single, w, budget.of(100.0, 300, 1000));
        one = Math.max(one, off(network, a, z.row(0)));
        factor = Math.max(factor, factorDefect(network, a, single));
        double[] b =
            settled(Dynamics.fixedRho(), network, Flows.turned(z), w, budget.of(100.0, 300, 1000));
        several = Math.max(several, off(network, b, pull(network, z, b)));
        first = Math.max(first, offFirst(network, b, pull(network, z, b)));
        double closest = Double.POSITIVE_INFINITY;
        for (int n = 0; n < z.rows(); n++) {
          closest = Math.min(closest, offFirst(network, b, z.row(n)));
        }
        alone = Math.max(alone, closest);
        double[] small = Vectors.times(1e-3, w);
        double[] c =
            settled(
                Dynamics.standard(), network, Flows.turned(z), small, budget.of(50.0, 100, 300));
        standard = Math.max(standard, off(network, c, pull(network, z, c)));
      }
    }
    Autoencoder balanced = Autoencoder.train(true, seed.child("autoencoder"));
    Autoencoder unbalanced = Autoencoder.train(false, seed.child("autoencoder"));
    return Judgement.of(
            Evidence.near(
                "largest \\(1-\\cos(V_K,(V_{K-1}\\cdots V_1x_*)^T)\\), one example, `lagrange`,"
                    + " K = 2 to 4",
                one,
                0,
                1e-6),
            Evidence.near(
                "largest defect of the factor \\(1/\\tilde f(x_*)\\) there", factor, 0, 1e-6),
            Evidence.near(
                "the same with \\(\\sum_nq_ny_nx_n\\), 8 examples, `fixed-rho`", several, 0, 1e-6),
            Evidence.near(
                "there \\(1-\\cos(V_1,(V_K\\cdots V_2)^T(\\sum_nq_ny_nx_n)^T)\\)", first, 0, 1e-6),
            Evidence.near(
                "last layer, `standard` from \\(10^{-3}\\), 8 examples", standard, 0, 1e-6),
            Evidence.near(
                "autoencoder from a balanced start: \\(1-\\cos(W_2,W_1^T)\\)",
                balanced.off(),
                0,
                1e-6),
            Evidence.atLeast("the same at the start: \\(1-\\cos\\)", balanced.offAtStart(), 0.05)
                .ofHypothesis(),
            Evidence.near(
                    "excess of its error over that of the principal components, relative",
                    balanced.excess(),
                    0,
                    1e-6)
                .ofHypothesis())
        .noting(
            "The footnote prints \\(W_K=(W_{K-1}\\cdots W_1x)^T\\): a proportionality, with the"
                + " factor \\(1/\\tilde f(x)\\) for directions. The layers before the last have"
                + " rank one there, so that any x gives the same last layer; it is the first layer"
                + " that tells: with several support vectors no single one will do, and the best of"
                + " them"
                + " leaves \\(1-\\cos\\) up to %.2g.".formatted(alone))
        .noting(
            "An autoencoder that starts unbalanced keeps \\(W_2^TW_2-W_1W_1^T\\) and ends with"
                + " \\(1-\\cos(W_2,W_1^T)=%.2g\\).".formatted(unbalanced.off()));
  }

  private static double[] settled(
      Dynamics dynamics, Network network, Dataset data, double[] w, double logTime) {
    FlowCourse course = Flows.course(Flow.usual(), dynamics, network, data, w);
    return Flows.follow(course, logTime);
  }

  /** 1 - cos of the last layer and what the others make of x. */
  private static double off(Network network, double[] w, double[] x) {
    double[] seen = seen(network, w, x);
    double[] last = layer(network, w, network.blocks().size() - 1).data();
    return 1 - Vectors.dot(seen, last) / (Vectors.norm(seen) * Vectors.norm(last));
  }

  /** 1 - cos of W_1 and (W_K…W_2)ᵀxᵀ. */
  private static double offFirst(Network network, double[] w, double[] x) {
    double[] back = {1};
    for (int k = network.blocks().size() - 1; k > 0; k--) {
      back = Vectors.transposedProduct(layer(network, w, k), back);
    }
    Matrix one = layer(network, w, 0);
    double along = Vectors.dot(back, Vectors.product(one, x));
    return 1 - along / (Vectors.norm(one.data()) * Vectors.norm(back) * Vectors.norm(x));
  }

  private static Matrix layer(Network network, double[] w, int k) {
    Block block = network.blocks().get(k);
    double[] entries = Arrays.copyOfRange(w, block.offset(), block.end());
    return Matrix.wrap(block.rows(), block.cols(), entries);
  }

  /** |f̃(x) - ‖V_{K-1}…V_1 x‖| / f̃(x). */
  private static double factorDefect(Network network, double[] w, Dataset data) {
    NetworkOnData model = new NetworkOnData(network, data.inputs());
    double[] v = model.directions(w);
    double f = model.values(v)[0];
    return Math.abs(Vectors.norm(seen(network, v, data.inputs().row(0))) / f - 1);
  }

  private static double[] seen(Network network, double[] w, double[] x) {
    double[] h = x;
    for (int k = 0; k < network.blocks().size() - 1; k++) {
      h = Vectors.product(layer(network, w, k), h);
    }
    return h;
  }

  /** Σ q_n z_n. */
  private static double[] pull(Network network, Matrix z, double[] w) {
    double[] f = new NetworkOnData(network, z).values(w);
    double[] ones = new double[f.length];
    Arrays.fill(ones, 1);
    return Vectors.transposedProduct(z, ExponentialWeights.signed(f, ones, 1));
  }
}
