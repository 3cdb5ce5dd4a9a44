package gradus.curvature;

import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Units between two dense layers.
 *
 * @param place how many layers of the network come before their activation
 * @param in the weights into them
 * @param out the weights out of them
 * @param normalised whether batch normalisation with ε = 0 stands before the activation
 * @param sigma the activation; linear where there is none
 */
record HiddenLayer(int place, Block in, Block out, boolean normalised, Nonlinearity sigma) {

  /** Those of a network of which something can be said. */
  static List<HiddenLayer> of(Network network) {
    List<Layer> layers = network.layers();
    List<HiddenLayer> hidden = new ArrayList<>();
    int block = -1;
    int last = -1;
    for (int s = 0; s < layers.size(); s++) {
      if (layers.get(s) instanceof Layer.Dense) {
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
      Network network, int block, int dense, List<Layer> between, List<HiddenLayer> hidden) {
    Block in = network.blocks().get(block);
    Block out = network.blocks().get(block + 1);
    boolean normalised = !between.isEmpty() && between.getFirst() instanceof Layer.BatchNorm;
    if (normalised && between.getFirst() instanceof Layer.BatchNorm(double epsilon)) {
      if (epsilon > 0) {
        return;
      }
    }
    List<Layer> rest = normalised ? between.subList(1, between.size()) : between;
    int place = dense + 1 + (normalised ? 1 : 0);
    if (rest.isEmpty()) {
      hidden.add(new HiddenLayer(place, in, out, normalised, Nonlinearity.linear()));
    } else if (rest.size() == 1 && rest.getFirst() instanceof Layer.Activation(var sigma)) {
      hidden.add(new HiddenLayer(place, in, out, normalised, sigma));
    }
  }

  /** The number of units. */
  int units() {
    return in.rows();
  }

  boolean linear() {
    return sigma.equals(Nonlinearity.linear());
  }

  OptionalInt degree() {
    return sigma.degree();
  }

  /** Where the weight into unit j from input i stands. */
  int into(int j, int i) {
    return in.offset() + j * in.cols() + i;
  }

  /** Where the weight out of unit j to output r stands. */
  int outOf(int j, int r) {
    return out.offset() + r * out.cols() + j;
  }
}
