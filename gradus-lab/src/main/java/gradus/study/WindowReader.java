package gradus.study;

import gradus.net.Layer;
import gradus.net.Window;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads layers with a window: {@code conv 16 3x3 stride 2 pad 1}, {@code max-pool 2x2}, {@code
 * average-pool 2x3 stride 1}. Strides and paddings are one number, or two as {@code 1x2}, rows
 * first.
 */
final class WindowReader {
  private static final int MAX_SIDE = 10_000;
  private static final Pattern NAME = Pattern.compile("(conv|max-pool|average-pool)\\b(?!-)(.*)");
  private static final Pattern CHANNELS = Pattern.compile("\\s+([0-9]{1,7})(?=\\s|$)(.*)");
  private static final Pattern SIZE = Pattern.compile("\\s+([0-9]{1,5})x([0-9]{1,5})(?=\\s|$)(.*)");
  private static final Pattern STEP =
      Pattern.compile("\\s+(stride|pad)\\s+([0-9]{1,5})(?:x([0-9]{1,5}))?(?=\\s|$)(.*)");

  /**
   * A layer and what of the line comes behind it.
   *
   * @param layer the layer
   * @param rest an activation, or nothing
   */
  record Read(Layer layer, String rest) {}

  private WindowReader() {}

  /** Whether a line begins as one of these. */
  static boolean reads(String text) {
    return NAME.matcher(text).matches();
  }

  static Read read(YamlValue line, String text) {
    Matcher name = NAME.matcher(text);
    if (!name.matches()) {
      throw new IllegalArgumentException(text);
    }
    boolean conv = name.group(1).equals("conv");
    String rest = name.group(2);
    int channels = 0;
    if (conv) {
      Matcher number = CHANNELS.matcher(rest);
      if (!number.matches()) {
        throw expected(line, text, conv);
      }
      channels = Integer.parseInt(number.group(1));
      if (channels < 1 || channels > LayerReader.MAX_UNITS) {
        throw expected(line, text, conv);
      }
      rest = number.group(2);
    }
    Matcher size = SIZE.matcher(rest);
    if (!size.matches()) {
      throw expected(line, text, conv);
    }
    int height = side(line, text, size.group(1));
    int width = side(line, text, size.group(2));
    rest = size.group(3);
    try {
      Window window = conv ? Window.of(height, width) : Window.tiles(height, width);
      for (Matcher step = STEP.matcher(rest); step.matches(); step = STEP.matcher(rest)) {
        int down = side(line, text, step.group(2));
        int across = step.group(3) == null ? down : side(line, text, step.group(3));
        boolean stride = step.group(1).equals("stride");
        window = stride ? window.stride(down, across) : window.pad(down, across);
        rest = step.group(4);
      }
      Layer layer =
          switch (name.group(1)) {
            case "conv" -> new Layer.Convolution(channels, window);
            case "max-pool" -> new Layer.MaxPool(window);
            default -> new Layer.AveragePool(window);
          };
      if (!conv && !rest.isBlank()) {
        throw expected(line, text, conv);
      }
      return new Read(layer, rest.strip());
    } catch (IllegalArgumentException e) {
      throw line.error(e.getMessage() + ", in '" + text + "'");
    }
  }

  private static int side(YamlValue line, String text, String number) {
    int n = Integer.parseInt(number);
    if (n > MAX_SIDE) {
      throw line.error("'%s': a size goes to %,d".formatted(text, MAX_SIDE));
    }
    return n;
  }

  private static RuntimeException expected(YamlValue line, String text, boolean conv) {
    return line.error(
        conv
            ? "a convolution is written conv CHANNELS HxW, as conv 16 3x3 stride 2 pad 1 relu; '%s' came"
                .formatted(text)
            : "a pool is written with the size of its window, as max-pool 2x2 or average-pool 3x3 stride 2; '%s' came"
                .formatted(text));
  }
}
