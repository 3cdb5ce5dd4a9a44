package gradus.kernel;

import gradus.net.Erf;
import gradus.net.Layer;
import gradus.net.LeakyRelu;
import gradus.net.Linear;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Polynomial;
import gradus.net.ReluPower;
import gradus.net.Softplus;
import gradus.net.Tanh;
import gradus.num.BadInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a network as what they do to a kernel.
 *
 * @param trained whether the first dense layer is trained
 * @param steps one for each dense layer after it
 */
record KernelPlan(boolean trained, List<Step> steps) {
  /**
   * An activation and the dense layer behind it.
   *
   * @param dual what the activation does
   * @param trained whether the dense layer is trained
   */
  record Step(Dual dual, boolean trained) {}

  static KernelPlan of(Network network, Scaling scaling) {
    List<Layer> layers = network.layers();
    List<Step> steps = new ArrayList<>();
    Dual between = identity(scaling);
    boolean activated = false;
    for (int s = 0; s < layers.size(); s++) {
      switch (layers.get(s)) {
        case Layer.Dense dense -> {
          if (s > 0) {
            steps.add(new Step(between, dense.trained()));
            between = identity(scaling);
            activated = false;
          }
        }
        case Layer.Activation(Nonlinearity sigma) -> {
          if (activated) {
            throw refused(network, s, sigma.label(), "it follows another activation");
          }
          between = dual(network, s, sigma, scaling);
          activated = true;
        }
        case Layer.BatchNorm _ ->
            throw refused(
                network, s, "batch-norm", "its outputs depend on the whole batch at any width");
        case Layer.MaxPool pool ->
            throw refused(network, s, pool.label(), "the largest of several has no closed form");
        case Layer.Convolution _, Layer.AveragePool _, Layer.GlobalAveragePool _ ->
            throw refused(
                network, s, layers.get(s).label(), "the kernel of an image is not computed yet");
      }
    }
    if (!(layers.getLast() instanceof Layer.Dense)) {
      throw new BadInput(
          "an infinite-width kernel needs a network that ends with a dense layer, as [dense 100 relu, dense 1], but %s came"
              .formatted(network));
    }
    return new KernelPlan(((Layer.Dense) layers.getFirst()).trained(), List.copyOf(steps));
  }

  private static Dual identity(Scaling scaling) {
    return LeakyReluDual.of(1, scaling);
  }

  private static Dual dual(Network network, int s, Nonlinearity sigma, Scaling scaling) {
    return switch (sigma) {
      case LeakyRelu(double alpha) -> LeakyReluDual.of(alpha, scaling);
      case Linear() -> identity(scaling);
      case ReluPower(int k) -> {
        if (k > ReluPowerDual.HIGHEST) {
          throw refused(network, s, sigma.label(), "powers go to " + ReluPowerDual.HIGHEST);
        }
        yield new ReluPowerDual(k, scaling);
      }
      case Polynomial(List<Double> c) -> {
        if (c.size() > PolynomialDual.HIGHEST + 1) {
          throw refused(network, s, "polynomial", "degrees go to " + PolynomialDual.HIGHEST);
        }
        if (c.stream().allMatch(entry -> entry == 0)) {
          throw refused(network, s, sigma.label(), "it is zero everywhere");
        }
        yield new PolynomialDual(c, scaling);
      }
      case Erf() -> new ErfDual(scaling);
      case Tanh() -> throw refused(network, s, "tanh", "its expectations have no closed form");
      case Softplus() ->
          throw refused(network, s, "softplus", "its expectations have no closed form");
    };
  }

  private static BadInput refused(Network network, int s, String layer, String reason) {
    return new BadInput(
        "layer %d (%s) of %s has no infinite-width limit here: %s; there are dense, relu, leaky-relu, relu^k, linear, erf and polynomial, or take the kernel at given weights"
            .formatted(s + 1, layer, network, reason));
  }
}
