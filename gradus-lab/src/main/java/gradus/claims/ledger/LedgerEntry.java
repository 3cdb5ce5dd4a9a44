package gradus.claims.ledger;

import gradus.claims.Catalogue;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.figure.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim that was run.
 *
 * @param claim what was claimed
 * @param judgement what was measured
 * @param seconds the wall time it took
 */
public record LedgerEntry(Claim claim, Judgement judgement, double seconds) {
  /** Whether the verdict is the one that the mathematics demands. */
  public boolean asExpected() {
    return judgement.verdict() == claim.expected();
  }

  /** The verdict. */
  public Verdict verdict() {
    return judgement.verdict();
  }

  /** The figures under ids that no other claim has. */
  public List<Figure> figures() {
    String prefix = Catalogue.fileName(claim.id());
    return judgement.figures().stream()
        .map(
            f ->
                new Figure(
                    prefix + "-" + f.id(),
                    f.title(),
                    f.caption(),
                    f.x(),
                    f.y(),
                    f.series(),
                    f.bands(),
                    f.marks()))
        .toList();
  }

  /** Where the counterexample's study is kept, relative to the ledger. */
  public Optional<String> counterexamplePath() {
    return judgement
        .counterexample()
        .map(e -> "%s/%s".formatted(counterexampleDirectory(), Counterexample.STUDY));
  }

  /** The directory of the counterexample, relative to the ledger. */
  String counterexampleDirectory() {
    return "counterexamples/" + Catalogue.fileName(claim.id());
  }

  /** The entry as it stands in {@code ledger.json}. */
  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", claim.id());
    json.put("also", claim.also());
    json.put("source", claim.source().toString());
    json.put("statement", claim.statement());
    json.put("verdict", verdict().name());
    json.put("expected", claim.expected().name());
    Optional<Evidence> deciding = judgement.deciding();
    json.put("measured", number(deciding.map(Evidence::measured)));
    json.put("predicted", number(deciding.map(Evidence::predicted)));
    json.put("tolerance", number(deciding.map(Evidence::tolerance)));
    json.put("evidence", judgement.evidence().stream().map(LedgerEntry::evidence).toList());
    judgement.correction().ifPresent(text -> json.put("correction", text));
    counterexamplePath().ifPresent(path -> json.put("counterexample", path));
    judgement.counterexample().ifPresent(e -> json.put("counterexampleShows", e.words()));
    judgement.error().ifPresent(text -> json.put("error", text));
    json.put("notes", judgement.notes());
    json.put("seconds", seconds);
    json.put("figures", figures().stream().map(f -> "figures/" + f.id() + ".svg").toList());
    return json;
  }

  private static Map<String, @Nullable Object> evidence(Evidence e) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("about", e.about().name());
    json.put("what", e.what());
    json.put("measured", number(Optional.of(e.measured())));
    json.put("relation", e.relation().sign());
    json.put("predicted", e.predicted());
    json.put("tolerance", e.tolerance());
    json.put("within", e.within());
    return json;
  }

  /** JSON has no NaN and no infinity; both become null. */
  private static @Nullable Double number(Optional<Double> value) {
    return value.filter(Double::isFinite).orElse(null);
  }
}
