package gradus.net;

import gradus.num.BadInput;
import java.util.List;

/**
 * The shape of one example, or of what a layer makes of it: a plain vector, or an image, whose
 * entry (c, y, x) is coordinate (c height + y) width + x.
 *
 * @param channels the number of channels; of a plain vector, its dimension
 * @param height rows of an image, 1 for a sequence and for a plain vector
 * @param width columns of an image, 1 for a plain vector
 * @param image whether there are places for a window to slide over
 */
public record Shape(int channels, int height, int width, boolean image) {
  /** Checks the sizes. */
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a shape needs sizes of at least 1, not [%d, %d, %d]".formatted(channels, height, width));
    }
    Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /** A vector of dimension d. */
  public static Shape plain(int d) {
    return new Shape(d, 1, 1, false);
  }

  /** An image, or a sequence where the height is 1. */
  public static Shape image(int channels, int height, int width) {
    return new Shape(channels, height, width, true);
  }

  /**
   * The shape of a data set: [d], or [channels, height, width].
   *
   * @throws BadInput if it is neither
   */
  public static Shape of(List<Integer> sizes) {
    return switch (sizes.size()) {
      case 1 -> plain(sizes.getFirst());
      case 3 -> image(sizes.get(0), sizes.get(1), sizes.get(2));
      default ->
          throw new BadInput("an example has shape [d] or [channels, height, width], not " + sizes);
    };
  }

  /** The number of coordinates. */
  public int size() {
    return channels * height * width;
  }

  /** The number of places of one channel. */
  public int places() {
    return height * width;
  }

  /** As {@code [3, 32, 32]} or {@code [10]}. */
  @Override
  public String toString() {
    return image ? List.of(channels, height, width).toString() : List.of(channels).toString();
  }
}
