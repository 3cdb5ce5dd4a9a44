package gradus.net;

import java.util.List;
import java.util.stream.Stream;

/** Networks on small images, for tests of all passes. */
public final class ImageNetworks {
  private static final Layer RELU = new Layer.Activation(Nonlinearity.relu());
  private static final Layer SOFTPLUS = new Layer.Activation(Nonlinearity.softplus());

  private ImageNetworks() {}

  /** Networks in which windows overlap, leave gaps, are padded, not square, and fixed. */
  public static Stream<Network> all() {
    Window three = Window.of(3, 3);
    return Stream.of(
        Network.of(
            Shape.image(2, 5, 6),
            List.of(conv(3, three), RELU, conv(5, Window.of(2, 2)), SOFTPLUS, new Layer.Dense(2))),
        Network.of(
            Shape.image(3, 7, 6),
            List.of(
                conv(4, three.stride(2).pad(1)),
                RELU,
                conv(4, three.stride(2, 1).pad(1, 2)),
                RELU,
                new Layer.GlobalAveragePool(),
                new Layer.Dense(2))),
        Network.of(
            Shape.image(1, 6, 6),
            List.of(
                conv(3, Window.of(1, 2).stride(3)),
                SOFTPLUS,
                conv(2, Window.of(2, 1)),
                RELU,
                conv(2, Window.of(1, 1)))),
        Network.of(
            Shape.image(2, 6, 7),
            List.of(
                conv(5, three.pad(1)),
                new Layer.MaxPool(Window.of(3, 2).stride(2, 1)),
                RELU,
                conv(3, Window.of(2, 2)),
                SOFTPLUS,
                new Layer.AveragePool(Window.of(1, 2)),
                new Layer.Dense(2))),
        Network.of(
            Shape.image(2, 6, 6),
            List.of(
                conv(4, three),
                new Layer.BatchNorm(),
                RELU,
                new Layer.MaxPool(Window.tiles(2, 2)),
                conv(3, Window.of(2, 2)),
                SOFTPLUS,
                new Layer.BatchNorm(0.1),
                new Layer.Dense(4),
                new Layer.BatchNorm(),
                SOFTPLUS,
                new Layer.Dense(2))),
        Network.of(
            Shape.image(2, 1, 9),
            List.of(
                conv(4, Window.of(1, 3).pad(0, 1)),
                SOFTPLUS,
                new Layer.Convolution(3, Window.of(1, 3).stride(1, 2), false),
                RELU,
                new Layer.AveragePool(Window.tiles(1, 2)),
                new Layer.Dense(2))),
        Network.of(
            Shape.image(1, 4, 4),
            List.of(new Layer.Convolution(4, three, false), SOFTPLUS, new Layer.Dense(1))));
  }

  static Layer conv(int channels, Window window) {
    return new Layer.Convolution(channels, window);
  }
}
