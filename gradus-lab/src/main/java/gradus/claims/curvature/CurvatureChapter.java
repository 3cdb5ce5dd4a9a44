package gradus.claims.curvature;

import gradus.claims.Claim;
import java.util.List;

/** The claims of this package. */
public final class CurvatureChapter {
  private CurvatureChapter() {}

  /** All of them, in the order of the documents' sections. */
  public static List<Claim> claims() {
    return List.of(
        new ZeroLossNullity(),
        new NullMoves(),
        new QuadraticValley(),
        new WeightDecay(),
        new ValleyPicture(),
        new SpuriousMinima(),
        new NearTheStart(),
        new AnchoredNorm(),
        new CentreManifold(),
        new SumOfEigenvalues(),
        new OutputGradients(),
        new HiddenNullSpace(),
        new SphericalRobustness(),
        new InfluenceOfData(),
        new StartAndNorm(),
        new MorseBott(),
        new RepeatedKicks(),
        new QuietTraining(),
        new DegenerateSelection(),
        new LangevinRobust());
  }
}
