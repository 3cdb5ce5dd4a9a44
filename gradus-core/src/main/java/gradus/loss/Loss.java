package gradus.loss;

import gradus.num.BadInput;
import java.util.List;
import java.util.OptionalDouble;

/** A loss ℓ(y, f) per example; the risk is its mean. */
public sealed interface Loss permits Exponential, Logistic, Hinge, Square, CrossEntropy {
  /** The name a user types. */
  String label();

  /** How the loss ends. */
  Tail tail();

  /** Whether the loss can compare these targets with this many outputs. */
  boolean fits(Targets targets, int outputs);

  /** Reads scores f (outputs x stride) into logRisk, logScale, u and q. */
  void read(double[] f, Readout at);

  /**
   * du ← exp(-logScale) ∂²R̂/∂f² df at the scores of the last {@link #read}: the derivative of u's
   * unscaled vector along df, for the examples {@code from} up to {@code to}.
   */
  void bend(double[] f, double[] df, double[] du, Readout at, int from, int to);

  /**
   * ℓ⁻¹(Σ_n ℓ(z_n)) from log Σ_n ℓ(z_n): the smoothed margin ψ, which lies within log n below the
   * least margin (ji2020, equation 8). Empty for losses without an exponential tail.
   */
  default OptionalDouble smoothedMargin(double logSum) {
    return OptionalDouble.empty();
  }

  /** All losses. */
  static List<Loss> all() {
    return List.of(
        new Exponential(), new Logistic(), new Square(), new Hinge(), new CrossEntropy());
  }

  /** The loss of a name. */
  static Loss named(String label) {
    return all().stream()
        .filter(loss -> loss.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown loss '%s'; there are %s"
                        .formatted(label, all().stream().map(Loss::label).toList())));
  }
}
