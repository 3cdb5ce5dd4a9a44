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
import gradus.data.Dataset;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** B-10.2: weight normalisation, the tangent gradient and the Lagrange multiplier. */
record WeightNormIsLagrange() implements Claim {
  private static final double[] LOG_TIMES = {-2, 0, 1, 2, 3, 5, 10, 30, 100, 300, 1000};

  @Override
  public String id() {
    return "B-10.2";
  }

  @Override
  public List<String> also() {
    return List.of("P-T4.4");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§10.2, equations 55-58");
  }

  @Override
  public String statement() {
    return "Weight normalisation that starts with \\(\\|v\\|_2=1\\) is the tangent gradient for"
        + " \\(p=2\\), and the same dynamics as that of Lagrange multipliers: the dynamics of"
        + " equations 55 and 25 is that of equations 24 and 58.";
  }

  @Override
  public String formula() {
    return "\\dot g=\\frac{v^T}{\\|v\\|}\\Bigl(-\\frac{\\partial L}{\\partial"
        + " w}\\Bigr),\\;\\dot v=\\frac g{\\|v\\|}S\\Bigl(-\\frac{\\partial L}{\\partial"
        + " w}\\Bigr)\\quad\\Longleftrightarrow\\quad\\dot\\rho=v^T\\Bigl(-\\frac{\\partial"
        + " L}{\\partial w}\\Bigr),\\;\\dot v=\\rho S\\Bigl(-\\frac{\\partial L}{\\partial"
        + " w}\\Bigr)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("\\(\\|v\\|=1\\) for each layer at the start.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    double literal = 0;
    double slow = 0;
    for (int depth = 1; depth <= 3; depth++) {
      double lagrange = 0;
      double tangent = 0;
      for (int draw = 0; draw < budget.of(1, 2, 5); draw++) {
        Seed own = seed.child(depth).child(draw);
        Network network =
            NetworkOnData.dense(
                3,
                depth == 2 ? Nonlinearity.relu() : Nonlinearity.linear(),
                Flows.widths(depth, budget.of(2, 4, 5)));
        Dataset data = Flows.signed(SeparablePoints.draw(8, 3, own.child("data")), own);
        double[] w = Flows.start(network, 1.5, own.child("start"));
        FlowCourse unit = Flows.course(Dynamics.weightNorm(true, false), network, data, w);
        FlowCourse one = Flows.course(Dynamics.lagrange(), network, data, w);
        FlowCourse two = Flows.course(Dynamics.tangentGradient(2), network, data, w);
        FlowCourse standard = Flows.course(Dynamics.standard(), network, data, w);
        FlowCourse other = Flows.course(Dynamics.weightNorm(), network, data, w);
        for (double logTime : LOG_TIMES) {
          if (logTime > budget.of(3.0, 30, 300)) {
            break;
          }
          double[] at = Flows.follow(unit, logTime);
          lagrange = Math.max(lagrange, Directions.apart(network, at, Flows.follow(one, logTime)));
          tangent = Math.max(tangent, Directions.apart(network, at, Flows.follow(two, logTime)));
          if (logTime <= 5) {
            literal =
                Math.max(literal, Directions.apart(network, at, Flows.follow(standard, logTime)));
            slow = Math.max(slow, Directions.apart(network, at, Flows.follow(other, logTime)));
          }
        }
      }
      String what = depth == 2 ? "two ReLU layers" : depth == 1 ? "linear" : "three linear layers";
      // Each flow is solved to 1e-10 a step; errors are carried on by the flow itself.
      evidence.add(
          Evidence.atMost(
                  "largest relative distance to `lagrange` at any output time, " + what,
                  lagrange,
                  1e-7)
              .ofCorrection());
      evidence.add(
          Evidence.atMost("the same to `tangent-gradient(2)`, " + what, tangent, 1e-7)
              .ofCorrection());
    }
    evidence.add(
        Evidence.atMost(
            "the same between equations 55 and 25 (the standard flow) and 24 and 58: largest for"
                + " \\(\\log t\\le5\\)",
            literal,
            1e-2));
    evidence.add(
        Evidence.atLeast(
                "distance to `weight-norm` from \\(\\|v\\|\\ne1\\), for which the assumption is"
                    + " needed",
                slow,
                1e-2)
            .ofCorrection());
    return Judgement.of(evidence)
        .corrected(
            "Equations 55 and **56** are the same dynamics as **57** and 58. Equation 25 is the"
                + " standard flow, so that the sentence as printed equates the two dynamics that"
                + " figure 1 tells apart. In 55 to 58 \\(\\partial L/\\partial w\\) must be"
                + " \\(-\\partial L/\\partial w\\): as printed the loss rises.")
        .noting(
            "poggio2020, theorem 4, item 4, says the same without equation numbers, and holds.");
  }
}
