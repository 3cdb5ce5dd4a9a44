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
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.random.RandomGenerator;

/** B-E2: how the output changes with the norm, and with the direction, of one layer. */
record NormDerivative() implements Claim {
  @Override
  public String id() {
    return "B-E2";
  }

  @Override
  public List<String> also() {
    return List.of("P-3)");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equation 2 and §4.1, item 6");
  }

  @Override
  public String statement() {
    return "With \\(W_k=\\rho_kV_k\\) and \\(\\rho=\\prod_k\\rho_k\\), the derivatives in a layer's"
        + " norm and weights are those of the normalised network times \\(\\rho/\\rho_k\\).";
  }

  @Override
  public String formula() {
    return "\\frac{\\partial f}{\\partial\\rho_k}=\\frac{\\rho}{\\rho_k}f(V;x),\\qquad"
        + "\\frac{\\partial f(W;x)}{\\partial W_k}=\\frac{\\rho}{\\rho_k}"
        + "\\frac{\\partial f(V;x)}{\\partial V_k}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double byNorm = 0;
    double byWeights = 0;
    for (int draw = 0; draw < budget.of(8, 60, 400); draw++) {
      NetworkOnData model = RandomNetworks.draw(Nonlinearity.relu(), 2 + draw % 4, random);
      double[] w = Vectors.gaussian(model.network().parameters(), random);
      double[] v = model.directions(w);
      double[] norms = model.norms(w);
      double rho = 1;
      for (double r : norms) {
        rho *= r;
      }
      double[] f = model.values(v);
      Matrix atW = model.jacobian(w);
      Matrix atV = model.jacobian(v);
      for (int k = 0; k < norms.length; k++) {
        double factor = rho / norms[k];
        // f is linear in ρ_k, so that a difference over any step is its derivative.
        double[] ahead = model.values(Vectors.plus(w, 0.5, model.layer(w, k)));
        double[] behind = model.values(Vectors.plus(w, -0.5, model.layer(w, k)));
        for (int n = 0; n < f.length; n++) {
          double size = factor * (Math.abs(f[n]) + Vectors.norm(model.layer(atV.row(n), k)));
          if (size > 0) {
            double quotient = (ahead[n] - behind[n]) / norms[k];
            byNorm = Math.max(byNorm, Math.abs(quotient - factor * f[n]) / size);
            double[] scaled = Vectors.times(factor, model.layer(atV.row(n), k));
            byWeights =
                Math.max(byWeights, Vectors.distance(model.layer(atW.row(n), k), scaled) / size);
          }
        }
      }
    }
    // Sums of at most some hundred products with round-off 1e-16 each.
    return Judgement.of(
        Evidence.near(
            "largest relative defect in \\(\\partial f/\\partial\\rho_k\\)", byNorm, 0, 1e-12),
        Evidence.near(
            "largest relative defect in \\(\\partial f/\\partial W_k\\)", byWeights, 0, 1e-12));
  }
}
