package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** P-L5x: the velocities of directions in both flows, layer by layer. */
record SameInertia() implements Claim {
  @Override
  public String id() {
    return "P-L5x";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Lemma 5 and the sentence before it");
  }

  @Override
  public String statement() {
    return "The flow of the directions in standard gradient descent differs from that of "
        + "constrained descent only by a factor \\(\\rho^2\\), so that both stand still "
        + "at the same points.";
  }

  @Override
  public String formula() {
    return "\\dot V_k^{\\text{standard}}=\\frac1{\\rho_k^2}\\,\\dot " + "V_k^{\\text{constrained}}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double printed = 0;
    double corrected = 0;
    for (int draw = 0; draw < budget.of(10, 60, 400); draw++) {
      Matrix x = Vectors.gaussian(8, 4, random);
      int depth = 2 + draw % 3;
      int[] widths = new int[depth];
      Arrays.fill(widths, 5);
      widths[depth - 1] = 1;
      NetworkOnData model =
          new NetworkOnData(NetworkOnData.dense(4, Nonlinearity.relu(), widths), x);
      double[] w = Vectors.gaussian(model.network().parameters(), random);
      double[] v = model.directions(w);
      double[] norms = model.norms(w);
      double rho = 1;
      for (double r : norms) {
        rho *= r;
      }
      double[] y = new double[8];
      for (int n = 0; n < y.length; n++) {
        y[n] = random.nextBoolean() ? 1 : -1;
      }
      // Both velocities share the factor R̂; softmax weights leave it out.
      double[] q = ExponentialWeights.signed(model.values(w), y, 1);
      double[] forward = model.gradient(w, q);
      double[] own = ExponentialWeights.signed(model.values(v), y, rho);
      double[] constrained = Vectors.times(rho, model.tangent(v, model.gradient(v, own)));
      double[] standard = model.tangent(v, forward);
      for (int k = 0; k < depth; k++) {
        double[] moved = Vectors.times(1 / norms[k], model.layer(standard, k));
        double[] one = model.layer(constrained, k);
        double size = Vectors.norm(moved);
        if (size > 0) {
          corrected =
              Math.max(
                  corrected,
                  Vectors.distance(moved, Vectors.times(1 / norms[k] / norms[k], one)) / size);
          printed =
              Math.max(printed, Vectors.distance(moved, Vectors.times(1 / rho / rho, one)) / size);
        }
      }
    }
    // Two ways through a network of depth four: round-off 1e-16 times some hundred operations.
    return Judgement.of(
            Evidence.near(
                "largest relative difference with the factor \\(\\rho^2\\)", printed, 0, 1e-12),
            Evidence.near(
                    "largest relative difference with the factor \\(\\rho_k^2\\)",
                    corrected,
                    0,
                    1e-12)
                .ofCorrection())
        .corrected(
            "The factor is \\(\\rho_k^2\\), another for each layer; it "
                + "is \\(\\rho^2\\) for one layer only (and "
                + "\\(\\rho^{2/K}\\) for \\(K\\) balanced ones). It is "
                + "positive, so that the points where the directions stand "
                + "still, and their stability, are the same: the lemma "
                + "stands.");
  }
}
