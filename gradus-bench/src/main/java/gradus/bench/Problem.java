package gradus.bench;

import gradus.data.Dataset;
import gradus.data.Labels;
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

  /**
   * The problem of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Problem named(String name) {
    return all().stream()
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

  /** Standard normal inputs and labels ±1 that do not depend on them. */
  Dataset data() {
    RandomGenerator random = SEED.child("data").random();
    int d = widths.getFirst();
    double[] x = IntStream.range(0, n * d).mapToDouble(i -> random.nextGaussian()).toArray();
    double[] y = IntStream.range(0, n).mapToDouble(i -> random.nextBoolean() ? 1 : -1).toArray();
    return new Dataset(
        name,
        Matrix.wrap(n, d, x),
        new Labels.Signs(y),
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
