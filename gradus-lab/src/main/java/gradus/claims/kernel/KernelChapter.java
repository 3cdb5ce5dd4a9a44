package gradus.claims.kernel;

import gradus.claims.Claim;
import java.util.List;

/** The claims of this chapter. */
public final class KernelChapter {
  private KernelChapter() {}

  /** All that are built, in the order of the catalogue. */
  public static List<Claim> claims() {
    return List.of(
        new KernelLimit(),
        new ParallelInputs(),
        new ResidualsDecay(),
        new MarginByDuality(),
        new MarginOfXor(),
        new GapOfMargins(),
        new MovementBound(),
        new NarrowNetworks(),
        new SampledSeparator(),
        new LazyTraining(),
        new NearTheInitialWeights(),
        new SamplesNeeded(),
        new FourParts(),
        new DepthAndMargin(),
        new FiniteAgainstInfinite(),
        new FeaturesInTraining());
  }
}
