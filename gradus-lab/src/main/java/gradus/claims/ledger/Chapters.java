package gradus.claims.ledger;

import gradus.claims.Claim;
import gradus.claims.curvature.CurvatureChapter;
import gradus.claims.dynamics.DynamicsChapter;
import gradus.claims.kernel.KernelChapter;
import gradus.claims.linear.LinearChapter;
import gradus.claims.margin.MarginChapter;
import gradus.claims.structure.StructureChapter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one list of all claims that are built. */
public final class Chapters {
  private Chapters() {}

  /** All claims, chapter by chapter. */
  public static List<Claim> all() {
    return Stream.of(
            StructureChapter.claims(),
            DynamicsChapter.claims(),
            LinearChapter.claims(),
            CurvatureChapter.claims(),
            KernelChapter.claims(),
            MarginChapter.claims())
        .flatMap(List::stream)
        .toList();
  }

  /** The claims that answer for an id; several where the documents state two things under one. */
  public static List<Claim> of(String id) {
    return all().stream().filter(claim -> claim.ids().contains(id)).toList();
  }

  /** The verdict expected of the first claim that answers for an id; empty where none is built. */
  public static Optional<Claim> first(String id) {
    return of(id).stream().findFirst();
  }
}
