package gradus.claims.margin;

import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Rule;
import gradus.flow.Sampling;
import gradus.flow.StepSize;
import gradus.kernel.NeuralTangent;
import gradus.kernel.Scaling;
import gradus.loss.Loss;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;

/** One of four ways to learn {@link Halves}. */
enum HalvesLearner {
  /**
   * Filters of one coordinate, squares, a mean over each half, a dense layer: all places share
   * weights.
   */
  CONVOLUTION("convolution, by descent"),
  /** The same activation behind a dense layer. */
  DENSE("dense, by descent"),
  /** Ridge regression with the tangent kernel of the dense network at infinite width. */
  KERNEL("kernel of the dense network"),
  /** The dense network once more, with steps that are not equivariant. */
  ADAM("dense, by Adam");

  /** The accuracy that is to be had. */
  private static final double WANTED = 0.9;

  private static final int CHANNELS = 4;
  private static final int WIDTH = 40;
  private static final int TESTS = 2000;
  private static final int STEPS = 300;
  private static final double RATE = 0.05;
  private static final double ADAM_RATE = 0.02;

  /**
   * As a share of the mean of k(x, x): the peak of interpolation at n = d(2d + 1) is not wanted.
   */
  private static final double RIDGE = 0.1;

  private final String label;

  HalvesLearner(String label) {
    this.label = label;
  }

  private static Nonlinearity square() {
    return Nonlinearity.polynomial(0, 0, 1);
  }

  /** Its name. */
  String label() {
    return label;
  }

  /** The network on examples in R^{2d}. */
  private Network network(int d) {
    return this == CONVOLUTION
        ? Network.of(
            Shape.image(1, 2, d),
            List.of(
                new Layer.Convolution(CHANNELS, Window.of(1, 1)),
                new Layer.Activation(square()),
                new Layer.AveragePool(Window.of(1, d)),
                new Layer.Dense(1)))
        : NetworkOnData.dense(2 * d, square(), WIDTH, 1);
  }

  /**
   * About the number of examples from which it reaches 90 % on fresh ones, the mean of some
   * repeats: sizes √2 apart are tried, and the last two parted by their accuracies.
   */
  double examples(int d, int repeats, Seed seed) {
    Halves test = Halves.draw(d, TESTS, seed.child("test"));
    double n = this == CONVOLUTION ? 4 : 3 * d * d;
    double reached = accuracy(n, test, repeats, seed);
    boolean enough = reached >= WANTED;
    while (true) {
      double next = enough ? n / Math.sqrt(2) : n * Math.sqrt(2);
      if (next < 2) {
        return n;
      }
      double then = accuracy(next, test, repeats, seed);
      if (then >= WANTED != enough) {
        double share = (WANTED - reached) / (then - reached);
        return n * Math.pow(next / n, share);
      }
      n = next;
      reached = then;
    }
  }

  private double accuracy(double n, Halves test, int repeats, Seed seed) {
    int size = (int) Math.round(n);
    double sum = 0;
    for (int r = 0; r < repeats; r++) {
      Seed own = seed.child(r).child(size);
      Halves train = Halves.draw(test.half(), size, own);
      double[] scores = this == KERNEL ? regressed(train, test) : trained(train, test, own);
      sum += test.accuracy(scores);
    }
    return sum / repeats;
  }

  private double[] trained(Halves train, Halves test, Seed seed) {
    Network network = network(train.half());
    Rule rule = this == ADAM ? new Rule.Adam(0.9, 0.999, 1e-8) : new Rule.Momentum(0.9);
    double eta = this == ADAM ? ADAM_RATE : RATE;
    Course course =
        new Descent(new StepSize.Constant(eta), new Sampling.Full(), rule)
            .course(
                Dynamics.standard(),
                network,
                Loss.named("logistic"),
                Dataset.of("halves", train.x(), new Labels.Signs(train.y())),
                Flows.start(network, 1, seed.child("start")),
                new Seed(0));
    for (int t = 0; t < STEPS; t++) {
      LinearProblem.step(course);
    }
    return new NetworkOnData(network, test.x()).values(course.position().weights());
  }

  private double[] regressed(Halves train, Halves test) {
    NeuralTangent kernel = NeuralTangent.of(network(train.half()), Scaling.NORMALISED);
    Matrix gram = kernel.gram(train.x()).full();
    double ridge = 0;
    for (int i = 0; i < gram.rows(); i++) {
      ridge += RIDGE / gram.rows() * gram.at(i, i);
    }
    for (int i = 0; i < gram.rows(); i++) {
      gram.set(i, i, gram.at(i, i) + ridge);
    }
    double[] alpha = Cholesky.of(gram).solve(train.y());
    return Vectors.product(kernel.between(test.x(), train.x()), alpha);
  }
}
