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
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** B-E5: within one layer the output does not curve along that layer's weights. */
record NoCurvatureAlongLayer() implements Claim {
  @Override
  public String id() {
    return "B-E5";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equation 5");
  }

  @Override
  public String statement() {
    return "In a ReLU network the second derivative in one layer's weights vanishes along them.";
  }

  @Override
  public String formula() {
    return "\\Bigl(W_k,\\frac{\\partial^2f(x)}{\\partial W_k^2}\\Bigr)=0";
  }

  @Override
  public List<String> assumptions() {
    return List.of("no pre-activation is exactly zero");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double relu = defect(Nonlinearity.relu(), 1, budget, seed);
    double smooth = defect(Nonlinearity.softplus(), 1, budget, seed);
    double square = defect(Nonlinearity.reluPower(2), 2, budget, seed);
    // Products of the same size as the gradient's, with round-off 1e-16 each.
    return Judgement.of(
            Evidence.near(
                "largest \\(\\|\\partial_k^2f\\,W_k\\|/\\|\\partial_kf\\|\\), ReLU",
                relu,
                0,
                1e-10),
            Evidence.near("the same less \\((d_k-1)\\partial_kf\\), ReLU²", square, 0, 1e-10))
        .noting(
            "Without homogeneity it is not so: softplus gives %.2g.".formatted(smooth)
                + " For the square of ReLU it is \\((d_k-1)\\,\\partial_kf\\).");
  }

  private static double defect(Nonlinearity sigma, int degree, Budget budget, Seed seed) {
    RandomGenerator random = seed.child(sigma.label()).random();
    double worst = 0;
    for (int draw = 0; draw < budget.of(8, 60, 400); draw++) {
      NetworkOnData model = RandomNetworks.draw(sigma, 2 + draw % 4, random);
      double[] w = Vectors.gaussian(model.network().parameters(), random);
      double[] c = new double[model.values(w).length];
      Arrays.fill(c, 1);
      double[] gradient = model.gradient(w, c);
      int layers = model.network().blocks().size();
      for (int k = 0; k < layers; k++) {
        double[] along = model.layer(model.bend(w, c, model.layer(w, k)), k);
        double[] own = model.layer(gradient, k);
        double factor = Math.pow(degree, layers - 1.0 - k) - 1;
        double size = Vectors.norm(own);
        if (size > 0) {
          worst = Math.max(worst, Vectors.distance(along, Vectors.times(factor, own)) / size);
        }
      }
    }
    return worst;
  }
}
