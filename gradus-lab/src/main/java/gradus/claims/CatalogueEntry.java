package gradus.claims;

import java.util.List;
import java.util.stream.Stream;

/**
 * One row of the catalogue: a statement that is built, or waits to be.
 *
 * @param id its permanent id
 * @param also further ids under which the documents state the same
 * @param source where it stands
 * @param room the chapter of the laboratory that it belongs to
 * @param statement what is claimed, in a line
 */
public record CatalogueEntry(
    String id, List<String> also, Source source, String room, String statement) {
  /** Copies the list. */
  public CatalogueEntry {
    also = List.copyOf(also);
  }

  /** All its ids, its own first. */
  public List<String> ids() {
    return Stream.concat(Stream.of(id), also.stream()).toList();
  }
}
