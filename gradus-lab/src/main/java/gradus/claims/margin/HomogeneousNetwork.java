package gradus.claims.margin;

import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that is homogeneous in the weights that move.
 *
 * @param label its name
 * @param network the network
 * @param degree K, its degree in the weights that move
 */
record HomogeneousNetwork(String label, Network network, int degree) {
  /** The dimension of an example. */
  static final int DIMENSION = 4;

  private static final Shape ROW = Shape.image(1, 1, DIMENSION);
  private static final Layer RELU = new Layer.Activation(Nonlinearity.relu());
  private static final int FILTERS = 3;

  private static final List<HomogeneousNetwork> ALL =
      List.of(
          dense("linear", Nonlinearity.linear(), 1),
          dense("two linear layers", Nonlinearity.linear(), 6, 1),
          dense("two ReLU layers", Nonlinearity.relu(), 5, 1),
          dense("two leaky-ReLU layers", Nonlinearity.leakyRelu(0.3), 5, 1),
          new HomogeneousNetwork(
              "convolution and ReLU",
              Network.of(ROW, List.of(filters(), RELU, new Layer.Dense(1))),
              2),
          new HomogeneousNetwork("convolution and max-pool", differences(), 2));

  /** Those that are looked at. */
  static List<HomogeneousNetwork> all() {
    return ALL;
  }

  private static HomogeneousNetwork dense(String label, Nonlinearity sigma, int... widths) {
    Network network = NetworkOnData.dense(DIMENSION, sigma, widths);
    return new HomogeneousNetwork(label, network, widths.length);
  }

  /** Filters of three coordinates, which stand at two places. */
  private static Layer filters() {
    return new Layer.Convolution(FILTERS, Window.of(1, 3));
  }

  /**
   * The larger of two places, max(a, b) = (a - b)_+ + b_+ - (-b)_+, in layers whose kinks a flow
   * follows: fixed filters for a - b, b and -b, ReLU, and their sums.
   */
  private static Network differences() {
    return Network.of(
        ROW,
        List.of(
            filters(),
            new Layer.Convolution(3 * FILTERS, Window.of(1, 2), false),
            RELU,
            new Layer.Convolution(FILTERS, Window.of(1, 1), false),
            new Layer.Dense(1)));
  }

  /** The network with a max-pool that {@link #differences} stands for. */
  private static Network pooled() {
    return Network.of(
        ROW, List.of(filters(), new Layer.MaxPool(Window.of(1, 2)), new Layer.Dense(1)));
  }

  /** Whether places share their weights. */
  boolean shared() {
    return network.layers().getFirst() instanceof Layer.Convolution;
  }

  /** Random weights where they move. */
  double[] start(double scale, Seed seed) {
    double[] w = Flows.start(network, scale, seed);
    List<Block> fixed = network.blocks().stream().filter(block -> !block.trained()).toList();
    if (!fixed.isEmpty()) {
      Arrays.fill(w, fixed.getFirst().offset(), fixed.getLast().end(), 0);
      double[][] parts = {{1, -1}, {0, 1}, {0, -1}};
      double[] signs = {1, 1, -1};
      for (int c = 0; c < FILTERS; c++) {
        for (int i = 0; i < parts.length; i++) {
          int row = i * FILTERS + c;
          int at = fixed.getFirst().offset() + (row * FILTERS + c) * 2;
          System.arraycopy(parts[i], 0, w, at, 2);
          w[fixed.getLast().offset() + c * 3 * FILTERS + row] = signs[i];
        }
      }
    }
    return w;
  }

  /** w with zeros for what does not move. */
  double[] moving(double[] w) {
    double[] moving = w.clone();
    for (Block block : network.blocks()) {
      if (!block.trained()) {
        Arrays.fill(moving, block.offset(), block.end(), 0);
      }
    }
    return moving;
  }

  /** The norm of the smallest layer that moves. */
  double least(double[] w) {
    return network.blocks().stream()
        .filter(Block::trained)
        .mapToDouble(block -> Blas.best().nrm2(block.size(), w, block.offset()))
        .min()
        .orElseThrow();
  }

  /** How far outputs and gradients of the differences are from those of the max-pool itself. */
  static double defect(Seed seed) {
    HomogeneousNetwork own = ALL.getLast();
    Network pooled = pooled();
    Matrix x = Vectors.gaussian(20, DIMENSION, seed.child("x").random());
    double[] w = own.start(1, seed);
    List<Double> kept = new ArrayList<>();
    own.network.blocks().stream()
        .filter(Block::trained)
        .forEach(b -> Arrays.stream(w, b.offset(), b.end()).forEach(kept::add));
    double[] v = kept.stream().mapToDouble(entry -> entry).toArray();
    NetworkOnData one = new NetworkOnData(own.network, x);
    NetworkOnData other = new NetworkOnData(pooled, x);
    double[] c = Vectors.gaussian(20, seed.child("c").random());
    double[] g = own.moving(one.gradient(w, c));
    double norm = Vectors.norm(other.gradient(v, c));
    return Math.max(
        Vectors.distance(one.values(w), other.values(v)), Math.abs(Vectors.norm(g) - norm));
  }
}
