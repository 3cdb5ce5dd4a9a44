package gradus.claims.structure;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import java.util.List;
import java.util.random.RandomGenerator;

/** Networks of random widths, or of random windows, on random examples. */
final class RandomNetworks {
  private static final int EXAMPLES = 5;

  private RandomNetworks() {}

  /** A network of {@code depth} layers with widths 2 to 9 on five Gaussian examples. */
  static NetworkOnData draw(Nonlinearity sigma, int depth, RandomGenerator random) {
    int d = 2 + random.nextInt(8);
    int[] widths = new int[depth];
    for (int k = 0; k < depth - 1; k++) {
      widths[k] = 2 + random.nextInt(8);
    }
    widths[depth - 1] = 1;
    return new NetworkOnData(
        NetworkOnData.dense(d, sigma, widths), Vectors.gaussian(EXAMPLES, d, random));
  }

  /**
   * A convolution, an activation, a layer behind it and a dense layer, on five Gaussian images of
   * at least 6 x 6; windows, strides, paddings and channels are drawn.
   */
  static NetworkOnData image(Nonlinearity sigma, Layer behind, RandomGenerator random) {
    Shape shape = Shape.image(1 + random.nextInt(3), 6 + random.nextInt(3), 6 + random.nextInt(3));
    Window first =
        Window.of(1 + random.nextInt(3), 1 + random.nextInt(3)).stride(1 + random.nextInt(2));
    Window padded = first.pad(random.nextInt(first.height()), random.nextInt(first.width()));
    List<Layer> layers =
        List.of(
            new Layer.Convolution(2 + random.nextInt(4), padded),
            new Layer.Activation(sigma),
            behind,
            new Layer.Dense(1));
    return new NetworkOnData(
        Network.of(shape, layers), Vectors.gaussian(EXAMPLES, shape.size(), random));
  }
}
