package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Counterexample;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.Arrays;

/** N-HG: are the stable points hyperbolic as soon as weights decay? */
record WeightDecay() implements CurvatureClaim {
  private static final double GAMMA = 0.01;
  private static final double NULL = 1e-9;

  @Override
  public String id() {
    return "N-HG";
  }

  @Override
  public String place() {
    return "§4, Hartman–Grobman theorem";
  }

  @Override
  public String statement() {
    return "With a weight decay, however small, all stable points of the dynamics are hyperbolic,"
        + " and near them the flow is conjugate to its linearisation.";
  }

  @Override
  public String formula() {
    return "L_\\gamma=L+\\gamma\\|W\\|^2\\;\\Rightarrow\\;\\nabla^2L_\\gamma(W^*)\\succ0,\\quad"
        + "h(\\varphi_tW)=e^{-Ht}h(W)";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int linear = 0;
    int wrong = 0;
    int draws = budget.of(2, 8, 40);
    int distinct = 0;
    int degenerate = 0;
    double rate = 0;
    double returned = 0;
    double[] times = {};
    double[] distances = {};
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      int h = 2 + draw % 3;
      Decayed flat =
          decayed(NetworkOnData.dense(3, Nonlinearity.linear(), h, 1), 8, own.child("linear"));
      int nullity = nullity(flat);
      linear = Math.max(linear, nullity);
      wrong += nullity == h - 1 ? 0 : 1;
      Decayed smooth = apart(own.child("tanh"));
      if (smooth.distance() < 0.1) {
        // Units alike, or one of them gone, are the other case.
        degenerate++;
        continue;
      }
      distinct++;
      SymmetricEigen eigen = SymmetricEigen.of(smooth.hessian(smooth.w));
      double least = eigen.values()[0];
      double most = eigen.values()[eigen.values().length - 1];
      double[] at =
          Vectors.plus(
              smooth.w,
              1e-4,
              Vectors.unit(Vectors.gaussian(smooth.w.length, own.child("kick").random())));
      GradientFlow flow = new GradientFlow(smooth::gradient, 0.3 / most);
      int portion = (int) Math.ceil(0.5 * most / least / 0.3);
      double[] t = new double[24];
      double[] log = new double[24];
      double[] distance = new double[24];
      for (int k = 0; k < 24; k++) {
        t[k] = k * portion * flow.step();
        distance[k] = Vectors.distance(at, smooth.w);
        // Along the slowest direction: the next may be hardly faster, and would be seen beside it.
        log[k] = Math.log(Math.abs(Vectors.dot(eigen.vector(0), Vectors.plus(at, -1, smooth.w))));
        at = flow.after(at, portion);
      }
      double slope = Vectors.slope(Arrays.copyOfRange(t, 14, 24), Arrays.copyOfRange(log, 14, 24));
      rate = Math.max(rate, Math.abs(-slope / least - 1));
      returned = Math.max(returned, distance[23] / distance[0]);
      times = Vectors.times(least, t);
      distances = distance;
    }
    double defect = conjugacy(seed.child("conjugacy"));
    return Judgement.of(
            Evidence.near(
                "most null directions of \\(\\nabla^2L_\\gamma\\) at a minimum, two linear layers",
                linear,
                0,
                0),
            Evidence.near("cases in which these are not \\(h-1\\)", wrong, 0, 0).ofCorrection(),
            Evidence.atLeast("tanh networks that came to rest with distinct units", distinct, 1)
                .ofHypothesis(),
            Evidence.near(
                    "largest \\(|\\text{rate of return along the slowest"
                        + " direction}/\\lambda_{\\min}(H_\\gamma)-1|\\) of these",
                    rate,
                    0,
                    0.02)
                .ofCorrection(),
            Evidence.near(
                    "largest share of a kick that is left after 11.5 time constants",
                    returned,
                    0,
                    1e-3)
                .ofCorrection(),
            Evidence.near(
                    "conjugacy defect \\(\\|h(\\varphi_tW)-e^{-Ht}h(W)\\|/\\|h(W)\\|\\)",
                    defect,
                    0,
                    1e-6)
                .ofCorrection())
        .refutedBy(
            Counterexample.study(
                    "Two linear layers of two units under a decay of weights (a step of descent,"
                        + " then a factor \\(1-\\lambda\\)). From two starts, turned against each"
                        + " other, descent comes to rest at two different weights of one loss, on a"
                        + " circle of minima: `--set init.file=turned.json` is the second.",
                    """
                    name: a-circle-under-decay
                    data: {file: data.csv, label: y}
                    network: [dense 2 linear, dense 1]
                    init: {file: weights.json}
                    loss: square
                    arms:
                      - name: decay
                        dynamics: {name: norm-minimizing, lambda: 0.005, anchored: 100000}
                        solver: descent
                        step: 0.1
                        until: {steps: 5000}
                    """)
                .with("data.csv", "x1,x2,y\n1,0.5,1\n0.8,-0.4,1.5\n-0.9,0.2,-1\n")
                .with("weights.json", "[[[0.8, 0], [0, 0.1]], [[0.9, 0.2]]]\n")
                .with("turned.json", "[[[0, -0.1], [0.8, 0]], [[-0.2, 0.9]]]\n"))
        .with(
            Figure.of(
                    "weight-decay",
                    "Return to a hyperbolic minimum",
                    Axis.linear("\\(\\lambda_{\\min}t\\)"),
                    Axis.log10("distance"))
                .captioned("A tanh network under decay, kicked by \\(10^{-4}\\).")
                .with(Series.line("distance to \\(W^*\\)", times, distances)))
        .noting(
            ("%d of %d tanh networks came to rest with two distinct units and are hyperbolic; in"
                    + " %d others a unit died or two fell together. With linear units a turn of the"
                    + " hidden layer changes neither loss nor norms: an orbit of dimension h - 1,"
                    + " whatever the decay.")
                .formatted(distinct, draws, degenerate))
        .noting(
            "\\(h=\\lim e^{Ht}\\varphi_t\\) is a conjugacy where"
                + " \\(\\lambda_{\\max}<2\\lambda_{\\min}\\); it is checked at such a point, the"
                + " origin under a strong decay.");
  }

  private static int nullity(Decayed at) {
    double[] values = SymmetricEigen.of(at.hessian(at.w)).values();
    int count = 0;
    for (double value : values) {
      count += Math.abs(value) <= NULL * values[values.length - 1] ? 1 : 0;
    }
    return count;
  }

  private static Decayed decayed(Network network, int n, Seed seed) {
    double[] teacher = SquareFits.start(network, 3, seed.child("teacher"));
    return near(network, n, teacher, SquareFits.start(network, 2, seed.child("start")), seed);
  }

  /** Two tanh units that look different ways, learnt from weights near them. */
  private static Decayed apart(Seed seed) {
    Network network = NetworkOnData.dense(3, Nonlinearity.tanh(), 2, 1);
    double[] noise = Vectors.gaussian(8, seed.child("noise").random());
    double[] teacher =
        Vectors.plus(new double[] {2, -0.5, 0.2, -0.3, 1.5, 1, 1.5, -1.2}, 0.2, noise);
    double[] start = Vectors.plus(teacher, 0.2, Vectors.gaussian(8, seed.child("start").random()));
    return near(network, 30, teacher, start, seed);
  }

  private static Decayed near(Network network, int n, double[] teacher, double[] start, Seed seed) {
    Matrix x = Vectors.gaussian(n, network.inputs(), seed.child("x").random());
    Risk taught = SquareFits.risk(network, x, SquareFits.outputs(network, x, teacher));
    return Decayed.from(taught, GAMMA, start);
  }

  /** The defect of h = lim e^{Ht}φ_t at the origin of a tanh network under strong decay. */
  private static double conjugacy(Seed seed) {
    Network network = NetworkOnData.dense(2, Nonlinearity.tanh(), 2, 1);
    Risk risk = SquareFits.random(network, 6, seed);
    double gamma = 4;
    double[] origin = new double[network.parameters()];
    Decayed at = new Decayed(risk, gamma, origin);
    SymmetricEigen eigen = SymmetricEigen.of(at.hessian(origin));
    double[] values = eigen.values();
    if (values[values.length - 1] >= 1.5 * values[0]) {
      // The limit would be too slow to see; stronger decay brings the eigenvalues together.
      at = new Decayed(risk, 4 * gamma, origin);
      eigen = SymmetricEigen.of(at.hessian(origin));
      values = eigen.values();
    }
    Decayed point = at;
    GradientFlow flow = new GradientFlow(point::gradient, 0.01 / values[values.length - 1]);
    double[] w = Vectors.times(0.2, Vectors.gaussian(origin.length, seed.child("w").random()));
    double[] h = limit(flow, eigen, w, 2200);
    double[] later = limit(flow, eigen, flow.after(w, 50), 2200);
    double[] predicted = linear(eigen, h, -50 * flow.step());
    return Vectors.distance(later, predicted) / Vectors.norm(h);
  }

  /** e^{Ht}φ_t(w) for t of that many steps. */
  private static double[] limit(GradientFlow flow, SymmetricEigen eigen, double[] w, int steps) {
    return linear(eigen, flow.after(w, steps), steps * flow.step());
  }

  /** e^{Ht}u. */
  private static double[] linear(SymmetricEigen eigen, double[] u, double t) {
    double[] image = new double[u.length];
    for (int j = 0; j < u.length; j++) {
      double[] v = eigen.vector(j);
      image = Vectors.plus(image, Math.exp(eigen.values()[j] * t) * Vectors.dot(v, u), v);
    }
    return image;
  }

  /** The risk with γ‖w‖² added, at a minimum. */
  private record Decayed(Risk risk, double gamma, double[] w) {
    static Decayed from(Risk risk, double gamma, double[] start) {
      Decayed problem = new Decayed(risk, gamma, start);
      double[] w = new GradientFlow(problem::gradient, 0.05).after(start, 4000);
      for (int k = 0; k < 60; k++) {
        double[] g = problem.gradient(w);
        SymmetricEigen eigen = SymmetricEigen.of(problem.hessian(w));
        double scale = eigen.values()[eigen.values().length - 1];
        double[] step = new double[w.length];
        for (int j = 0; j < w.length; j++) {
          double value = eigen.values()[j];
          if (Math.abs(value) > 1e-6 * scale) {
            double[] v = eigen.vector(j);
            step = Vectors.plus(step, -Vectors.dot(v, g) / Math.abs(value), v);
          }
        }
        w = Vectors.plus(w, Math.min(1, 0.2 / Math.max(1e-300, Vectors.norm(step))), step);
      }
      return new Decayed(risk, gamma, w);
    }

    double[] gradient(double[] at) {
      return Vectors.plus(SquareFits.gradient(risk, at), 2 * gamma, at);
    }

    Matrix hessian(double[] at) {
      risk.at(at);
      Matrix h = Curvature.hessian(risk).dense();
      double unit = Math.exp(risk.logScale());
      for (int i = 0; i < at.length; i++) {
        for (int j = 0; j < at.length; j++) {
          h.set(i, j, unit * h.at(i, j) + (i == j ? 2 * gamma : 0));
        }
      }
      return h;
    }

    /**
     * How far the two tanh units of a network of three inputs are from each other and from none.
     */
    double distance() {
      double[] a = Arrays.copyOfRange(w, 0, 3);
      double[] b = Arrays.copyOfRange(w, 3, 6);
      return Math.min(
          Math.min(Vectors.norm(a), Vectors.norm(b)),
          Math.min(Vectors.distance(a, b), Vectors.norm(Vectors.plus(a, 1, b))));
    }
  }
}
