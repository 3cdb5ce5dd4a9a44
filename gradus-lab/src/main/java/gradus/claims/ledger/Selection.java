package gradus.claims.ledger;

import gradus.claims.Catalogue;
import gradus.claims.Claim;
import gradus.num.BadInput;
import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which claims a user asked for. */
public final class Selection {
  private Selection() {}

  /**
   * The claims of these ids, in the order of the chapters; all where no id is given. Capitals do
   * not matter, and Greek letters may be spelled out.
   *
   * @throws BadInput if an id is unknown, or is one of a claim that is not built
   */
  public static List<Claim> of(List<String> asked) {
    if (asked.isEmpty()) {
      return Chapters.all();
    }
    Set<String> ids = Catalogue.standard().ids();
    Set<Claim> chosen = new LinkedHashSet<>();
    for (String word : asked) {
      List<Claim> claims = Chapters.of(id(word, ids));
      if (claims.isEmpty()) {
        throw new BadInput(
            "claim %s is in the catalogue but not built yet; --list shows which are"
                .formatted(id(word, ids)));
      }
      chosen.addAll(claims);
    }
    return new ArrayList<>(Chapters.all().stream().filter(chosen::contains).toList());
  }

  private static String id(String word, Set<String> ids) {
    if (ids.contains(word)) {
      return word;
    }
    return ids.stream()
        .filter(id -> Catalogue.fileName(id).equals(Catalogue.fileName(word)))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown claim '%s'%s; --list shows all %d"
                        .formatted(word, Suggestion.didYouMean(word, ids), ids.size())));
  }
}
