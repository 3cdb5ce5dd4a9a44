package gradus.cli;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.kernel.NtkMargin;
import gradus.num.Seed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the NTK margin is found where arcs are not exact. */
final class DrawnOptions {
  private static final int MOST_PAIRS = 8_000_000;
  private static final int USUAL = 4_000;
  private static final int EXACT_DIMENSION = 2;

  @Option(
      names = "--directions",
      paramLabel = "M",
      description =
          "How many directions are drawn (default: up to 4000). Without it, inputs of dimension 1"
              + " or 2 are treated exactly.")
  private @Nullable Integer directions;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      description = "The confidence of the interval (default: 0.95).")
  private double confidence = 0.95;

  /** The margin of examples labelled ±1. */
  NtkMargin margin(Dataset examples, Seed seed) {
    double[] y = ((Labels.Signs) examples.labels()).y();
    if (directions == null && examples.dimension() <= EXACT_DIMENSION) {
      return NtkMargin.exact(examples.inputs(), y);
    }
    int m =
        directions == null
            ? Math.max(100, Math.min(USUAL, MOST_PAIRS / examples.size()))
            : directions;
    return NtkMargin.drawn(examples.inputs(), y, m, confidence, seed.child("ntk-margin"));
  }
}
