package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Optional;

/** N-CM: near a zero-loss point solutions approach the set of zeros exponentially. */
record CentreManifold() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-CM";
  }

  @Override
  public String place() {
    return "SI 6.2";
  }

  @Override
  public String statement() {
    return "Near a stable point of zero loss solutions approach the centre manifold exponentially"
        + " fast, and end on it.";
  }

  @Override
  public String formula() {
    return "\\operatorname{dist}(W(t),\\mathcal M)\\sim e^{-\\lambda_{\\min}^+t},\\qquad"
        + " W(\\infty)-W^*\\in\\ker H+O(\\delta^2)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int draws = budget.of(1, 5, 20);
    int reached = 0;
    double rate = 0;
    double normal = 0;
    double moved = Double.POSITIVE_INFINITY;
    double[] times = {};
    double[] distances = {};
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      Network network = NetworkOnData.dense(3, Nonlinearity.tanh(), 5, 1);
      Risk risk = SquareFits.random(network, 3, own);
      Optional<double[]> found = SquareFits.zero(risk, own.child("start"), 40);
      if (found.isEmpty()) {
        continue;
      }
      double[] w = found.get();
      Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
      double unit = Math.exp(risk.logScale());
      int nullity = spectrum.nullity(1e-10).count();
      double least = unit * spectrum.values()[nullity];
      double step = 0.5 / (unit * spectrum.scale());
      if (step * least < 1e-4) {
        // So stiff that the slowest rate would take hundreds of thousands of steps to see.
        continue;
      }
      reached++;
      double delta = 1e-3;
      double[] kick = Vectors.unit(Vectors.gaussian(w.length, own.child("kick").random()));
      GradientFlow flow = new GradientFlow(at -> SquareFits.gradient(risk, at), step);
      // By e^-9 of the slowest mode the faster ones are gone, by e^-14 round-off is still far.
      int portion = (int) Math.ceil(0.5 / (least * step));
      double[] at = Vectors.plus(w, delta, kick);
      int rows = 29;
      double[] t = new double[rows];
      double[] distance = new double[rows];
      for (int k = 0; k < rows; k++) {
        t[k] = k * portion * step;
        distance[k] = distance(risk, at);
        at = flow.after(at, portion);
      }
      double[] end = flow.after(at, 20 * portion);
      double[] late = new double[10];
      double[] lateTimes = new double[10];
      for (int k = 0; k < 10; k++) {
        late[k] = Math.log(distance[k + 19]);
        lateTimes[k] = t[k + 19];
      }
      // The rate is that of the point where it ends, a distance δ away.
      risk.at(end);
      Spectrum there = Spectrum.of(Curvature.hessian(risk));
      double predicted = Math.exp(risk.logScale()) * there.values()[nullity];
      rate = Math.max(rate, Math.abs(-Vectors.slope(lateTimes, late) / predicted - 1));
      double[] displacement = Vectors.plus(end, -1, w);
      double out = 0;
      for (int j = nullity; j < w.length; j++) {
        out += Math.pow(Vectors.dot(displacement, spectrum.vectors().col(j)), 2);
      }
      normal = Math.max(normal, Math.sqrt(out) / Vectors.norm(displacement));
      moved = Math.min(moved, Vectors.norm(displacement) / delta);
      times = Vectors.times(least, t);
      distances = distance;
    }
    return Judgement.of(
            Evidence.atLeast("points of zero loss", reached, 1).ofHypothesis(),
            Evidence.near("largest \\(|\\text{rate}/\\lambda_{\\min}^+-1|\\)", rate, 0, 0.02),
            Evidence.atLeast(
                "least \\(\\|W(\\infty)-W^*\\|/\\delta\\): it does not come back", moved, 0.1),
            // A curved manifold leaves its tangent at second order in δ = 1e-3.
            Evidence.near(
                "largest share of the displacement outside the null space", normal, 0, 0.02))
        .with(
            Figure.of(
                    "centre-manifold",
                    "Distance to the zero set",
                    Axis.linear("\\(\\lambda_{\\min}^+t\\)"),
                    Axis.log10("distance"))
                .captioned(
                    "First the fast directions go, then the slowest remains: slope"
                        + " \\(-\\log_{10}e\\).")
                .with(Series.line("one solution", times, distances)));
  }

  /** To first order: the least-norm step that brings all residuals to zero, its length. */
  private static double distance(Risk risk, double[] w) {
    double[] residuals = new double[risk.examples().count()];
    risk.at(w);
    for (int n = 0; n < residuals.length; n++) {
      residuals[n] = risk.score(0, n) - risk.examples().targets().at(n);
    }
    var jacobian = gradus.curvature.Jacobian.at(risk.network(), w, risk.examples().batch());
    return Vectors.norm(gradus.num.LeastSquares.of(jacobian.matrix(), residuals).solution());
  }
}
