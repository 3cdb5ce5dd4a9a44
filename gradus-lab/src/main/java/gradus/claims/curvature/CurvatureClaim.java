package gradus.claims.curvature;

import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Source;

/** What claims of this chapter have in common: they stand in poggio2018 or its successor. */
interface CurvatureClaim extends Claim {
  /** The place in the document. */
  String place();

  @Override
  default Source source() {
    return Source.of(id().startsWith("A") ? Document.POGGIO2018B : Document.POGGIO2018, place());
  }
}
