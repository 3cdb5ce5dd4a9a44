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
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** B-E6: a learning rate that depends on time is another clock on the same path. */
record RateRetimes() implements Claim {
  @Override
  public String id() {
    return "B-E6";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equation 6");
  }

  @Override
  public String statement() {
    return "The learning rate \\(\\gamma(t)\\) of the flow can be neglected: it only re-times it.";
  }

  @Override
  public String formula() {
    return "\\dot W=-\\gamma(t)\\nabla L\\;\\Longrightarrow\\;"
        + "W(t)=W^{\\gamma=1}\\Bigl(\\int_0^t\\gamma\\Bigr)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("\\(\\gamma>0\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    long slides = 0;
    int lost = 0;
    for (Retimed.Rate rate : Retimed.Rate.values()) {
      double path = 0;
      double clock = 0;
      double moved = 0;
      for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
        for (int layers = 1; layers <= 2; layers++) {
          Seed own = seed.child(draw).child(layers);
          Network network = NetworkOnData.dense(3, Nonlinearity.relu(), Flows.widths(layers, 5));
          Dataset data = Flows.signed(SeparablePoints.draw(8, 3, own.child("data")), own);
          double[] w = Flows.start(network, 1.5, own.child("start"));
          Retimed retimed = new Retimed(rate);
          Flow flow = new Flow(1e-11, budget.of(20_000, 50_000, 1_000_000));
          FlowCourse other = Flows.course(flow, retimed, network, data, w);
          FlowCourse standard = Flows.course(flow, Dynamics.standard(), network, data, w);
          for (double logTime : rate.logTimes()) {
            if (!Flows.reaches(other, logTime)) {
              lost++;
              break;
            }
            double[] a = other.weights().clone();
            double logIntegral = retimed.logIntegral();
            if (rate.knowsIntegral()) {
              double known = Math.log(rate.integral(logTime));
              clock = Math.max(clock, Math.abs(Math.expm1(logIntegral - known)));
            }
            double[] b = Flows.follow(standard, logIntegral);
            path = Math.max(path, Vectors.distance(a, b) / Vectors.norm(b));
            moved = Math.max(moved, Vectors.distance(w, b) / Vectors.norm(w));
          }
          slides += standard.slides().size();
        }
      }
      evidence.add(
          Evidence.near(
              "largest \\(\\|W(t)-W^{\\gamma=1}(\\int\\gamma)\\|/\\|W\\|\\), " + rate.words(),
              path,
              0,
              1e-8));
      evidence.add(
          Evidence.atLeast("farthest \\(\\|W-W(0)\\|/\\|W(0)\\|\\)", moved, 0.1).ofHypothesis());
      if (rate.knowsIntegral()) {
        evidence.add(Evidence.near("largest relative error of \\(\\int\\gamma\\)", clock, 0, 1e-8));
      }
    }
    return Judgement.of(evidence)
        .noting(
            "Linear models and two ReLU layers, from the same starts; the integral of the rate is"
                + " carried along as one more unknown. Slides along kinks: %d; flows that the solver"
                    .formatted(slides)
                + " gave up on the way, judged up to there: %d.".formatted(lost))
        .noting(
            "The whole path is traversed only if \\(\\int\\gamma=\\infty\\): with"
                + " \\(\\gamma=e^{-t}\\) the flow ends at \\(W^{\\gamma=1}(1)\\), where nothing is"
                + " stationary. Nothing here speaks of discrete steps.");
  }
}
