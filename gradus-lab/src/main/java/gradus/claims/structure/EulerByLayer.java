package gradus.claims.structure;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.net.Layer;
import gradus.net.Nonlinearity;
import gradus.net.Window;
import gradus.num.Seed;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** P-SL: the structural lemma, Euler's relation layer by layer. */
record EulerByLayer() implements Claim {
  @Override
  public String id() {
    return "P-SL";
  }

  @Override
  public List<String> also() {
    return List.of("B-E3/E4");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "structural lemma, §3.B");
  }

  @Override
  public String statement() {
    return "In a ReLU network the inner product of each layer's weights with the gradient in them"
        + " is the output itself.";
  }

  @Override
  public String formula() {
    return "\\sum_{i,j}\\frac{\\partial f(x)}{\\partial W_k^{i,j}}W_k^{i,j}=f(x),\\quad"
        + " k=1,\\dots,K";
  }

  @Override
  public List<String> assumptions() {
    return List.of("no biases", "activations with \\(\\sigma(az)=a\\sigma(z)\\) for \\(a>0\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Window pair = Window.of(1, 2);
    // Sums of at most 400 products, each with round-off 1e-16 of ‖W_k‖‖∂f/∂W_k‖.
    return Judgement.of(
            dense("ReLU", Nonlinearity.relu(), budget, seed),
            dense("leaky ReLU, 0.1", Nonlinearity.leakyRelu(0.1), budget, seed),
            dense("linear", Nonlinearity.linear(), budget, seed),
            dense("ReLU², with \\(d_kf\\) for \\(f\\)", Nonlinearity.reluPower(2), budget, seed),
            image("convolutions", new Layer.Convolution(3, pair), budget, seed),
            image("convolution, max-pool", new Layer.MaxPool(pair), budget, seed),
            image("convolution, average-pool", new Layer.AveragePool(pair), budget, seed),
            image("convolution, global average", new Layer.GlobalAveragePool(), budget, seed))
        .noting(
            "For the square of ReLU the layer's own degree \\(d_k=2^{K-k}\\) stands before \\(f\\)."
                + " Convolutions have random windows, strides and paddings and ReLU, and end in a"
                + " dense layer.");
  }

  private static Evidence dense(String name, Nonlinearity sigma, Budget budget, Seed seed) {
    return defect(
        name, budget, seed, (random, draw) -> RandomNetworks.draw(sigma, 2 + draw % 4, random));
  }

  private static Evidence image(String name, Layer behind, Budget budget, Seed seed) {
    return defect(
        name,
        budget,
        seed,
        (random, draw) -> RandomNetworks.image(Nonlinearity.relu(), behind, random));
  }

  private static Evidence defect(
      String name,
      Budget budget,
      Seed seed,
      BiFunction<RandomGenerator, Integer, NetworkOnData> network) {
    RandomGenerator random = seed.child(name).random();
    double worst = 0;
    for (int draw = 0; draw < budget.of(8, 60, 400); draw++) {
      NetworkOnData model = network.apply(random, draw);
      double[] w = Vectors.gaussian(model.network().parameters(), random);
      double[] f = model.values(w);
      for (int n = 0; n < f.length; n++) {
        double[] gradient = model.jacobian(w).row(n);
        for (int k = 0; k < model.network().blocks().size(); k++) {
          double[] weights = model.layer(w, k);
          double size = Vectors.norm(weights) * Vectors.norm(model.layer(gradient, k));
          double degree = model.network().degree(k).orElseThrow();
          double defect = Math.abs(Vectors.dot(weights, gradient) - degree * f[n]);
          worst = Math.max(worst, size == 0 ? defect : defect / size);
        }
      }
    }
    return Evidence.near(
        "largest defect over \\(\\|W_k\\|\\|\\partial f/\\partial W_k\\|\\): " + name,
        worst,
        0,
        1e-12);
  }
}
