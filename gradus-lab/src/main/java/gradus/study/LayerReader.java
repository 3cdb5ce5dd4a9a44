package gradus.study;

import gradus.net.Layer;
import gradus.net.Nonlinearity;
import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of a network: {@code dense 50 relu}, {@code dense 1}, {@code leaky-relu(0.1)}.
 *
 * <p>A line is a layer with weights, with or without the activation that follows it, or a layer
 * without weights.
 */
final class LayerReader {
  /** How one writes each kind of layer; the words of every error message here. */
  static final List<String> FORMS =
      List.of(
          "dense UNITS",
          "conv CHANNELS HxW stride S pad P",
          "max-pool HxW stride S",
          "average-pool HxW stride S",
          "global-average-pool",
          "relu",
          "leaky-relu(SLOPE)",
          "relu^POWER",
          "linear",
          "tanh",
          "softplus",
          "erf",
          "polynomial(C0, C1, ...)",
          "batch-norm(EPSILON)");

  /** More units than any network needs. */
  static final int MAX_UNITS = 1_000_000;

  private static final Pattern DENSE = Pattern.compile("dense(?:\\s+(\\S+))?(?:\\s+(.+))?");
  private static final Pattern CALL = Pattern.compile("([a-z-]+)\\s*\\(([^()]*)\\)");
  private static final Pattern BATCH_NORM = Pattern.compile("batch-norm(?:\\s*\\(([^(),]*)\\))?");
  private static final Pattern POWER = Pattern.compile("relu\\s*\\^\\s*([0-9]{1,2})");

  private LayerReader() {}

  /** The layers of a list of lines. */
  static List<Layer> read(YamlValue lines) {
    List<Layer> layers = new ArrayList<>();
    for (YamlValue line : lines.list("layers, as [dense 50 relu, dense 1]")) {
      read(line, layers);
    }
    boolean weighted =
        !layers.isEmpty()
            && (layers.getFirst() instanceof Layer.Dense
                || layers.getFirst() instanceof Layer.Convolution);
    if (!weighted) {
      throw lines.error(
          "a network must begin with a dense layer or a convolution, as [dense 50 relu, dense 1]");
    }
    return List.copyOf(layers);
  }

  private static void read(YamlValue line, List<Layer> layers) {
    String text = line.text().strip().toLowerCase(Locale.ROOT);
    if (WindowReader.reads(text)) {
      WindowReader.Read read = WindowReader.read(line, text);
      layers.add(read.layer());
      if (!read.rest().isEmpty()) {
        layers.add(behind(line, read.rest()));
      }
      return;
    }
    Matcher dense = DENSE.matcher(text);
    if (!dense.matches()) {
      layers.add(behind(line, text));
      return;
    }
    layers.add(new Layer.Dense(units(line, dense.group(1))));
    if (dense.group(2) != null) {
      layers.add(behind(line, dense.group(2).strip()));
    }
  }

  /** A layer without weights of its own. */
  private static Layer behind(YamlValue line, String text) {
    if (text.equals("global-average-pool")) {
      return new Layer.GlobalAveragePool();
    }
    Matcher batchNorm = BATCH_NORM.matcher(text);
    if (!batchNorm.matches()) {
      return new Layer.Activation(nonlinearity(line, text));
    }
    try {
      String epsilon = batchNorm.group(1);
      return new Layer.BatchNorm(epsilon == null ? 0 : numbers(line, epsilon)[0]);
    } catch (IllegalArgumentException e) {
      throw line.error(String.valueOf(e.getMessage()));
    }
  }

  private static int units(YamlValue line, String units) {
    if (units != null && units.matches("[0-9]{1,7}")) {
      int n = Integer.parseInt(units);
      if (n >= 1 && n <= MAX_UNITS) {
        return n;
      }
    }
    throw line.error(
        "a dense layer needs its number of units, a whole number from 1 to %d, as dense 50; '%s' came"
            .formatted(MAX_UNITS, units == null ? "" : units));
  }

  private static Nonlinearity nonlinearity(YamlValue line, String text) {
    Matcher power = POWER.matcher(text);
    if (power.matches()) {
      int k = Integer.parseInt(power.group(1));
      if (k < 1) {
        throw line.error("relu^k needs a power of at least 1, but '" + text + "' came");
      }
      return Nonlinearity.reluPower(k);
    }
    Matcher call = CALL.matcher(text);
    if (call.matches()) {
      return withArguments(line, text, call.group(1), numbers(line, call.group(2)));
    }
    return switch (text) {
      case "relu" -> Nonlinearity.relu();
      case "linear" -> Nonlinearity.linear();
      case "tanh" -> Nonlinearity.tanh();
      case "softplus" -> Nonlinearity.softplus();
      case "erf" -> Nonlinearity.erf();
      default -> throw unknown(line, text);
    };
  }

  private static Nonlinearity withArguments(
      YamlValue line, String text, String name, double[] arguments) {
    try {
      return switch (name) {
        case "leaky-relu" -> {
          if (arguments.length != 1) {
            throw line.error("leaky-relu needs one slope, as leaky-relu(0.1)");
          }
          yield Nonlinearity.leakyRelu(arguments[0]);
        }
        case "polynomial" -> Nonlinearity.polynomial(arguments);
        default -> throw unknown(line, text);
      };
    } catch (IllegalArgumentException e) {
      throw line.error(String.valueOf(e.getMessage()));
    }
  }

  private static double[] numbers(YamlValue line, String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .map(
            word ->
                new YamlValue(new YamlNode.Scalar(word, true, line.node().place()), line.path()))
        .mapToDouble(YamlValue::number)
        .toArray();
  }

  private static RuntimeException unknown(YamlValue line, String text) {
    String word = text.split("[\\s(^]+", 2)[0];
    List<String> words = FORMS.stream().map(form -> form.split("[\\s(^]+", 2)[0]).toList();
    return line.error(
        "'%s' is not available in this version%s; available: %s"
            .formatted(text, Suggestion.didYouMean(word, words), String.join(", ", FORMS)));
  }
}
