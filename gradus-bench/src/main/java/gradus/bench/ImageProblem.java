package gradus.bench;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Loss;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Convolutions of 3 x 3 with stride 2, padding 1 and ReLU, and a dense layer, on random images of
 * the size of CIFAR-10.
 *
 * @param convolutions how many
 * @param channels of each
 * @param n the number of images
 */
record ImageProblem(int convolutions, int channels, int n) {
  private static final Seed SEED = new Seed(21);
  private static final Shape IMAGE = Shape.image(3, 32, 32);

  /** Four convolutions of sixteen channels on a batch of a hundred. */
  static ImageProblem usual() {
    return new ImageProblem(4, 16, 100);
  }

  Network network() {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < convolutions; k++) {
      layers.add(new Layer.Convolution(channels, Window.of(3, 3).stride(2).pad(1)));
      layers.add(new Layer.Activation(Nonlinearity.relu()));
    }
    layers.add(new Layer.Dense(1));
    return Network.of(IMAGE, layers);
  }

  Loss loss() {
    return Loss.named("exponential");
  }

  /** Standard normal pixels and random signs. */
  Dataset data() {
    RandomGenerator random = SEED.child("data").random();
    double[] x =
        IntStream.range(0, n * IMAGE.size()).mapToDouble(i -> random.nextGaussian()).toArray();
    double[] y = IntStream.range(0, n).mapToDouble(i -> random.nextBoolean() ? 1 : -1).toArray();
    return Dataset.of("images", Matrix.wrap(n, IMAGE.size(), x), new Labels.Signs(y))
        .shaped(List.of(IMAGE.channels(), IMAGE.height(), IMAGE.width()));
  }

  double[] weights() {
    return Initialiser.he(1).weights(network(), SEED.child("weights"));
  }
}
