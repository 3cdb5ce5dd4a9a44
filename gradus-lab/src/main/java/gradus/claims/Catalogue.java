package gradus.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every statement of the documents that is to be judged, built or not. Ids never change.
 *
 * @param entries in the order of the chapters
 */
public record Catalogue(List<CatalogueEntry> entries) {
  private static final String RESOURCE = "/gradus/claims/catalogue.json";
  private static final Map<String, String> SPELLED =
      Map.of("λ", "lambda", "γ", "gamma", "ψ", "psi", "∞", "inf", "§", "s");

  /** Copies the list. */
  public Catalogue {
    entries = List.copyOf(entries);
  }

  /** The catalogue that comes with the laboratory. */
  public static Catalogue standard() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the installation is incomplete: no " + RESOURCE);
      }
      List<CatalogueEntry> entries = new ArrayList<>();
      for (JsonNode row : new ObjectMapper().readTree(in)) {
        List<String> also = new ArrayList<>();
        row.path("also").forEach(id -> also.add(id.asText()));
        Source source =
            Source.of(Document.of(row.path("document").asText()), row.path("place").asText());
        entries.add(
            new CatalogueEntry(
                row.path("id").asText(),
                also,
                source,
                row.path("room").asText(),
                row.path("statement").asText()));
      }
      return new Catalogue(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All ids, each once, in order. */
  public Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    entries.forEach(entry -> ids.addAll(entry.ids()));
    return ids;
  }

  /** The first row that has an id. */
  public CatalogueEntry entry(String id) {
    return entries.stream()
        .filter(entry -> entry.ids().contains(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row of the catalogue has id " + id));
  }

  /** An id in the letters of file names: Greek spelled out, anything else that is odd a dash. */
  public static String fileName(String id) {
    String name = id;
    for (Map.Entry<String, String> letter : SPELLED.entrySet()) {
      name = name.replace(letter.getKey(), letter.getValue());
    }
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("-+$", "");
  }
}
