package gradus.claims.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import gradus.claims.Budget;
import gradus.claims.Catalogue;
import gradus.claims.CatalogueEntry;
import gradus.claims.Claim;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Claims that were run, with what they were run with.
 *
 * @param budget how much work each could make
 * @param seed what all randomness derives from
 * @param entries in the order of the chapters
 */
public record Ledger(Budget budget, Seed seed, List<LedgerEntry> entries) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the list. */
  public Ledger {
    entries = List.copyOf(entries);
  }

  /** The entries whose verdict is not the expected one. */
  public List<LedgerEntry> unexpected() {
    return entries.stream().filter(entry -> !entry.asExpected()).toList();
  }

  /** The ledger as JSON: a list with one object for each claim that was run. */
  public String json() {
    return text(entries.stream().map(LedgerEntry::toJson).toList());
  }

  /** Every id of the catalogue as JSON, with what is claimed and whether it is built. */
  public static String listJson() {
    Catalogue catalogue = Catalogue.standard();
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (String id : catalogue.ids()) {
      CatalogueEntry entry = catalogue.entry(id);
      Optional<Claim> claim = Chapters.first(id);
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("source", claim.map(Claim::source).orElse(entry.source()).toString());
      json.put("statement", claim.map(Claim::statement).orElse(entry.statement()));
      json.put("room", entry.room());
      json.put("built", claim.isPresent());
      json.put("expected", claim.map(c -> c.expected().name()).orElse(null));
      list.add(json);
    }
    return text(list);
  }

  private static String text(List<Map<String, @Nullable Object>> list) {
    try {
      return JSON.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values can be written", e);
    }
  }
}
