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
import gradus.data.Labels;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Blas;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** P-E3: the flow of the directions at fixed norms. */
record FixedNorms() implements Claim {
  @Override
  public String id() {
    return "P-E3";
  }

  @Override
  public List<String> also() {
    return List.of("P-E4");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "equations 3 and 4");
  }

  @Override
  public String statement() {
    return "Gradient descent in the directions at fixed \\(\\rho\\) keeps \\(\\|V_k\\|=1\\), lowers"
        + " the loss and ends where the derivatives of the margins, weighted, are along \\(V_k\\).";
  }

  @Override
  public String formula() {
    return "\\dot V_k=\\frac\\rho N\\sum_ne^{-\\rho y_nf_n}y_n\\Bigl("
        + "\\frac{\\partial f_n}{\\partial V_k}-V_kf_n\\Bigr)\\to0,"
        + "\\qquad\\sum_ne^{-\\rho y_nf_n}y_n\\frac{\\partial f_n}{\\partial V_k}"
        + "=\\sum_ne^{-\\rho y_nf_n}V_ky_nf_n";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separated at the end.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    double separated = 0;
    int kinks = 0;
    Run onKinks = new Run(0, 0, 0, true, true);
    int draws = budget.of(1, 3, 12);
    for (int kind = 0; kind < KINDS.length; kind++) {
      Run worst = null;
      for (int draw = 0; draw < draws; draw++) {
        Run run = Run.of(kind, seed.child(kind).child(draw));
        separated += run.separates ? 1 : 0;
        if (run.separates && run.sliding) {
          kinks++;
          onKinks = onKinks.or(run);
        } else if (run.separates) {
          worst = worst == null ? run : worst.or(run);
        }
      }
      if (worst == null) {
        continue;
      }
      String what = KINDS[kind];
      evidence.add(Evidence.near("largest \\(|\\,\\|V_k\\|-1|\\), " + what, worst.drift, 0, 1e-9));
      // The residual is that of a stable equilibrium, solved to 1e-10 a step.
      evidence.add(
          Evidence.near("largest \\(r_k\\) at \\(\\log t=30\\), " + what, worst.residual, 0, 1e-6));
      // log L is a sum of order ten, and at rest the solver's errors enter it squared: round-off.
      evidence.add(
          Evidence.atMost("largest rise of \\(\\log L\\) in a step, " + what, worst.rise, 1e-11));
    }
    evidence.add(
        Evidence.atLeast("share of runs that separate", separated / (draws * KINDS.length), 0.5)
            .ofHypothesis());
    return Judgement.of(evidence)
        .noting(
            "The residual is \\(r_k=\\|\\sum q_ny_n(\\partial f_n/\\partial V_k-V_kf_n)\\|"
                + "/\\|\\sum q_ny_n\\partial f_n/\\partial V_k\\|\\), \\(q\\) the softmax of"
                + " \\(-\\rho y_nf_n\\). The two sides of equation 4 themselves differ by less"
                + " than \\(10^{-8}\\) for any \\(V\\) when \\(\\rho\\) is large, and show"
                + " nothing.")
        .noting(
            "%d of the runs of ReLU networks end on a kink, where \\(\\partial f_n/\\partial"
                    .formatted(kinks)
                + " V_k\\) does not exist and equation 4 is not what it says: the flow rests with"
                + " an element of the subdifferential. Its velocity there leaves a residual of"
                + " %.2g; the norms have drifted by %.2g."
                    .formatted(onKinks.residual, onKinks.drift));
  }

  private static final double RHO = 10;
  private static final double LAST = 30;
  private static final int[] DEPTHS = {1, 2, 3, 2};
  private static final String[] KINDS = {
    "one linear layer", "two linear layers", "three linear layers", "two ReLU layers"
  };

  /**
   * What was seen along a run.
   *
   * @param drift the largest |‖V_k‖ - 1|
   * @param residual max_k r_k at the end
   * @param rise the largest rise of log L in a step
   * @param separates whether all examples are right at the end
   * @param sliding whether it ends on a kink
   */
  private record Run(
      double drift, double residual, double rise, boolean separates, boolean sliding) {
    static Run of(int kind, Seed seed) {
      int depth = DEPTHS[kind];
      boolean linear = kind < KINDS.length - 1;
      Network network =
          NetworkOnData.dense(
              3,
              linear ? Nonlinearity.linear() : Nonlinearity.relu(),
              Flows.widths(depth, linear ? 4 : 10));
      Dataset data = Flows.signed(SeparablePoints.draw(8, 3, seed.child("data")), seed);
      NetworkOnData model = new NetworkOnData(network, data.inputs());
      double norm = Math.pow(RHO, 1.0 / depth);
      double[] start = model.directions(Flows.start(network, 1, seed.child("start")));
      FlowCourse course =
          Flows.course(Dynamics.fixedRho(), network, data, Vectors.times(norm, start));
      course.aimOnward(LAST);
      double risk = course.logRisk();
      double drift = 0;
      double rise = 0;
      while (course.logTime() < LAST) {
        Flows.step(course);
        rise = Math.max(rise, course.logRisk() - risk);
        risk = course.logRisk();
        drift = Math.max(drift, Directions.normDrift(network, Directions.state(course), 2));
      }
      double[] y = ((Labels.Signs) data.labels()).y();
      double[] f = model.values(course.weights());
      double least = Double.POSITIVE_INFINITY;
      for (int n = 0; n < y.length; n++) {
        least = Math.min(least, y[n] * f[n]);
      }
      boolean sliding = course.slides().stream().anyMatch(slide -> Double.isNaN(slide.toLogTime()));
      double residual =
          sliding
              ? ofVelocity(course, y, f, network)
              : Directions.residual(model, y, course.weights());
      return new Run(drift, residual, rise, least > 0, sliding);
    }

    Run or(Run other) {
      return new Run(
          Math.max(drift, other.drift),
          Math.max(residual, other.residual),
          Math.max(rise, other.rise),
          separates,
          sliding);
    }

    /** A bound of max_k r_k from the velocity of the flow, which knows what a slide takes. */
    private static double ofVelocity(FlowCourse course, double[] y, double[] f, Network network) {
      double[] q = ExponentialWeights.signed(f, y, 1);
      double pull = 0;
      for (int n = 0; n < f.length; n++) {
        pull += q[n] * f[n];
      }
      Block block = network.blocks().getFirst();
      double norm = Blas.best().nrm2(block.size(), course.weights(), block.offset());
      // dW_k/dτ = ρ_k² S_k g_k, and ‖g_k‖ ≥ ⟨V_k, g_k⟩ = Σ q y f/ρ_k, with all ρ_k alike.
      return Math.exp(course.logVelocity()) / (norm * pull);
    }
  }
}
