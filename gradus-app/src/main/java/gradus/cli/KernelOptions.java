package gradus.cli;

import gradus.kernel.NeuralTangent;
import gradus.kernel.Scaling;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.study.NetworkText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which kernel: the network, the layers that are trained, and how layers are scaled. */
final class KernelOptions {
  private static final int MOST_LAYERS = 1_000;

  @Option(
      names = "--depth",
      paramLabel = "L",
      description = "How many hidden ReLU layers (default: 1; 0 is the linear kernel).")
  private @Nullable Integer depth;

  @Option(
      names = "--network",
      paramLabel = "LAYERS",
      description =
          "Another network, written as in a study: \"[dense 1 erf, dense 1]\"; widths do not"
              + " matter.")
  private @Nullable String network;

  @Option(
      names = "--layers",
      paramLabel = "WHICH",
      description =
          "The layers that are trained: all (default), or first for the kernel H-infinity.")
  private String layers = "all";

  @Option(
      names = "--scaling",
      paramLabel = "SCALING",
      description =
          "normalised: an activation keeps variance 1, sqrt(2/m) for ReLU (default with all"
              + " layers); plain: 1/sqrt(m), as H-infinity has it (default with the first).")
  private @Nullable String scaling;

  /** The network on inputs of dimension d. */
  Network network(int d) {
    boolean first = first();
    List<Layer> written = network == null ? relu() : NetworkText.read(network);
    List<Layer> chosen = new ArrayList<>();
    for (Layer layer : written) {
      switch (layer) {
        case Layer.Convolution _, Layer.MaxPool _, Layer.AveragePool _, Layer.GlobalAveragePool _ ->
            throw new BadInput(
                "--network: the kernel of a network with '%s' is not computed yet; take dense layers and activations"
                    .formatted(layer.label()));
        case Layer.Dense _, Layer.Activation _, Layer.BatchNorm _ -> {}
      }
      chosen.add(
          layer instanceof Layer.Dense dense && first
              ? new Layer.Dense(dense.units(), chosen.isEmpty())
              : layer);
    }
    return Network.of(d, chosen);
  }

  private List<Layer> relu() {
    int hidden = depth == null ? 1 : depth;
    if (hidden < 0 || hidden > MOST_LAYERS) {
      throw new BadInput(
          "--depth needs a whole number from 0 to %d, not %d".formatted(MOST_LAYERS, hidden));
    }
    List<Layer> relu = new ArrayList<>();
    for (int k = 0; k < hidden; k++) {
      relu.add(new Layer.Dense(1));
      relu.add(new Layer.Activation(Nonlinearity.relu()));
    }
    relu.add(new Layer.Dense(1));
    return relu;
  }

  private boolean first() {
    if (network != null && depth != null) {
      throw new BadInput("--depth and --network are both given; the network has its own depth");
    }
    return switch (layers.toLowerCase(Locale.ROOT)) {
      case "all" -> false;
      case "first" -> true;
      default -> throw new BadInput("--layers is all or first, not '%s'".formatted(layers));
    };
  }

  /** How layers are scaled. */
  Scaling scaling() {
    if (scaling == null) {
      return first() ? Scaling.PLAIN : Scaling.NORMALISED;
    }
    return switch (scaling.toLowerCase(Locale.ROOT)) {
      case "normalised", "normalized" -> Scaling.NORMALISED;
      case "plain" -> Scaling.PLAIN;
      default ->
          throw new BadInput("--scaling is normalised or plain, not '%s'".formatted(scaling));
    };
  }

  /** The kernels on inputs of dimension d. */
  NeuralTangent kernel(int d) {
    return NeuralTangent.of(network(d), scaling());
  }

  /** What kernel it is, in words. */
  String words(int d) {
    String shown = network == null ? (depth == null ? 1 : depth) + " hidden relu" : network;
    return "%s on %d inputs, %s trained, %s"
        .formatted(
            shown,
            d,
            first() ? "first layer" : "all layers",
            scaling() == Scaling.PLAIN ? "scaled by 1/sqrt(m)" : "variance kept (relu: sqrt(2/m))");
  }
}
