package gradus.report;

import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.ledger.LedgerEntry;
import gradus.figure.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The section of one claim: what it says, what came of it, and the numbers. */
final class ClaimSection {
  private ClaimSection() {}

  static Section of(LedgerEntry entry, Path directory) {
    Claim claim = entry.claim();
    Judgement judgement = entry.judgement();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Badged(tone(entry), entry.verdict().words(), place(entry)));
    blocks.add(new Block.Prose(claim.statement()));
    if (!claim.formula().isEmpty()) {
      blocks.add(new Block.Formula(claim.formula()));
    }
    if (!claim.assumptions().isEmpty()) {
      blocks.add(new Block.Prose("Assumed: " + sentence(claim.assumptions())));
    }
    judgement
        .error()
        .ifPresent(text -> blocks.add(new Block.Callout(Tone.FAILURE, "Nothing measured", text)));
    judgement
        .correction()
        .ifPresent(text -> blocks.add(new Block.Callout(Tone.NOTE, "Correction", text)));
    if (!judgement.evidence().isEmpty()) {
      blocks.add(numbers(judgement.evidence()));
    }
    judgement
        .counterexample()
        .ifPresent(
            example -> {
              blocks.add(new Block.Callout(Tone.NOTE, "Counterexample", example.words()));
              blocks.add(
                  new Block.Code(
                      "Run it again by `gradus study %s`"
                          .formatted(directory.resolve(entry.counterexamplePath().orElseThrow())),
                      "yaml",
                      example.files().getOrDefault(Counterexample.STUDY, "")));
            });
    List<Figure> figures = entry.figures();
    if (figures.size() == 1) {
      blocks.add(new Block.Chart(figures.getFirst()));
    } else if (!figures.isEmpty()) {
      blocks.add(new Block.Grid(figures));
    }
    judgement.notes().forEach(note -> blocks.add(new Block.Prose(note)));
    return new Section(claim.id(), blocks);
  }

  /** The verdict as a coloured word. */
  static Cell badge(LedgerEntry entry) {
    return Cell.badge(tone(entry), entry.verdict().words());
  }

  private static Tone tone(LedgerEntry entry) {
    if (!entry.asExpected()) {
      return Tone.FAILURE;
    }
    return switch (entry.verdict()) {
      case HOLDS, HOLDS_CORRECTED -> Tone.GOOD;
      case FAILS -> Tone.WARNING;
      case HYPOTHESIS_UNMET, INCONCLUSIVE -> Tone.NOTE;
    };
  }

  private static String place(LedgerEntry entry) {
    Verdict expected = entry.claim().expected();
    return "%s%s%s"
        .formatted(
            entry.claim().source(),
            entry.claim().also().isEmpty()
                ? ""
                : "; also " + String.join(", ", entry.claim().also()),
            entry.asExpected()
                ? ", as the mathematics demands"
                : "; the mathematics demands: " + expected.words());
  }

  private static Block numbers(List<Evidence> evidence) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Evidence e : evidence) {
      rows.add(
          List.of(
              Cell.of(e.what()),
              Cell.of(e.measured()),
              Cell.of(e.relation().sign()),
              Cell.of(e.predicted()),
              Cell.of(e.tolerance()),
              Cell.of(about(e.about())),
              Cell.badge(e.within() ? Tone.GOOD : Tone.WARNING, e.within() ? "within" : "out")));
    }
    return new Block.Table(
        "",
        List.of(
            Column.words("What"),
            Column.numbers("Measured"),
            Column.words(""),
            Column.numbers("Predicted"),
            Column.numbers("Tolerance"),
            Column.words("About"),
            Column.words("")),
        rows);
  }

  private static String about(Evidence.About about) {
    return switch (about) {
      case HYPOTHESIS -> "assumption";
      case PRINTED -> "as printed";
      case CORRECTED -> "as corrected";
    };
  }

  /** One sentence of several phrases, whether or not a phrase ends in a full stop of its own. */
  private static String sentence(List<String> phrases) {
    return phrases.stream()
        .map(phrase -> phrase.endsWith(".") ? phrase.substring(0, phrase.length() - 1) : phrase)
        .collect(Collectors.joining("; ", "", "."));
  }
}
