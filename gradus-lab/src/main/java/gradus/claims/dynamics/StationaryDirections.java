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
import gradus.claims.model.Margins;
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
import gradus.margin.MarginSolution;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** P-L2: the directions in which the flows come to stand. */
record StationaryDirections() implements Claim {
  @Override
  public String id() {
    return "P-L2";
  }

  @Override
  public List<String> also() {
    return List.of("P-L5", "B-T1.1", "P-T4.3");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Lemmas 2 and 5, theorem 4, item 3");
  }

  @Override
  public String statement() {
    return "The standard flow and the constrained flows, with \\(\\rho\\) free or fixed, have the"
        + " same stationary points of the directions \\(V_k\\) as \\(\\rho\\to\\infty\\).";
  }

  @Override
  public String formula() {
    return "r_k=\\frac{\\|\\sum_nq_ny_n(\\frac{\\partial f_n}{\\partial"
        + " V_k}-V_kf_n)\\|}{\\|\\sum_nq_ny_n\\frac{\\partial f_n}{\\partial"
        + " V_k}\\|}\\xrightarrow{\\rho\\to\\infty}0,\\qquad q=\\text{softmax}(-\\rho y_nf_n)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("The data are separated from some time on.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    double[] radii =
        budget == Budget.SMOKE
            ? new double[] {1000, 10000}
            : new double[] {100, 300, 1000, 3000, 10000};
    double slope = 0;
    double constrained = Double.NEGATIVE_INFINITY;
    double minimiser = 0;
    double rest = 0;
    double flows = 0;
    double spans = Double.POSITIVE_INFINITY;
    Figure figure =
        Figure.of(
                "residual",
                "How far the direction is from standing still",
                Axis.log10("\\(\\rho\\)"),
                Axis.log10("\\(r\\)"))
            .captioned(
                "A linear model whose support vectors span the data: the residual of the standard"
                    + " flow falls like \\(1/\\rho\\), those of the constrained flows faster, to"
                    + " round-off.");
    int draws = budget.of(1, 3, 10);
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      Matrix z = supports(own.child("data"));
      MarginSolution best = Margins.of(z);
      spans = Math.min(spans, Vectors.min(best.dual()));
      NetworkOnData model = new NetworkOnData(NetworkOnData.dense(5, Nonlinearity.linear(), 1), z);
      double[] w = Flows.start(model.network(), 2, own.child("start"));
      // The part across the data is given length one, so that no draw hides it.
      double[] part = outside(z, w);
      w = Vectors.plus(w, 1 / Vectors.norm(part) - 1, part);
      double across = Vectors.norm(outside(z, w));
      double[][] at = follow(Dynamics.standard(), model, z, w, radii);
      double[] norms = Arrays.stream(at).mapToDouble(Vectors::norm).toArray();
      double[] standard = residuals(model, at);
      slope = Math.max(slope, Math.abs(logSlope(norms, standard) + 1));
      double last = norms[norms.length - 1];
      LinearPath path = LinearPath.start(z).upTo(z, last);
      rest =
          Math.max(
              rest, Math.abs(last * Directions.angle(at[at.length - 1], path.w()) / across - 1));
      minimiser = Math.max(minimiser, path.residual());
      figure = figure.with(Series.line("standard", norms, standard));
      for (Dynamics dynamics :
          List.of(Dynamics.normalized(), Dynamics.lagrange(), Dynamics.weightNorm())) {
        double[][] other = follow(dynamics, model, z, w, radii);
        double[] size = Arrays.stream(other).mapToDouble(Vectors::norm).toArray();
        double[] residual = residuals(model, other);
        // Below 1e-8 it is the tolerance of the solver that is seen.
        double decay = residual[residual.length - 1] < 1e-8 ? -1 : logSlope(size, residual);
        constrained = Math.max(constrained, decay);
        figure = figure.with(Series.line(dynamics.label(), size, residual));
        if (dynamics.label().equals("weight-norm")) {
          flows =
              Math.max(
                  flows,
                  Math.abs(
                      last * Directions.angle(at[at.length - 1], other[other.length - 1]) / across
                          - 1));
        }
      }
    }
    double far = radii[radii.length - 1];
    evidence.add(
        Evidence.atLeast("least dual weight: all points support", spans, 0.01).ofHypothesis());
    evidence.add(
        Evidence.near(
            "largest \\(|\\text{slope}+1|\\) of \\(\\log r\\) in \\(\\log\\rho\\), `standard`",
            slope,
            0,
            0.25));
    evidence.add(
        Evidence.atMost(
            "largest slope of \\(\\log r\\) in \\(\\log\\rho\\), `normalized`, `lagrange`,"
                + " `weight-norm`",
            constrained,
            -0.75));
    evidence.add(
        Evidence.near(
            "residual of the limit of `fixed-rho` at \\(\\rho=%.0f\\)".formatted(far),
            minimiser,
            0,
            1e-6));
    // Second-order terms of the angle are of order 1/ρ relative.
    evidence.add(
        Evidence.near(
            "largest \\(|\\rho\\cdot\\text{angle}/\\|w_{0\\perp}\\|-1|\\) between"
                + " `standard` and the limit"
                + " of `fixed-rho`",
            rest,
            0,
            0.02));
    evidence.add(Evidence.near("the same between `standard` and `weight-norm`", flows, 0, 0.02));
    Judgement judgement = Judgement.of(evidence).with(figure);
    return judgement
        .noting(
            "\\(w_{0\\perp}\\), the part of the start at right angles to the data, is never touched"
                + " by the standard flow and turned away by the others: it is all that sets them"
                + " apart for a linear model, and it is divided by \\(\\rho\\).")
        .noting(nonlinear(budget, seed.child("relu")))
        .noting(
            "That the sets of stationary points are equal, layer by layer and at finite"
                + " \\(\\rho\\), is P-L5x. The"
                + " document says that the flows converge to the same limit 'in"
                + " the sense of having the same sets of stationary points': which point of the set"
                + " is reached, the start and the dynamics decide.");
  }

  /** What two-layer ReLU networks do from one start. */
  private static String nonlinear(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(3, Nonlinearity.relu(), Flows.widths(2, 6));
    Dataset data = Flows.signed(SeparablePoints.draw(8, 3, seed.child("data")), seed);
    NetworkOnData model = new NetworkOnData(network, data.inputs());
    double[] y = ((Labels.Signs) data.labels()).y();
    double[] w = Flows.start(network, 1.5, seed.child("start"));
    double logTime = budget.of(10, 100, 1000);
    double[][] at = new double[2][];
    String[] text = new String[2];
    for (int c = 0; c < 2; c++) {
      FlowCourse course =
          Flows.course(c == 0 ? Dynamics.standard() : Dynamics.weightNorm(), network, data, w);
      at[c] = Flows.follow(course, logTime);
      text[c] =
          "\\(\\rho=%.4g\\), \\(r=%.2g\\)%s"
              .formatted(
                  course.rho(),
                  Directions.residual(model, y, at[c]),
                  course.slides().stream().anyMatch(s -> Double.isNaN(s.toLogTime()))
                      ? " (on a kink)"
                      : "");
    }
    double angle = Directions.angle(model.directions(at[0]), model.directions(at[1]));
    return ("Two ReLU layers from one start at \\(\\log t=%.0f\\):"
            + " `standard` %s, `weight-norm` %s; the"
            + " angle between the two directions is %.3g, and need not vanish.")
        .formatted(logTime, text[0], text[1], angle);
  }

  /** Three points in a random subspace of R⁵, all of them support vectors. */
  static Matrix supports(Seed seed) {
    RandomGenerator random = seed.random();
    while (true) {
      Matrix z = Matrix.zeros(3, 5);
      double[] middle = Vectors.unit(Vectors.gaussian(5, random));
      for (int n = 0; n < 3; n++) {
        double[] x =
            Vectors.unit(Vectors.plus(middle, 1, Vectors.unit(Vectors.gaussian(5, random))));
        System.arraycopy(x, 0, z.data(), 5 * n, 5);
      }
      if (Vectors.min(Margins.of(z).dual()) > 0.1) {
        return z;
      }
    }
  }

  /** The part of w at right angles to the rows of Z, by taking them out one by one. */
  private static double[] outside(Matrix z, double[] w) {
    List<double[]> basis = new ArrayList<>();
    for (int n = 0; n < z.rows(); n++) {
      basis.add(Vectors.unit(without(z.row(n), basis)));
    }
    return without(w, basis);
  }

  private static double[] without(double[] x, List<double[]> basis) {
    double[] rest = x;
    for (double[] b : basis) {
      rest = Vectors.plus(rest, -Vectors.dot(rest, b), b);
    }
    return rest;
  }

  /** The weights where ρ reaches each radius, to one part in a million. */
  private static double[][] follow(
      Dynamics dynamics, NetworkOnData model, Matrix z, double[] w, double[] radii) {
    FlowCourse course = Flows.course(dynamics, model.network(), Flows.turned(z), w);
    double[][] at = new double[radii.length][];
    double logTime = -1;
    for (int i = 0; i < radii.length; i++) {
      at[i] = Flows.follow(course, logTime);
      double rho = Vectors.norm(at[i]);
      while (rho < radii[i] * (1 - 1e-6)) {
        // log t grows like the margin, by γ a unit of ρ; nine tenths of the way cannot overshoot.
        double margin = Math.max(0.1, Vectors.min(model.values(at[i])) / rho);
        logTime += 0.9 * margin * (radii[i] - rho);
        at[i] = Flows.follow(course, logTime);
        rho = Vectors.norm(at[i]);
      }
    }
    return at;
  }

  private static double[] residuals(NetworkOnData model, double[][] at) {
    double[] ones = new double[3];
    Arrays.fill(ones, 1);
    return Arrays.stream(at).mapToDouble(w -> Directions.residual(model, ones, w)).toArray();
  }

  private static double logSlope(double[] x, double[] y) {
    return Vectors.slope(
        Arrays.stream(x).map(Math::log).toArray(), Arrays.stream(y).map(Math::log).toArray());
  }
}
