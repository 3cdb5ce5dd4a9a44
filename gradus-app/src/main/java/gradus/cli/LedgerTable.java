package gradus.cli;

import gradus.claims.Catalogue;
import gradus.claims.Claim;
import gradus.claims.Evidence;
import gradus.claims.Verdict;
import gradus.claims.ledger.Chapters;
import gradus.claims.ledger.Ledger;
import gradus.claims.ledger.LedgerEntry;
import java.util.Locale;
import java.util.Optional;

/** The ledger as text, one line for each claim. */
final class LedgerTable {
  private static final String LINE = "%-12s %-17s %12s %2s %-12s %-10s%n";

  private LedgerTable() {}

  /** The verdicts with the number that decided each, and how many there are of each. */
  static String of(Ledger ledger) {
    StringBuilder text =
        new StringBuilder(
            LINE.formatted("claim", "verdict", "measured", "", "predicted", "tolerance"));
    ledger.entries().forEach(entry -> text.append(line(entry).stripTrailing()).append('\n'));
    text.append('\n').append(ledger.entries().size()).append(" claims:");
    for (Verdict verdict : Verdict.values()) {
      long count = ledger.entries().stream().filter(e -> e.verdict() == verdict).count();
      if (count > 0) {
        text.append(' ').append(count).append(' ').append(verdict.words()).append(';');
      }
    }
    return text.append(' ')
        .append(
            ledger.unexpected().isEmpty()
                ? "all as the mathematics demands"
                : ledger.unexpected().size() + " not as the mathematics demands")
        .append('\n')
        .toString();
  }

  private static String line(LedgerEntry entry) {
    Optional<Evidence> deciding = entry.judgement().deciding();
    return LINE.formatted(
        entry.claim().id(),
        entry.verdict().words(),
        deciding.map(e -> number(e.measured())).orElse("-"),
        deciding
            .map(e -> e.within() ? e.relation().sign() : "not " + e.relation().sign())
            .orElse(""),
        deciding.map(e -> number(e.predicted())).orElse("-"),
        deciding.map(e -> number(e.tolerance())).orElse("-"));
  }

  /** All ids of the catalogue, one line each. */
  static String list() {
    Catalogue catalogue = Catalogue.standard();
    StringBuilder text = new StringBuilder();
    for (String id : catalogue.ids()) {
      Optional<Claim> claim = Chapters.first(id);
      text.append(
          "%-12s %-17s %s%n"
              .formatted(
                  id,
                  claim.map(c -> c.expected().words()).orElse("(not built)"),
                  catalogue.entry(id).statement()));
    }
    return text.toString().stripTrailing();
  }

  private static String number(double v) {
    return String.format(Locale.ROOT, "%.5g", v);
  }
}
