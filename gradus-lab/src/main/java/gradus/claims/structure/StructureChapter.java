package gradus.claims.structure;

import gradus.claims.Claim;
import java.util.List;

/** The claims of this chapter. */
public final class StructureChapter {
  private StructureChapter() {}

  /** All that are built, in the order of the catalogue. */
  public static List<Claim> claims() {
    return List.of(
        new EulerByLayer(),
        new NormDerivative(),
        new NoCurvatureAlongLayer(),
        new ComplexityScales(),
        new SphereProjector());
  }
}
