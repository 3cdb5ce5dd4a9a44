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
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.margin.MarginSolution;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** P-E6b: the rates of the norms vanish, and each support vector's loss goes like 1/t. */
record RatesVanish() implements Claim {
  /** A support vector with less of the dual weight than this pulls too little to be seen. */
  private static final double PULLS = 1e-3;

  @Override
  public String id() {
    return "P-E6b";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "§3.B.3; banburski2019 §12");
  }

  @Override
  public String statement() {
    return "\\(\\dot\\rho_k\\to0\\); in the linear case \\(e^{-\\rho v^Tx_n}\\propto1/t\\) for"
        + " support vectors.";
  }

  @Override
  public String formula() {
    return "\\lim_{t\\to\\infty}\\dot\\rho_k=0,\\qquad e^{-\\rho v^Tx_n}\\propto\\frac1t,"
        + "\\qquad tL\\to\\frac1{\\hat\\gamma^2}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Separable data; \\(x_n\\) on the margin with positive dual weight.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double end = budget.of(600.0, 1000, 3000);
    double product = 0;
    double support = 0;
    double other = 0;
    double rate = 0;
    int most = 0;
    for (int draw = 0; draw < budget.of(3, 10, 30); draw++) {
      int d = 2 + draw % 4;
      Matrix z = SeparablePoints.draw(10, d, seed.child(draw));
      MarginSolution best = Margins.of(z);
      Network network = NetworkOnData.dense(d, Nonlinearity.linear(), 1);
      double[] w = Flows.start(network, 1, seed.child(draw).child("start"));
      FlowCourse course =
          Flows.course(Flow.usual(), Dynamics.standard(), network, Flows.turned(z), w);
      double[] before = Vectors.product(z, Flows.follow(course, 300));
      double rhoBefore = logRate(course, before);
      product = Math.max(product, defect(course, best));
      double[] after = Vectors.product(z, Flows.follow(course, end));
      product = Math.max(product, defect(course, best));
      double slope = (logRate(course, after) - rhoBefore) / (end - 300);
      rate = Math.max(rate, Math.abs(slope + 1));
      double[] limit = Vectors.product(z, best.direction());
      int count = 0;
      for (int n = 0; n < limit.length; n++) {
        double own = -(after[n] - before[n]) / (end - 300);
        if (best.dual()[n] > PULLS) {
          support = Math.max(support, Math.abs(own + 1));
          count++;
        } else {
          other = Math.max(other, Math.abs(own + limit[n] / best.margin()));
        }
      }
      most = Math.max(most, count);
    }
    double deep = deep(budget, seed.child("deep"));
    return Judgement.of(
            Evidence.near(
                "largest \\(|tL\\hat\\gamma^2-1|\\) at \\(\\log t=300\\) and later",
                product,
                0,
                1e-2),
            Evidence.near(
                "support vectors: largest \\(|d\\log e^{-\\rho v^Tx_n}/d\\log t+1|\\)",
                support,
                0,
                1e-2),
            Evidence.near("one layer: largest \\(|d\\log\\dot\\rho/d\\log t+1|\\)", rate, 0, 1e-2),
            Evidence.atMost(
                "two ReLU layers: largest \\(\\log\\dot\\rho_k/\\log t\\) at the end", deep, -0.95))
        .noting(
            "Up to %d support vectors. The others' losses go like \\(t^{-\\bar z_n/\\hat\\gamma}\\),"
                    .formatted(most)
                + " \\(\\bar z_n\\) their margins in the limit: that power is met to %.1g."
                    .formatted(other));
  }

  /** |t R̂ γ̂² - 1|; the same for sum and mean, since R̂ scales as its gradient does. */
  private static double defect(FlowCourse course, MarginSolution best) {
    return Math.abs(Math.expm1(course.logTime() + course.logRisk() + 2 * Math.log(best.margin())));
  }

  /** log ρ̇ = log R̂ + log Σ q z/ρ. */
  private static double logRate(FlowCourse course, double[] z) {
    double[] ones = new double[z.length];
    Arrays.fill(ones, 1);
    double[] q = ExponentialWeights.signed(z, ones, 1);
    return course.logRisk() + Math.log(Vectors.dot(q, z) / course.rho());
  }

  private static double deep(Budget budget, Seed seed) {
    double end = budget.of(100.0, 300, 1000);
    Dataset data = Flows.turned(SeparablePoints.draw(10, 3, seed));
    Network network = NetworkOnData.dense(3, Nonlinearity.relu(), 6, 1);
    NetworkOnData model = new NetworkOnData(network, data.inputs());
    double[] w = Flows.start(network, 1, seed.child("start"));
    FlowCourse course = Flows.course(Flow.usual(), Dynamics.standard(), network, data, w);
    double[] at = Flows.follow(course, end);
    double[] f = model.values(at);
    double[] ones = new double[f.length];
    Arrays.fill(ones, 1);
    double mean = Vectors.dot(ExponentialWeights.signed(f, ones, 1), f);
    double largest = Double.NEGATIVE_INFINITY;
    for (double rho : model.norms(at)) {
      largest = Math.max(largest, (course.logRisk() + Math.log(mean / rho)) / end);
    }
    return largest;
  }
}
