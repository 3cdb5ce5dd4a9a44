package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;

/** P-E6: norms grow without bound once the data are separated. */
record NormsDiverge() implements Claim {
  @Override
  public String id() {
    return "P-E6";
  }

  @Override
  public List<String> also() {
    return List.of("P-T4.6");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "after equation 7; Theorem 4, item 6");
  }

  @Override
  public String statement() {
    return "After the onset of separability \\(\\dot\\rho_k>0\\) with \\(\\dot\\rho_k\\to0\\) and"
        + " \\(\\rho\\to\\infty\\); for one layer \\(\\rho\\propto\\log t\\).";
  }

  @Override
  public String formula() {
    return "\\dot\\rho_k=\\frac\\rho{\\rho_k}\\frac1N\\sum_ne^{-\\rho y_nf(V;x_n)}y_nf(V;x_n)>0,"
        + "\\qquad\\lim_{t\\to\\infty}\\rho(t)=\\infty";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The flow separates the data at some time.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double end = budget.of(100.0, 1000, 3000);
    Walk worst = new Walk();
    double rho = 0;
    double risk = 0;
    for (int draw = 0; draw < budget.of(1, 2, 5); draw++) {
      Matrix z = SeparablePoints.draw(10, 3, seed.child(draw));
      Dataset data = Flows.signed(z, seed.child(draw));
      for (Dynamics dynamics : List.of(Dynamics.standard(), Dynamics.lagrange())) {
        Network one = NetworkOnData.dense(3, Nonlinearity.linear(), 1);
        Network two = NetworkOnData.dense(3, Nonlinearity.relu(), 6, 1);
        Network three = NetworkOnData.dense(3, Nonlinearity.linear(), 3, 3, 1);
        for (Network network : List.of(one, two, three)) {
          int layers = network.blocks().size();
          Seed own = seed.child(draw).child(layers);
          double[] w = Flows.start(network, 1, own.child("start"));
          FlowCourse course = Flows.course(Flow.usual(), dynamics, network, data, w);
          worst.along(course, new NetworkOnData(network, data.inputs()), data, end);
          if (layers == 1) {
            double margin = Margins.of(z).margin();
            rho = Math.max(rho, Math.abs(course.rho() * margin / end - 1));
            double log = course.logTime() + course.logRisk() + 2 * Math.log(margin);
            risk = Math.max(risk, Math.abs(Math.expm1(log)));
          }
        }
      }
    }
    return Judgement.of(
            Evidence.atLeast("flows that separated the data", worst.separated, 3).ofHypothesis(),
            Evidence.atLeast(
                "least \\(\\rho_k\\dot\\rho_k/(L\\min_ny_nf_n)\\) at any separated state",
                worst.pull,
                1 - 1e-9),
            Evidence.atLeast(
                "least growth of \\(\\rho\\) over the last half of \\(\\log t\\), a factor",
                worst.growth,
                1.8),
            Evidence.atMost(
                "largest \\(\\log\\dot\\rho_k\\) at the end, over \\(\\log t\\)",
                worst.rate,
                -0.95),
            Evidence.near(
                "one layer: largest \\(|\\rho\\hat\\gamma/\\log t-1|\\) at the end",
                rho,
                0,
                // ρ γ = log t + O(1).
                10 / end),
            Evidence.near(
                "one layer: largest \\(|tL\\hat\\gamma^2-1|\\) at the end", risk, 0, 1e-2))
        .noting(
            "`standard` and `lagrange` flows of one linear layer, two ReLU layers and three linear"
                + " layers to \\(\\log t=%.0f\\). \\(\\rho\\approx\\log t\\) of theorem 4 is"
                    .formatted(end)
                + " \\(\\log t\\) over the largest margin \\(\\hat\\gamma\\). Before separation"
                + " norms may shrink: least \\(\\rho_k\\dot\\rho_k/L\\) seen there %.3g."
                    .formatted(worst.before))
        .noting(
            "%d of %d flows separated the data; the rest, whose units had died, are judged only at"
                    .formatted(worst.separated, worst.flows)
                + " the states that separate.");
  }

  /** The extremes over all flows. */
  private static final class Walk {
    int flows;
    int separated;
    double pull = Double.POSITIVE_INFINITY;
    double growth = Double.POSITIVE_INFINITY;
    double rate = Double.NEGATIVE_INFINITY;
    double before;

    void along(FlowCourse course, NetworkOnData model, Dataset data, double end) {
      double[] y = ((Labels.Signs) data.labels()).y();
      flows++;
      read(course, model, y);
      course.aimOnward(end / 2);
      while (course.logTime() < end / 2) {
        Flows.step(course);
        read(course, model, y);
      }
      double half = course.rho();
      course.aimOnward(end);
      while (course.logTime() < end) {
        Flows.step(course);
        read(course, model, y);
      }
      double[] w = course.weights();
      double[] f = model.values(w);
      double[] q = ExponentialWeights.signed(f, y, 1);
      double mean = Vectors.dot(q, f);
      if (!(course.logRisk() < -Math.log(y.length))) {
        return;
      }
      separated++;
      growth = Math.min(growth, course.rho() / half);
      for (double rho : model.norms(w)) {
        rate = Math.max(rate, (course.logRisk() + Math.log(mean / rho)) / end);
      }
    }

    /** ρ_k ρ̇_k / R̂ = ⟨W_k, Σ q y ∂f/∂W_k⟩ in each layer, beside the least margin. */
    private void read(FlowCourse course, NetworkOnData model, double[] y) {
      double[] w = course.weights();
      double[] f = model.values(w);
      double least = Double.POSITIVE_INFINITY;
      for (int n = 0; n < y.length; n++) {
        least = Math.min(least, y[n] * f[n]);
      }
      double[] gradient = model.gradient(w, ExponentialWeights.signed(f, y, 1));
      for (int k = 0; k < model.network().blocks().size(); k++) {
        double own = Vectors.dot(model.layer(w, k), gradient);
        if (least > 0) {
          pull = Math.min(pull, own / least);
        } else {
          before = Math.min(before, own);
        }
      }
    }
  }
}
