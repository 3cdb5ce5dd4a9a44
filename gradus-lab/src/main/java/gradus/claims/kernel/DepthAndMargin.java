package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.NeuralTangent;
import gradus.margin.MarginSolution;
import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** J-3.3a: does depth improve the margin of the tangent kernel? */
record DepthAndMargin() implements Claim {
  private static final int D = 7;

  @Override
  public String id() {
    return "J-3.3a";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3.3, deep networks");
  }

  @Override
  public String statement() {
    return "Can one prove a better separation margin for deep networks? Judged: some deeper tangent"
        + " kernel has a larger margin than that of two layers, at features of unit norm.";
  }

  @Override
  public String formula() {
    return "\\gamma_L=\\max_{\\|u\\|_{\\mathcal H_L}\\le1}\\min_iy_i\\langle u,\\phi_i\\r"
        + "angle,\\qquad\\max_{L>2}\\gamma_L>\\gamma_2";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "all layers dense and trained, ReLU; classes of MNIST and CIFAR-10 where GRADUS_DATA has"
            + " them (quick and full)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  private static final String[][] PAIRS = {
    {"mnist", "4", "9"}, {"mnist", "3", "5"}, {"cifar10", "cat", "dog"}
  };

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] layers = {2, 3, 4, 5, 6, 8, 12, 20, 32};
    layers = Arrays.copyOf(layers, budget.of(6, 9, 9));
    Matrix corners = XorMargin.corners(D);
    double[] y = XorMargin.labels(corners);
    double[] odd = new double[y.length];
    Arrays.setAll(odd, i -> -y[i] * Math.signum(corners.at(i, 2)));
    double[] xor = new double[layers.length];
    double[] three = new double[layers.length];
    double gap = 0;
    double closed = 0;
    double rise = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < layers.length; k++) {
      Matrix kernel = kernel(corners, (int) layers[k]);
      MarginSolution solution = margin(kernel, y);
      xor[k] = solution.margin();
      rise = k == 0 ? rise : Math.max(rise, xor[k] - xor[k - 1]);
      gap = Math.max(gap, solution.relativeGap());
      three[k] =
          MarginSolver.in(Norm.TWO).solve(Points.ofKernel(kernel, new Labels.Signs(odd)))
                  instanceof MarginSolution found
              ? found.margin()
              : 0;
      double mean = 0;
      for (int i = 0; i < y.length; i++) {
        mean += y[0] * y[i] * kernel.at(0, i) / y.length;
      }
      closed = Math.max(closed, Math.abs(xor[k] / Math.sqrt(mean) - 1));
    }
    List<Evidence> evidence =
        new ArrayList<>(
            List.of(
                Evidence.near(
                        "2-XOR: the margin over the root of the eigenvalue of that character, less"
                            + " 1, largest",
                        closed,
                        0,
                        1e-6)
                    .ofCorrection(),
                Evidence.atLeast(
                    "2-XOR, all corners of d = 7: best depth over two layers",
                    best(xor) / xor[0],
                    1),
                Evidence.atMost("2-XOR: the largest rise from one depth to the next", rise, 0)
                    .ofCorrection(),
                Evidence.near("3-XOR, the same corners: margin of two layers", three[0], 0, 1e-6)
                    .ofCorrection(),
                Evidence.atLeast("3-XOR: margin of three layers", three[1], 0.005).ofCorrection()));
    Figure figure =
        Figure.of(
                "depth",
                "Margin of the tangent kernel over that of two layers",
                Axis.log10("layers"),
                Axis.linear("ratio"))
            .with(Series.line("2-XOR, d = 7", layers, over(xor)));
    StringBuilder found = new StringBuilder(line("2-XOR", layers, xor));
    for (String[] pair : PAIRS) {
      Optional<Dataset> pool =
          budget == Budget.SMOKE ? Optional.empty() : DigitPairs.of(pair[0], pair[1], pair[2]);
      if (pool.isPresent()) {
        String name = pair[0] + " " + pair[1] + " and " + pair[2];
        double[] digits = new double[layers.length];
        int draws = budget.of(1, 3, 5);
        for (int draw = 0; draw < draws; draw++) {
          Dataset data =
              DigitPairs.some(pool.get(), budget.of(50, 200, 1000), seed.child(name).child(draw));
          for (int k = 0; k < layers.length; k++) {
            MarginSolution solution =
                margin(kernel(data.inputs(), (int) layers[k]), ((Labels.Signs) data.labels()).y());
            digits[k] += solution.margin() / draws;
            gap = Math.max(gap, solution.relativeGap());
          }
        }
        figure = figure.with(Series.line(name, layers, over(digits)));
        found.append("; ").append(line(name, layers, digits));
      }
    }
    found.append("; ").append(line("3-XOR", layers, three));
    evidence.add(
        Evidence.near("relative gap of all margins, largest", gap, 0, 1e-6).ofCorrection());
    return Judgement.of(evidence)
        .corrected(
            "It depends on the labels: for 2-XOR the margin falls with every layer, for 3-XOR it"
                + " is 0 with two layers and positive with three.")
        .with(
            Figure.of(
                    "parities",
                    "Margins of parities on all corners, d = 7",
                    Axis.log10("layers"),
                    Axis.linear("margin"))
                .with(Series.line("2-XOR", layers, xor))
                .with(Series.line("3-XOR", layers, three)))
        .with(figure.captioned("Features of unit norm; two classes of images where there are any."))
        .noting(found.toString())
        .noting(
            "Margins are those of the Hilbert space (each kernel divided by its diagonal), with"
                + " both sides. The kernel of two ReLU layers without biases is a linear function"
                + " of the cosine plus an even one, so that it has no eigenvalue at odd degrees"
                + " from 3 on; those of more layers have. With depth weight moves from low degrees"
                + " to high ones. Convolutional kernels, of which the document asks too, are left"
                + " out.");
  }

  private static Matrix kernel(Matrix x, int layers) {
    List<Layer> stack = new ArrayList<>();
    for (int k = 1; k < layers; k++) {
      stack.add(new Layer.Dense(1));
      stack.add(new Layer.Activation(Nonlinearity.relu()));
    }
    stack.add(new Layer.Dense(1));
    Matrix k = NeuralTangent.of(Network.of(x.cols(), stack)).gram(x).full();
    double[] root = new double[k.rows()];
    Arrays.setAll(root, i -> Math.sqrt(k.at(i, i)));
    for (int i = 0; i < k.rows(); i++) {
      for (int j = 0; j < k.cols(); j++) {
        k.set(i, j, k.at(i, j) / root[i] / root[j]);
      }
    }
    return k;
  }

  private static MarginSolution margin(Matrix kernel, double[] y) {
    return MarginSolver.in(Norm.TWO).solve(Points.ofKernel(kernel, new Labels.Signs(y))).solution();
  }

  private static double best(double[] margins) {
    return Arrays.stream(margins).skip(1).max().orElseThrow();
  }

  private static double[] over(double[] margins) {
    return Arrays.stream(margins).map(v -> v / margins[0]).toArray();
  }

  private static String line(String name, double[] layers, double[] margins) {
    StringBuilder line = new StringBuilder(name + ":");
    for (int k = 0; k < layers.length; k++) {
      line.append(String.format(Locale.ROOT, " %.4f (%d)", margins[k], (int) layers[k]));
    }
    return line.toString();
  }
}
