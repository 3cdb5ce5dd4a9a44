package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.LinearPath;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** B-Fact1-2: the Lagrange multiplier as a vanishing penalty, and the stationary directions. */
record VanishingConstraint() implements Claim {
  @Override
  public String id() {
    return "B-Fact1-2";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Facts 1 and 2");
  }

  @Override
  public String statement() {
    return "The multiplier that holds \\(\\|V_k\\|=1\\) is a penalty \\(\\lambda\\|V_k\\|^2"
        + "=\\lambda'\\|W_k\\|^2\\) that vanishes; for any finite \\(\\rho\\) the constrained"
        + " flow has the same stationary points of \\(V_k\\) as weight normalisation, and as the"
        + " standard flow with \\(\\dot V_k=\\dot W_k/\\|W_k\\|\\).";
  }

  @Override
  public String formula() {
    return "\\lambda_k=\\frac12\\rho\\frac1N\\sum_ne^{-\\rho y_nf_n}y_nf_n\\to0,\\qquad"
        + "\\lambda_k'=\\frac{\\lambda_k}{\\rho_k^2},\\qquad\\dot V_k=\\frac{\\dot"
        + " W_k}{\\|W_k\\|}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separated, with margins of at least one.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    Figure figure =
        Figure.of(
                "multiplier",
                "The multiplier along the constrained flow",
                Axis.linear("\\(\\log t\\)"),
                Axis.linear("\\(\\log\\lambda\\)"))
            .captioned("It falls like \\(1/t\\) times powers of \\(\\log t\\).");
    for (int depth = 1; depth <= 2; depth++) {
      Decay worst = null;
      for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
        Decay decay = Decay.along(depth, budget.of(20.0, 100, 300), seed.child(depth).child(draw));
        worst = worst == null ? decay : worst.or(decay);
        if (draw == 0) {
          figure =
              figure.with(
                  Series.line("\\(K=%d\\)".formatted(depth), decay.logTime, decay.logMultiplier));
        }
      }
      String what = depth == 1 ? "linear" : "two linear layers";
      Decay all = Objects.requireNonNull(worst);
      // A sum of some ten terms near zero in the log domain: round-off 1e-13 and the solver's
      // 1e-10.
      evidence.add(
          Evidence.atMost(
              "largest rise of \\(\\log\\lambda\\) in a step once all margins are above 1, " + what,
              all.rise,
              1e-9));
      evidence.add(
          Evidence.atMost(
              "largest \\(\\log\\lambda\\) at the end, less \\(-\\frac12\\log t\\), " + what,
              all.end,
              0));
      // α of equation 51 at a step of 1e-6 differs from 1 - 2ηλ by its square.
      evidence.add(
          Evidence.near(
              "largest \\(|(1-\\alpha)/(2\\eta\\lambda)-1|\\), \\(\\alpha\\) of equation 51, "
                  + what,
              all.alpha,
              0,
              1e-4));
    }
    double penalty = 0;
    double residual = 0;
    double printed = 0;
    double rises = Double.NEGATIVE_INFINITY;
    for (int draw = 0; draw < budget.of(2, 8, 40); draw++) {
      Matrix z = SeparablePoints.draw(12, 4, seed.child("path").child(draw));
      LinearPath path = LinearPath.start(z);
      double before = Double.POSITIVE_INFINITY;
      for (double rho : new double[] {20, 50, 100, 200, 500}) {
        path = path.upTo(z, rho);
        double[] margins = Vectors.product(z, path.w());
        // Both with the sum loss, whose logarithm is logSum.
        double logMultiplier = Math.log(Vectors.dot(path.dual(), margins) / 2) + path.logSum();
        penalty =
            Math.max(
                penalty,
                Math.abs(Math.expm1(logMultiplier - 2 * Math.log(path.rho()) - path.logPenalty())));
        rises = Math.max(rises, path.logPenalty() - before);
        before = path.logPenalty();
        double[] v = path.direction();
        double[] pull = Vectors.transposedProduct(z, path.dual());
        double along = Vectors.dot(v, pull);
        residual =
            Math.max(residual, Vectors.norm(Vectors.plus(pull, -along, v)) / Vectors.norm(pull));
        printed = Math.max(printed, along / Vectors.norm(pull));
      }
    }
    evidence.add(
        Evidence.near(
            "largest \\(|\\lambda/\\rho^2/\\lambda'-1|\\), \\(\\lambda'\\) of the penalised minimum"
                + " with the same \\(\\rho\\)",
            penalty,
            0,
            1e-9));
    evidence.add(
        Evidence.atMost(
            "largest step of \\(\\log\\lambda'\\) from one \\(\\rho\\) to the next", rises, 0));
    evidence.add(
        Evidence.near(
            "\\(\\langle V,\\dot V\\rangle/\\|\\dot V\\|\\) for \\(\\dot V=\\dot W/\\|W\\|\\) where"
                + " the constrained flow stands still",
            printed,
            0,
            1e-9));
    evidence.add(
        Evidence.near(
                "\\(\\|S\\dot W\\|/\\|\\dot W\\|\\) there: what turns \\(V\\) in all three flows",
                residual,
                0,
                1e-9)
            .ofCorrection());
    return Judgement.of(evidence)
        .with(figure)
        .corrected(
            "\\(\\dot V_k=S_k\\dot W_k/\\r"
                + "ho_k\\), not \\(\\dot W_k/\\|W_k\\|\\), which is never zero on separated data:"
                + " where the constrained flow stands still, \\(\\dot W_k\\) is along \\(V_k\\)."
                + " With it the three have the same stationary points.")
        .noting(
            "That \\(\\lambda\\) vanishes does not show that its limit is that of the penalty:"
                + " B-Fact1 judges the limit of the penalised minimum, B-6λ the rate.");
  }

  /**
   * The multiplier along a flow.
   *
   * @param logTime log t at each step
   * @param logMultiplier log λ there
   * @param rise the largest rise once all margins are above one
   * @param end log λ + ½ log t at the end
   * @param alpha the largest relative difference of (1 - α)/(2η) and λ
   */
  private record Decay(
      double[] logTime, double[] logMultiplier, double rise, double end, double alpha) {
    static Decay along(int depth, double last, Seed seed) {
      Network network = NetworkOnData.dense(3, Nonlinearity.linear(), Flows.widths(depth, 4));
      Dataset data = Flows.signed(SeparablePoints.draw(8, 3, seed.child("data")), seed);
      NetworkOnData model = new NetworkOnData(network, data.inputs());
      double[] y = ((Labels.Signs) data.labels()).y();
      FlowCourse course =
          Flows.course(Dynamics.lagrange(), network, data, Flows.start(network, 1.5, seed));
      List<double[]> seen = new ArrayList<>();
      double rise = Double.NEGATIVE_INFINITY;
      double alpha = 0;
      boolean separated = false;
      course.aimOnward(last);
      while (course.logTime() < last) {
        Flows.step(course);
        double[] w = course.weights();
        double[] f = model.values(w);
        double[] q = ExponentialWeights.signed(f, y, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < f.length; n++) {
          least = Math.min(least, y[n] * f[n]);
        }
        double logMultiplier = course.logRisk() + Math.log(Vectors.dot(q, f) / 2);
        if (separated) {
          rise = Math.max(rise, logMultiplier - seen.getLast()[1]);
        }
        if (least > 1) {
          separated = true;
          seen.add(new double[] {course.logTime(), logMultiplier});
          alpha = Math.max(alpha, multiplierOfStep(model, w, q, f));
        }
      }
      double[] logTime = seen.stream().mapToDouble(s -> s[0]).toArray();
      double[] log = seen.stream().mapToDouble(s -> s[1]).toArray();
      return new Decay(logTime, log, rise, log[log.length - 1] + last / 2, alpha);
    }

    Decay or(Decay other) {
      return new Decay(
          logTime,
          logMultiplier,
          Math.max(rise, other.rise),
          Math.max(end, other.end),
          Math.max(alpha, other.alpha));
    }

    /** max_k |(1 - α)/(2ηλ_k) - 1| in units where the risk is one, with η‖h‖ = 1e-6. */
    private static double multiplierOfStep(
        NetworkOnData model, double[] w, double[] q, double[] f) {
      double[] pull = model.gradient(w, q);
      double[] v = model.directions(w);
      double[] norms = model.norms(w);
      double worst = 0;
      for (int k = 0; k < norms.length; k++) {
        double[] full = Vectors.times(norms[k], model.layer(pull, k));
        double eta = 1e-6 / Vectors.norm(full);
        double[] h = Vectors.times(eta, full);
        double along = Vectors.dot(model.layer(v, k), h);
        double square = Vectors.dot(h, h) - along * along;
        // 1 - √(1 - s) = s/(1 + √(1 - s)), so that nothing of order one cancels.
        double less = square / (1 + Math.sqrt(1 - square)) + along;
        worst = Math.max(worst, Math.abs(less / (eta * Vectors.dot(q, f)) - 1));
      }
      return worst;
    }
  }
}
