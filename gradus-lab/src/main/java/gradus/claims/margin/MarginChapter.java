package gradus.claims.margin;

import gradus.claims.Claim;
import java.util.List;

/** The claims of this chapter. */
public final class MarginChapter {
  private MarginChapter() {}

  /** All that are built, in the order of the catalogue. */
  public static List<Claim> claims() {
    return List.of(
        new SmoothedMargin(),
        new SlowDirections(),
        new AggressiveSteps(),
        new DualDescent(),
        new SeparableParts(),
        new DirectionsConverge(),
        new GradientsAlign(),
        new DeepLinearMargin(),
        new GlobalReluMargin(),
        new MarginRates(),
        new TestErrorOfDescent(),
        new WhichMargin(),
        new RotationsCommute(),
        new ConvolutionWins(),
        new SmoothedGrowth(),
        new SmoothObjectives(),
        new SteepestDescent(),
        new PolynomialTails(),
        new DualConverges(),
        new AdaptiveMethods());
  }
}
