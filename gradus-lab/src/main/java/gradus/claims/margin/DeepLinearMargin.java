package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.List;

/** J-deeplin: deep linear networks maximise the margin of their end-to-end map. */
record DeepLinearMargin() implements Claim {
  @Override
  public String id() {
    return "J-deeplin";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§4.3, deep linear networks");
  }

  @Override
  public String statement() {
    return "For deep linear networks margin maximisation follows from directional convergence and"
        + " alignment: the end-to-end map tends to the max-margin direction, each layer to"
        + " rank one,"
        + " neighbours aligned.";
  }

  @Override
  public String formula() {
    return "W_K\\cdots W_1/\\|W_K\\cdots W_1\\|\\to\\bar"
        + " u^\\top,\\qquad\\sigma_2(W_k)/\\sigma_1(W_k)\\to0";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Separable data, \\(\\hat R(w_0)<1/n\\) at some time, the exponential loss.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  private static final int DIMENSION = 5;
  private static final int WIDTH = 6;
  private static final int READINGS = 12;

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double last = budget.of(3e3, 2e4, 1e6);
    double[] worst = new double[5];
    Figure figure =
        Figure.of(
                "ranks",
                "First and second singular values of the first layer",
                Axis.log10("\\(\\log t\\)"),
                Axis.log10("\\(\\sigma\\)"))
            .captioned("The first grows like (log t)^{1/K}; the second stays below a constant.");
    for (int layers = 2; layers <= 3; layers++) {
      for (int draw = 0; draw < budget.of(1, 2, 5); draw++) {
        Path path = follow(layers, last, seed.child(layers).child(draw));
        for (int i = 0; i < worst.length; i++) {
          worst[i] = Math.max(worst[i], path.worst()[i]);
        }
        if (draw == 0) {
          figure =
              figure
                  .with(
                      Series.line("K = %d, first".formatted(layers), path.logTime(), path.first()))
                  .with(
                      Series.line(
                          "K = %d, second".formatted(layers), path.logTime(), path.second()));
        }
      }
    }
    return Judgement.of(
            Evidence.near(
                "largest relative gap of the end-to-end map's margin at \\(\\log t\\) = %.0g"
                    .formatted(last),
                worst[0],
                0,
                1e-3),
            Evidence.atMost(
                "largest \\(\\sigma_2(W_k)^2\\) over its bound from the conserved differences",
                worst[1],
                1 + 1e-6),
            Evidence.near("largest \\(|K\\,d\\log\\sigma_1/d\\log\\log t-1|\\)", worst[2], 0, 0.05),
            Evidence.near(
                "largest one less the cosine of neighbouring singular vectors at the end",
                worst[3],
                0,
                1e-3),
            // The flow keeps it to its tolerance of 1e-10, relative to the norms as they grow.
            Evidence.near(
                "largest drift of \\(W_{k+1}^\\top W_{k+1}-W_kW_k^\\top\\) over \\(\\|W_k\\|^2\\)",
                worst[4],
                0,
                1e-6))
        .with(figure)
        .noting(
            "\\(W_{k+1}^\\top W_{k+1}-W_kW_k^\\top\\) is conserved, so that"
                + " \\(\\sigma_2(W_k)^2\\) is at"
                + " most \\(\\lambda_1\\) of its negative plus \\(\\sigma_2(W_{k+1})^2\\), the"
                + " last layer"
                + " being a row: the bound is known at the start.");
  }

  /** Readings along one flow; worst: gap, second value over bound, growth, alignment, drift. */
  private record Path(double[] logTime, double[] first, double[] second, double[] worst) {}

  private static Path follow(int layers, double last, Seed seed) {
    LinearProblem problem = LinearProblem.random(20, DIMENSION, seed.child("data"));
    Network network =
        NetworkOnData.dense(DIMENSION, Nonlinearity.linear(), Flows.widths(layers, WIDTH));
    double[] w = Flows.start(network, 1, seed.child("start"));
    Matrix[] start = matrices(network, w);
    double[] bound = bounds(start);
    FlowCourse course = Flows.course(Dynamics.standard(), network, Flows.turned(problem.z()), w);
    double[] logTime = new double[READINGS];
    double[] first = new double[READINGS];
    double[] second = new double[READINGS];
    double[] worst = new double[5];
    for (int i = 0; i < READINGS; i++) {
      logTime[i] = 30 * Math.pow(last / 30, i / (READINGS - 1.0));
      Matrix[] now = matrices(network, Flows.follow(course, logTime[i]));
      Svd[] parts = Arrays.stream(now).map(Svd::of).toArray(Svd[]::new);
      first[i] = parts[0].values()[0];
      second[i] = parts[0].values()[1];
      worst[3] = 0;
      for (int k = 0; k < layers - 1; k++) {
        double sigma = parts[k].values()[1];
        worst[1] = Math.max(worst[1], sigma * sigma / bound[k]);
        Matrix drift = difference(now[k + 1], now[k]);
        Matrix before = difference(start[k + 1], start[k]);
        double apart = Vectors.distance(drift.data(), before.data());
        double size = Math.pow(now[k].norm(), 2);
        worst[4] = Math.max(worst[4], apart / size);
        double cosine = Math.abs(Vectors.dot(parts[k].u().col(0), parts[k + 1].v().col(0)));
        worst[3] = Math.max(worst[3], 1 - cosine);
      }
      Matrix whole = now[0];
      for (int k = 1; k < layers; k++) {
        whole = now[k].times(whole);
      }
      worst[0] = problem.gap(whole.row(0)) / problem.gamma();
    }
    int from = READINGS - 4;
    double slope = Vectors.slope(log(logTime, from), log(first, from));
    worst[2] = Math.abs(layers * slope - 1);
    return new Path(logTime, first, second, worst);
  }

  private static double[] log(double[] x, int from) {
    return Arrays.stream(x).skip(from).map(Math::log).toArray();
  }

  private static Matrix[] matrices(Network network, double[] w) {
    return network.blocks().stream()
        .map(b -> Matrix.wrap(b.rows(), b.cols(), Arrays.copyOfRange(w, b.offset(), b.end())))
        .toArray(Matrix[]::new);
  }

  /** W_{k+1}ᵀW_{k+1} - W_kW_kᵀ. */
  private static Matrix difference(Matrix next, Matrix own) {
    Matrix a = next.transpose().times(next);
    Matrix b = own.times(own.transpose());
    return Matrix.wrap(a.rows(), a.cols(), Vectors.plus(a.data(), -1, b.data()));
  }

  /** What σ_2² of each layer but the last cannot exceed. */
  private static double[] bounds(Matrix[] start) {
    double[] bound = new double[start.length - 1];
    double above = 0;
    for (int k = start.length - 2; k >= 0; k--) {
      Matrix d = difference(start[k + 1], start[k]);
      Matrix c = Matrix.wrap(d.rows(), d.cols(), Vectors.times(-1, d.data()));
      bound[k] = Math.max(Vectors.max(SymmetricEigen.of(c).values()), 0) + above;
      above = bound[k];
    }
    return bound;
  }
}
