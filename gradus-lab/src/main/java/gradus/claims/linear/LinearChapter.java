package gradus.claims.linear;

import gradus.claims.Claim;
import java.util.List;

/** The claims of this chapter. */
public final class LinearChapter {
  private LinearChapter() {}

  /** All that are built, in the order of the catalogue. */
  public static List<Claim> claims() {
    return List.of(
        new LeastNormByDescent(),
        new StepsAsPenalty(),
        new StochasticRisk(),
        new OnlyFullRank(),
        new TwoLayerDerivatives(),
        new PolynomialGradients(),
        new SineFits(),
        new NullWalk(),
        new StableInterpolants(),
        new RobustIsMargin(),
        new NotTheLargestMargin(),
        new SlowMargin(),
        new LossesKeepNull(),
        new DoubleDescent());
  }
}
