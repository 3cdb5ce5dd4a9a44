package gradus.claims;

/**
 * Where a statement stands.
 *
 * @param document the document
 * @param place the place in it, in the document's own numbers, such as {@code Lemma 1}
 */
public record Source(Document document, String place) {
  /** A place in a document. */
  public static Source of(Document document, String place) {
    return new Source(document, place);
  }

  @Override
  public String toString() {
    return place.isEmpty() ? document.key() : document.key() + ", " + place;
  }
}
