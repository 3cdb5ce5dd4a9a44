package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.LeastEigenvalue;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-E6: under the square loss no unit of a wide network moves far, and its kernel stays. */
record NearTheInitialWeights() implements Claim {
  private static final int N = 5;
  private static final int D = 5;

  @Override
  public String id() {
    return "J-E6";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "equation 6 and the text after it");
  }

  @Override
  public String statement() {
    return "Under the flow of the square loss each \\(w_s\\) moves by about \\(1/\\sqrt m\\), and"
        + " \\(\\lambda_{\\min}(H_{W_t})\\ge\\lambda_0/2\\) throughout where m is large enough.";
  }

  @Override
  public String formula() {
    return "\\max_s\\|w_{s,t}-w_{s,0}\\|\\sim m^{-1/2},\\qquad"
        + "\\lambda_{\\min}(H_{W_t})\\ge\\lambda_0/2";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.child("data").random();
    Matrix x = TwoLayerRelu.sphere(N, D, random);
    double[] y = Vectors.gaussian(N, random);
    double lambda = LeastEigenvalue.of(KernelLimit.firstLayer(x).gram(x));
    double[] m = {256, 1024, 4096, 16384};
    double[] moved = new double[budget.of(2, 3, 4)];
    double[] least = new double[moved.length];
    m = Arrays.copyOf(m, moved.length);
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int starts = budget.of(2, 8, 30);
    double risk = 0;
    for (int k = 0; k < m.length; k++) {
      for (int start = 0; start < starts; start++) {
        double[] run = run(x, y, (int) m[k], lambda, seed.child(k).child(start));
        moved[k] += run[0] / starts;
        least[k] = Math.min(least[k], run[1] / lambda);
        risk = Math.max(risk, run[2]);
      }
    }
    Figure figure =
        Figure.of(
                "movement",
                "How far the unit that moves most goes",
                Axis.log10("width \\(m\\)"),
                Axis.log10("\\(\\max_s\\|w_{s,t}-w_{s,0}\\|\\)"))
            .with(Series.line("mean over starts", m, moved))
            .captioned("Square loss, five examples, until the risk is 1e-6 of its first value.");
    return Judgement.of(
            Evidence.atMost("risk at the end over the first, largest", risk, 1e-6).ofHypothesis(),
            Evidence.near("slope of the movement in m", KernelLimit.slope(m, moved), -0.5, 0.1),
            Evidence.atLeast(
                "widest: \\(\\lambda_{\\min}(H_{W_t})/\\lambda_0\\), least over t and starts",
                least[least.length - 1],
                0.5))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "\\(\\lambda_0\\) = %.4f; least \\(\\lambda_{\\min}(H_{W_t})/\\lambda_0\\) over"
                    + " all starts at the widths %s: %s. Steps of the flow have"
                    + " \\(\\eta\\lambda_{\\max}/n\\le\\tfrac14\\).",
                lambda,
                Arrays.toString(m),
                Arrays.toString(
                    Arrays.stream(least).map(v -> Math.rint(v * 1000) / 1000).toArray())));
  }

  /** Movement at the end, the least eigenvalue on the way, the last risk over the first. */
  private static double[] run(Matrix x, double[] y, int m, double lambda, Seed seed) {
    TwoLayerRelu start = TwoLayerRelu.start(x, m, seed);
    TwoLayerRelu network = start;
    double eta = 0.5;
    double least = Double.POSITIVE_INFINITY;
    double first = 0;
    double risk = 0;
    int most = (int) Math.ceil(60 * N / (eta * lambda));
    for (int t = 0; t <= most; t++) {
      Matrix z = network.preactivations();
      double[] residual = Vectors.plus(TwoLayerRelu.outputs(z, network.a()), -1, y);
      risk = Vectors.dot(residual, residual) / (2 * N);
      first = t == 0 ? risk : first;
      boolean done = risk <= 1e-6 * first;
      if (t % 20 == 0 || done) {
        least = Math.min(least, SymmetricEigen.of(network.kernel()).values()[0]);
      }
      if (done) {
        break;
      }
      network = network.moved(-eta, network.gradient(z, Vectors.times(1.0 / N, residual)));
    }
    return new double[] {start.movement(network), least, risk / first};
  }
}
