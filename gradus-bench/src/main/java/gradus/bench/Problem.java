package gradus.bench;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Loss;
import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network without biases, with ReLU between its layers, and random examples to train it on.
 *
 * @param name what the table calls it
 * @param widths input dimension, hidden widths, output dimension
 * @param n the number of examples
 */
record Problem(String name, List<Integer> widths, int n) {
  /** The step η: small enough for the weights to stay ordinary over any number of steps. */
  static final double ETA = 1e-4;

  private static final Seed SEED = new Seed(20);

  /** From a network that fits a register file to one that is all matrix product. */
  static List<Problem> all() {
    return List.of(
        of(100, 10, 50, 1),
        of(100, 2, 64, 64, 1),
        of(500, 20, 100, 100, 1),
        of(1000, 784, 1024, 1));
  }

  /** Networks whose Hessians are multiplied with vectors, the last of ten classes. */
  static List<Problem> curved() {
    return List.of(of(100, 2, 64, 64, 1), of(500, 20, 100, 100, 1), of(512, 784, 512, 512, 10));
  }

  /** One of 2430 weights, whose whole Hessian is made. */
  static Problem dense() {
    return of(100, 2, 63, 36, 1);
  }

  /**
   * The problem of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Problem named(String name) {
    return Stream.concat(all().stream(), curved().stream())
        .filter(problem -> problem.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no problem is called " + name));
  }

  /**
   * The problem of a name among those that flows are timed on.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Problem forFlows(String name) {
    return switch (name) {
      case "3-10-1" -> of(20, 3, 10, 1);
      case "20-100-1" -> of(200, 20, 100, 1);
      default -> throw new IllegalArgumentException("no flow is called " + name);
    };
  }

  private static Problem of(int n, Integer... widths) {
    String name = Arrays.stream(widths).map(String::valueOf).collect(Collectors.joining("-"));
    return new Problem(name, List.of(widths), n);
  }

  Network network() {
    List<Layer> layers = new ArrayList<>();
    for (int k = 1; k < widths.size(); k++) {
      layers.add(new Layer.Dense(widths.get(k)));
      if (k < widths.size() - 1) {
        layers.add(new Layer.Activation(Nonlinearity.relu()));
      }
    }
    return Network.of(widths.getFirst(), layers);
  }

  /** Exponential for one output, cross-entropy for several. */
  Loss loss() {
    return Loss.named(widths.getLast() == 1 ? "exponential" : "cross-entropy");
  }

  /** Standard normal inputs and labels, ±1 or classes, that do not depend on them. */
  Dataset data() {
    RandomGenerator random = SEED.child("data").random();
    int d = widths.getFirst();
    double[] x = IntStream.range(0, n * d).mapToDouble(i -> random.nextGaussian()).toArray();
    int classes = widths.getLast();
    Labels labels =
        classes == 1
            ? new Labels.Signs(
                IntStream.range(0, n).mapToDouble(i -> random.nextBoolean() ? 1 : -1).toArray())
            : new Labels.Classes(
                IntStream.range(0, n).map(i -> random.nextInt(classes)).toArray(),
                IntStream.range(0, classes).mapToObj(String::valueOf).toList());
    return new Dataset(
        name,
        Matrix.wrap(n, d, x),
        labels,
        IntStream.range(0, d).mapToObj(k -> "x" + k).toList(),
        List.of(d));
  }

  /** Normal weights of variance 1/fan-in, block after block. */
  double[] weights() {
    Network network = network();
    RandomGenerator random = SEED.child("weights").random();
    double[] w = new double[network.parameters()];
    for (Block block : network.blocks()) {
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] = random.nextGaussian() / Math.sqrt(block.cols());
      }
    }
    return w;
  }
}
