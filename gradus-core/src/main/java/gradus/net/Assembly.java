package gradus.net;

import gradus.num.BadInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a network put in their places: the shape at each place follows from the one before.
 *
 * @param plan the stages, one for each layer
 * @param blocks the weights
 * @param widths the number of entries at each place
 * @param out the shape of the outputs
 * @param parameters the number of weights
 */
record Assembly(List<Stage> plan, List<Block> blocks, int[] widths, Shape out, int parameters) {

  static Assembly of(Shape in, List<Layer> layers) {
    List<Stage> plan = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    int[] widths = new int[layers.size() + 1];
    Shape shape = in;
    widths[0] = shape.size();
    int offset = 0;
    for (int s = 0; s < layers.size(); s++) {
      Shape next = after(shape, s, layers.get(s));
      Stage stage = stage(s, layers.get(s), shape, next, blocks.size(), offset);
      if (stage instanceof Stage.Weighted weighted) {
        offset = Math.addExact(offset, weighted.block().size());
        blocks.add(weighted.block());
      }
      plan.add(stage);
      shape = next;
      widths[s + 1] = shape.size();
    }
    return new Assembly(List.copyOf(plan), List.copyOf(blocks), widths, shape, offset);
  }

  private static Stage stage(int s, Layer layer, Shape in, Shape out, int blocks, int offset) {
    String name = "W" + (blocks + 1);
    return switch (layer) {
      case Layer.Dense dense -> {
        Block block = block(name, offset, dense.units(), in.size(), dense.trained());
        yield new Stage.DenseStage(s, block, blocks == 0);
      }
      case Layer.Convolution(int channels, Window window, boolean trained) -> {
        int cols = Math.multiplyExact(in.channels(), window.size());
        Block block = block(name, offset, channels, cols, trained);
        yield new ConvolutionStage(s, block, Footprint.of(in, window, channels), blocks == 0);
      }
      case Layer.MaxPool(Window window) -> new MaxPoolStage(s, in, out, window);
      case Layer.AveragePool(Window window) -> new AveragePoolStage(s, in, out, window);
      case Layer.GlobalAveragePool _ ->
          new AveragePoolStage(s, in, out, Window.of(in.height(), in.width()));
      case Layer.Activation(Nonlinearity sigma) -> new Stage.ActivationStage(s, in.size(), sigma);
      case Layer.BatchNorm(double epsilon) ->
          new BatchNormStage(s, in.channels(), in.places(), epsilon);
    };
  }

  private static Block block(String name, int offset, int rows, int cols, boolean trained) {
    Math.multiplyExact(rows, cols);
    return new Block(name, offset, rows, cols, trained);
  }

  /**
   * The number of weights of layers on a shape, counted without making room for any.
   *
   * @throws BadInput if a layer does not fit
   */
  static long parameters(Shape in, List<Layer> layers) {
    long sum = 0;
    Shape shape = in;
    for (int s = 0; s < layers.size(); s++) {
      sum +=
          switch (layers.get(s)) {
            case Layer.Dense dense -> (long) dense.units() * shape.size();
            case Layer.Convolution convolution ->
                (long) convolution.channels() * shape.channels() * convolution.window().size();
            case Layer.MaxPool _,
                Layer.AveragePool _,
                Layer.GlobalAveragePool _,
                Layer.Activation _,
                Layer.BatchNorm _ ->
                0;
          };
      shape = after(shape, s, layers.get(s));
    }
    return sum;
  }

  /** The shape behind layer s, from 0. */
  private static Shape after(Shape in, int s, Layer layer) {
    return switch (layer) {
      case Layer.Dense dense -> Shape.plain(dense.units());
      case Layer.Convolution convolution ->
          slide(in, s, layer, convolution.window(), convolution.channels());
      case Layer.MaxPool(Window window) -> slide(in, s, layer, window, in.channels());
      case Layer.AveragePool(Window window) -> slide(in, s, layer, window, in.channels());
      case Layer.GlobalAveragePool _ ->
          slide(in, s, layer, Window.of(in.height(), in.width()), in.channels());
      case Layer.Activation _, Layer.BatchNorm _ -> in;
    };
  }

  private static Shape slide(Shape in, int s, Layer layer, Window window, int channels) {
    if (!in.image()) {
      throw new BadInput(
          "layer %d (%s) needs an image of shape [channels, height, width], but is given a plain vector of shape %s; %s"
              .formatted(
                  s + 1,
                  layer.label(),
                  in,
                  s == 0
                      ? "give the data a shape, as shape: [1, 8, 8], and no bias"
                      : "put it before the dense layers"));
    }
    if (!window.fits(in)) {
      throw new BadInput(
          "layer %d (%s) has a window of %dx%d, but is given an image of shape %s; take a smaller window, or fewer strides and pools before it"
              .formatted(s + 1, layer.label(), window.height(), window.width(), in));
    }
    try {
      return Shape.image(channels, window.down(in), window.across(in));
    } catch (ArithmeticException e) {
      throw new BadInput(
          "layer %d (%s) makes more than 2^31 numbers of an image of shape %s; take fewer channels or a stride"
              .formatted(s + 1, layer.label(), in),
          e);
    }
  }

  /**
   * Whether the outputs of layer s take the place of its inputs. Behind a max-pool they do not:
   * what was largest is told from the pool's own outputs.
   */
  static boolean overwrites(List<Layer> layers, int s) {
    return layers.get(s) instanceof Layer.Activation(Nonlinearity sigma)
        && sigma.keepsSign()
        && !(layers.get(s - 1) instanceof Layer.MaxPool);
  }
}
