package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.EmpiricalNtk;
import gradus.kernel.NeuralTangent;
import gradus.kernel.Scaling;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** J-H∞: the kernel of finite networks at the start has the mean H∞ and tends to it. */
record KernelLimit() implements Claim {
  private static final int N = 6;
  private static final int D = 4;

  @Override
  public String id() {
    return "J-H∞";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3.1");
  }

  @Override
  public String statement() {
    return "The tangent kernel of a finite network at its start is a random matrix with mean"
        + " \\(H^\\infty\\), which has the closed form below (\\(\\theta_{ij}\\) the angle of the"
        + " inputs).";
  }

  @Override
  public String formula() {
    return "H^\\infty(i,j)=\\langle x_i,x_j\\rangle\\frac{\\pi-\\theta_{ij}}{2\\pi}="
        + "\\mathbb E\\,H_{W_0}(i,j)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Matrix x = TwoLayerRelu.sphere(N, D, seed.child("inputs").random());
    Matrix limit = closedForm(x);
    double room = Vectors.distance(limit.data(), firstLayer(x).gram(x).full().data());
    int draws = budget.of(200, 500, 1000);
    double[] widths = {64, 256, 1024, 4096, 16384};
    double[] error = new double[budget.of(4, 5, 5)];
    widths = Arrays.copyOf(widths, error.length);
    double[] sum = new double[N * N];
    double[] squares = new double[N * N];
    for (int k = 0; k < error.length; k++) {
      for (int draw = 0; draw < draws; draw++) {
        Seed own = seed.child("two layers").child(k).child(draw);
        double[] h = TwoLayerRelu.start(x, (int) widths[k], own).kernel().data();
        error[k] += Math.pow(Vectors.distance(h, limit.data()), 2) / draws;
        for (int e = 0; e < h.length && k == 0; e++) {
          sum[e] += h[e];
          squares[e] += h[e] * h[e];
        }
      }
    }
    double bias = 0;
    for (int e = 0; e < sum.length; e++) {
      double mean = sum[e] / draws;
      double deviation = Math.sqrt(Math.max(squares[e] / draws - mean * mean, 0) / (draws - 1));
      bias = Math.max(bias, Math.abs(mean - limit.data()[e]) / deviation);
    }
    double[] deepWidths = {32, 64, 128, 256, 512};
    double[] deep = new double[budget.of(3, 4, 5)];
    deepWidths = Arrays.copyOf(deepWidths, deep.length);
    for (int k = 0; k < deep.length; k++) {
      deep[k] =
          deepError(x, (int) deepWidths[k], budget.of(120, 300, 1000), seed.child("deep").child(k));
    }
    double[] two = Arrays.stream(error).map(Math::sqrt).toArray();
    Figure figure =
        Figure.of(
                "width",
                "Distance of finite kernels from their limit",
                Axis.log10("width \\(m\\)"),
                Axis.log10("root mean square of \\(\\|H-H^\\infty\\|\\)"))
            .with(Series.line("two layers, the first trained", widths, two))
            .with(Series.line("three layers, all trained", deepWidths, deep))
            .captioned("Six unit vectors in four dimensions; both fall like \\(m^{-1/2}\\).");
    // 36 entries, 21 of them different: the largest of so many normal scores exceeds 5 with
    // probability 1e-5. Deep kernels have a further error of order 1/m, hence the wider tolerance.
    return Judgement.of(
            Evidence.near("closed form less the kernel of the room, norm", room, 0, 1e-13),
            Evidence.atMost(
                "mean at width 64 less \\(H^\\infty\\), in standard errors, largest entry",
                bias,
                5),
            Evidence.near("two layers: slope of the error in m", slope(widths, two), -0.5, 0.05),
            Evidence.near(
                "three layers, all trained: slope in m", slope(deepWidths, deep), -0.5, 0.1))
        .with(figure)
        .noting("Convolutional kernels are not among the layers of this laboratory.");
  }

  /** H∞ from the formula as it is printed. */
  static Matrix closedForm(Matrix x) {
    Matrix h = x.times(x.transpose());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.rows(); j++) {
        double cos = Vectors.dot(Vectors.unit(x.row(i)), Vectors.unit(x.row(j)));
        double theta = i == j ? 0 : Math.acos(Math.clamp(cos, -1, 1));
        h.set(i, j, h.at(i, j) * (Math.PI - theta) / (2 * Math.PI));
      }
    }
    return h;
  }

  /** H∞ of two layers, the first trained. */
  static NeuralTangent firstLayer(Matrix x) {
    Layer fixed = new Layer.Dense(1, false);
    return NeuralTangent.of(
        Network.of(
            x.cols(),
            List.of(new Layer.Dense(1), new Layer.Activation(Nonlinearity.relu()), fixed)),
        Scaling.PLAIN);
  }

  private static double deepError(Matrix x, int m, int draws, Seed seed) {
    Network network = NetworkOnData.dense(D, Nonlinearity.relu(), m, m, 1);
    double[] limit = NeuralTangent.of(network).gram(x).full().data();
    double sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).random();
      double[] w = Vectors.gaussian(network.parameters(), random);
      for (int k = network.blocks().get(1).offset(); k < w.length; k++) {
        w[k] *= Math.sqrt(2.0 / m);
      }
      double[] h = EmpiricalNtk.of(network, w).weighted(1, 2.0 / m, 2.0 / m).gram(x).full().data();
      sum += Math.pow(Vectors.distance(h, limit), 2);
    }
    return Math.sqrt(sum / draws);
  }

  static double slope(double[] x, double[] y) {
    return Vectors.slope(
        Arrays.stream(x).map(Math::log).toArray(), Arrays.stream(y).map(Math::log).toArray());
  }
}
