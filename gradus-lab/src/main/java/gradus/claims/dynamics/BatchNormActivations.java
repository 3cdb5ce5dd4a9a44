package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.StepSize;
import gradus.loss.Loss;
import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** B-E60: batch normalisation controls the norms of what units pass on. */
record BatchNormActivations() implements Claim {
  private static final int INPUTS = 4;
  private static final int UNITS = 5;
  private static final int EXAMPLES = 12;

  @Override
  public String id() {
    return "B-E60";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§10.3, remark 1, equation 60");
  }

  @Override
  public String statement() {
    return "Batch normalisation does not control the norms of the weights; it controls those of the"
        + " activations, over the batch and unit by unit.";
  }

  @Override
  public String formula() {
    return "\\|x\\|,\\ \\|\\sigma(W_1x)\\|,\\ \\|\\sigma(W_2\\sigma(W_1x))\\|,\\dots:\\qquad"
        + "\\Bigl(\\sum_n\\hat x_{nj}^2\\Bigr)^{1/2}=\\sqrt N\\frac{\\sigma_j}"
        + "{\\sqrt{\\sigma_j^2+\\epsilon}}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  /** What is seen along one training. */
  private static final class Seen {
    private double defect;
    private double aboveRoot;
    private double grown = Double.POSITIVE_INFINITY;
    private double least = Double.POSITIVE_INFINITY;
    private double most;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Seen seen = new Seen();
    for (int draw = 0; draw < budget.of(1, 3, 10); draw++) {
      for (double epsilon : new double[] {0, 1e-5, 1e-3, 0.1}) {
        train(epsilon, budget.of(100, 1000, 5000), seed.child(draw), seen);
      }
    }
    return Judgement.of(
            Evidence.near(
                "largest relative defect of the printed norm of a unit's normalised activations,"
                    + " two layers, along descent",
                seen.defect,
                0,
                1e-12),
            Evidence.atMost(
                "largest \\(\\|\\sigma(\\hat x_{\\cdot j})\\|/\\sqrt N\\) of what a rectified unit"
                    + " passes on",
                seen.aboveRoot,
                1 + 1e-12),
            Evidence.atLeast(
                    "least growth of \\(\\|W\\|\\) meanwhile: the norms of weights are not"
                        + " controlled",
                    seen.grown,
                    1.01)
                .ofHypothesis())
        .noting(
            ("The norm over the batch is controlled, and not that of one example, which the printed"
                    + " \\(\\|x\\|\\) may suggest: what the first normalised layer shows of one"
                    + " example had norms from %.2g to %.2g here, with \\(\\sqrt{%d}=%.3g\\) in"
                    + " the mean square for \\(\\epsilon=0\\).")
                .formatted(seen.least, seen.most, UNITS, Math.sqrt(UNITS)));
  }

  private static void train(double epsilon, int steps, Seed seed, Seen seen) {
    Matrix x = SeparablePoints.draw(EXAMPLES, INPUTS, seed.child("data"));
    Dataset data = Flows.signed(x, seed.child("signs"));
    Network network = network(3, epsilon);
    double[] start = Flows.start(network, 1, seed.child("start"));
    Course course =
        Descent.full(new StepSize.Constant(0.05))
            .course(
                Dynamics.batchNorm(),
                network,
                Loss.named("exponential"),
                data,
                start.clone(),
                seed);
    for (int step = 0; step <= steps; step++) {
      if (step % Math.max(1, steps / 20) == 0) {
        double[] w = course.position().weights();
        for (int depth = 1; depth <= 2; depth++) {
          read(epsilon, depth, w, data.inputs(), seen);
        }
      }
      course.evaluate();
      course.advance();
    }
    double[] end = course.position().weights();
    seen.grown = Math.min(seen.grown, Vectors.norm(end) / Vectors.norm(start));
  }

  /**
   * Normalised layers of rectified units, cut off after the last normalisation unless depth is 3.
   */
  private static Network network(int depth, double epsilon) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 1; k <= Math.min(depth, 2); k++) {
      layers.add(new Layer.Dense(UNITS));
      layers.add(new Layer.BatchNorm(epsilon));
      if (k < depth) {
        layers.add(new Layer.Activation(Nonlinearity.relu()));
      }
    }
    if (depth == 3) {
      layers.add(new Layer.Dense(1));
    }
    return Network.of(INPUTS, layers);
  }

  private static void read(double epsilon, int depth, double[] w, Matrix x, Seen seen) {
    Network cut = network(depth, epsilon);
    Tape tape = cut.tape(Batch.of(x));
    cut.forward(Arrays.copyOf(w, cut.parameters()), tape);
    int n = x.rows();
    int stride = tape.batch().stride();
    for (int j = 0; j < UNITS; j++) {
      double[] hat = Arrays.copyOfRange(tape.outputs(), j * stride, j * stride + n);
      double[] raw = depth == 1 ? row(cut.blocks().getFirst(), w, j, x) : before(epsilon, w, j, x);
      double mean = Arrays.stream(raw).average().orElse(0);
      double variance = Arrays.stream(raw).map(z -> (z - mean) * (z - mean)).sum() / n;
      double printed = Math.sqrt(n) * Math.sqrt(variance / (variance + epsilon));
      seen.defect = Math.max(seen.defect, Math.abs(Vectors.norm(hat) / printed - 1));
      double[] passed = Arrays.stream(hat).map(v -> Math.max(v, 0)).toArray();
      seen.aboveRoot = Math.max(seen.aboveRoot, Vectors.norm(passed) / Math.sqrt(n));
    }
    if (depth == 1 && epsilon == 0) {
      for (int i = 0; i < n; i++) {
        double square = 0;
        for (int j = 0; j < UNITS; j++) {
          square += Math.pow(tape.outputs()[j * stride + i], 2);
        }
        seen.least = Math.min(seen.least, Math.sqrt(square));
        seen.most = Math.max(seen.most, Math.sqrt(square));
      }
    }
  }

  /** Row j of a block times x_n, for all n, by plain loops. */
  private static double[] row(Block block, double[] w, int j, Matrix x) {
    double[] z = new double[x.rows()];
    for (int n = 0; n < z.length; n++) {
      for (int c = 0; c < x.cols(); c++) {
        z[n] += w[block.offset() + j * block.cols() + c] * x.at(n, c);
      }
    }
    return z;
  }

  /** The second layer's pre-activations of unit j before they are normalised. */
  private static double[] before(double epsilon, double[] w, int j, Matrix x) {
    Network first = network(1, epsilon);
    Tape tape = first.tape(Batch.of(x));
    first.forward(Arrays.copyOf(w, first.parameters()), tape);
    Matrix hidden = Matrix.zeros(x.rows(), UNITS);
    for (int n = 0; n < x.rows(); n++) {
      for (int c = 0; c < UNITS; c++) {
        hidden.set(n, c, Math.max(0, tape.outputs()[c * tape.batch().stride() + n]));
      }
    }
    return row(network(3, epsilon).blocks().get(1), w, j, hidden);
  }
}
