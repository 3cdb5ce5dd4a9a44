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
import gradus.flow.FlowCourse;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Blas;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** B-Obs1: the flow of the weights, and of norms and directions. */
record SameFlow() implements Claim {
  private static final double[] LOG_TIMES = {-2, 0, 1, 2, 3, 5, 10, 30, 100, 300, 1000};

  @Override
  public String id() {
    return "B-Obs1";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Observation 1, equations 13 and 14");
  }

  @Override
  public String statement() {
    return "The flow of \\(W_k\\) and the system for \\(\\rho_k\\) and \\(V_k\\) with"
        + " \\(W_k=\\rho_kV_k\\), \\(\\|V_k\\|=1\\), describe the same dynamics.";
  }

  @Override
  public String formula() {
    return "\\dot W_k=-\\frac{\\partial L}{\\partial W_k}\\;\\Longleftrightarrow\\;"
        + "\\dot\\rho_k=V_k^T\\dot W_k,\\quad\\dot V_k=\\frac{S_k}{\\rho_k}\\dot W_k";
  }

  @Override
  public List<String> assumptions() {
    return List.of("No layer is zero at the start.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    Tally all = new Tally();
    for (int depth = 1; depth <= 3; depth++) {
      Tally tally = new Tally();
      for (int draw = 0; draw < budget.of(2, 2, 10); draw++) {
        Seed own = seed.child(depth).child(draw);
        Network network =
            NetworkOnData.dense(3, Nonlinearity.relu(), Flows.widths(depth, budget.of(3, 5, 10)));
        Dataset data = Flows.signed(SeparablePoints.draw(8, 3, own.child("data")), own);
        double[] w = Flows.start(network, 1.5, own.child("start"));
        tally.compare(budget, network, data, w, budget.of(10.0, 300, 1000));
      }
      String what = depth == 1 ? "linear" : depth + " ReLU layers";
      evidence.add(
          Evidence.atMost(
              "largest \\(\\|W_k-\\rho_kV_k\\|/\\|W_k\\|\\) at any output time, " + what,
              tally.apart,
              1e-7));
      evidence.add(
          Evidence.atLeast("farthest \\(\\|W-W(0)\\|/\\|W(0)\\|\\), " + what, tally.moved, 0.1)
              .ofHypothesis());
      evidence.add(
          Evidence.atLeast(
                  "the same distance to `weight-norm`, which is another flow, " + what,
                  tally.elsewhere,
                  1e-2)
              .ofHypothesis());
      all.slides += tally.slides;
      all.lost += tally.lost;
    }
    return Judgement.of(evidence)
        .noting(
            "Both are solved with relative tolerance \\(10^{-10}\\) per step; they take their own"
                + " steps, and cross and slide along their own kinks. Slides: %d; flows that the"
                    .formatted(all.slides)
                + " solver gave up on the way, judged up to there: %d.".formatted(all.lost))
        .noting(
            "The observation prints \\(W_k^{i,j}=-\\partial L/\\partial W_k^{i,j}\\), without the"
                + " dot.");
  }

  /** What was seen over some draws. */
  private static final class Tally {
    double apart;
    double moved;
    double elsewhere;
    long slides;
    int lost;

    void compare(Budget budget, Network network, Dataset data, double[] w, double end) {
      FlowCourse standard = Flows.course(budget, Dynamics.standard(), network, data, w);
      FlowCourse normalized = Flows.course(budget, Dynamics.normalized(), network, data, w);
      FlowCourse other = Flows.course(budget, Dynamics.weightNorm(true, false), network, data, w);
      for (double logTime : LOG_TIMES) {
        if (logTime > end) {
          break;
        }
        if (!Flows.reaches(standard, logTime) || !Flows.reaches(normalized, logTime)) {
          lost++;
          break;
        }
        double[] a = standard.weights();
        apart = Math.max(apart, apart(network, a, normalized.weights()));
        if (logTime <= 3 && Flows.reaches(other, logTime)) {
          elsewhere = Math.max(elsewhere, apart(network, a, other.weights()));
        }
        moved = Math.max(moved, Vectors.distance(a, w) / Vectors.norm(w));
      }
      slides += standard.slides().size();
    }

    /** max_k ‖A_k - B_k‖/‖A_k‖. */
    private static double apart(Network network, double[] a, double[] b) {
      double[] difference = Vectors.plus(a, -1, b);
      double apart = 0;
      for (Block block : network.blocks()) {
        double off = Blas.best().nrm2(block.size(), difference, block.offset());
        apart = Math.max(apart, off / Blas.best().nrm2(block.size(), a, block.offset()));
      }
      return apart;
    }
  }
}
