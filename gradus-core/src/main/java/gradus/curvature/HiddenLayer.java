package gradus.curvature;

import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Units between two layers with weights: the outputs of a dense layer, or the channels of a
 * convolution, each of which has its weights at many places.
 *
 * @param place how many layers of the network come before their activation
 * @param in the weights into them
 * @param out the weights out of them
 * @param channels whether they are channels
 * @param normalised whether batch normalisation with ε = 0 stands before the activation
 * @param sigma the activation; linear where there is none
 * @param linear whether nothing between the two blocks bends, neither σ nor a max-pool
 */
record HiddenLayer(
    int place,
    Block in,
    Block out,
    boolean channels,
    boolean normalised,
    Nonlinearity sigma,
    boolean linear) {

  /** Those of a network of which something can be said. */
  static List<HiddenLayer> of(Network network) {
    List<Layer> layers = network.layers();
    List<HiddenLayer> hidden = new ArrayList<>();
    int block = -1;
    int last = -1;
    for (int s = 0; s < layers.size(); s++) {
      if (layers.get(s) instanceof Layer.Dense || layers.get(s) instanceof Layer.Convolution) {
        if (block >= 0) {
          add(network, block, last, layers.subList(last + 1, s), hidden);
        }
        block++;
        last = s;
      }
    }
    return hidden;
  }

  private static void add(
      Network network, int block, int weighted, List<Layer> between, List<HiddenLayer> hidden) {
    boolean channels = network.layers().get(weighted) instanceof Layer.Convolution;
    boolean largest = between.stream().anyMatch(Layer.MaxPool.class::isInstance);
    // A factor of a channel goes through a pool as it is.
    List<Layer> rest = between.stream().filter(layer -> !pools(layer)).toList();
    boolean normalised = !rest.isEmpty() && rest.getFirst() instanceof Layer.BatchNorm;
    if (normalised && rest.getFirst() instanceof Layer.BatchNorm(double epsilon) && epsilon > 0) {
      return;
    }
    Nonlinearity sigma = Nonlinearity.linear();
    int place = weighted + 1 + between.size();
    int left = rest.size() - (normalised ? 1 : 0);
    if (left > 1 || (left == 1 && !(rest.getLast() instanceof Layer.Activation))) {
      return;
    }
    if (left == 1 && rest.getLast() instanceof Layer.Activation activation) {
      sigma = activation.sigma();
      place = weighted + 1 + between.indexOf(activation);
    }
    Block in = network.blocks().get(block);
    Block out = network.blocks().get(block + 1);
    boolean linear = sigma.equals(Nonlinearity.linear()) && !largest;
    hidden.add(new HiddenLayer(place, in, out, channels, normalised, sigma, linear));
  }

  private static boolean pools(Layer layer) {
    return switch (layer) {
      case Layer.MaxPool _, Layer.AveragePool _, Layer.GlobalAveragePool _ -> true;
      case Layer.Dense _, Layer.Convolution _, Layer.Activation _, Layer.BatchNorm _ -> false;
    };
  }

  /** The number of units. */
  int units() {
    return in.rows();
  }

  OptionalInt degree() {
    return sigma.degree();
  }

  /** Where the weight into unit j from input i stands. */
  int into(int j, int i) {
    return in.offset() + j * in.cols() + i;
  }

  /** The number of weights out of a unit: of a channel, those of all places. */
  int hands() {
    return out.rows() * each();
  }

  /** Where weight r out of unit j stands. */
  int outOf(int j, int r) {
    return out.offset() + r / each() * out.cols() + j * each() + r % each();
  }

  /** The columns of the matrix behind that belong to one unit. */
  private int each() {
    return out.cols() / units();
  }
}
