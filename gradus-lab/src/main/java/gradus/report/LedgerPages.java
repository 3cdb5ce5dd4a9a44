package gradus.report;

import gradus.claims.Catalogue;
import gradus.claims.CatalogueEntry;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Verdict;
import gradus.claims.ledger.Chapters;
import gradus.claims.ledger.Ledger;
import gradus.claims.ledger.LedgerEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of a ledger as data. */
final class LedgerPages {
  private final Ledger ledger;
  private final Path directory;
  private final String footer;

  LedgerPages(Ledger ledger, Path directory, String version) {
    this.ledger = ledger;
    this.directory = directory;
    this.footer =
        "Gradus %s · preset %s, seed %d"
            .formatted(version, ledger.budget().label(), ledger.seed().value());
  }

  /** The file of a document's page. */
  static String file(Document document) {
    return "report-" + document.key() + ".html";
  }

  /** What was claimed and what came of it, one line each, over all documents. */
  Page index() {
    List<Section> sections = new ArrayList<>();
    if (!ledger.unexpected().isEmpty()) {
      sections.add(new Section("Not as expected", warnings()));
    }
    for (Document document : LedgerReport.documents(ledger)) {
      sections.add(
          Section.of(document.title(), new Block.Prose(document.reference()), overview(document)));
    }
    sections.add(
        Section.of(
            "Not built",
            new Block.Prose("Statements of the catalogue that nothing checks yet."),
            unbuilt(List.of(Document.values()))));
    return new Page(
        "Ledger",
        "What is claimed, and what came of it",
        "%d of %d statements are built, %d were run"
            .formatted(
                Catalogue.standard().entries().size() - unbuiltOf(Document.values()).size(),
                Catalogue.standard().entries().size(),
                ledger.entries().size()),
        lead(),
        tiles(ledger.entries()),
        sections,
        footer);
  }

  /** The claims of one document that were run, one section each. */
  Page of(Document document) {
    List<Section> sections = new ArrayList<>();
    for (LedgerEntry entry : entries(document)) {
      sections.add(ClaimSection.of(entry, directory));
    }
    sections.add(
        Section.of(
            "Not built",
            new Block.Prose("Statements of this document that nothing checks yet."),
            unbuilt(List.of(document))));
    return new Page(
        "Ledger",
        document.title(),
        document.reference(),
        lead(),
        tiles(entries(document)),
        sections,
        footer);
  }

  private List<LedgerEntry> entries(Document document) {
    return ledger.entries().stream()
        .filter(entry -> entry.claim().source().document() == document)
        .toList();
  }

  private static String lead() {
    return "Each statement was run and measured. It **holds** if every number is within its"
        + " tolerance; it **holds, corrected** if that is so after a named slip of print is put"
        + " right; it **fails** if a counterexample is shown, which one command runs again.";
  }

  private static List<Tile> tiles(List<LedgerEntry> entries) {
    List<Tile> tiles = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = entries.stream().filter(entry -> entry.verdict() == verdict).count();
      if (count > 0) {
        tiles.add(new Tile(verdict.words(), Long.toString(count), ""));
      }
    }
    long off = entries.stream().filter(entry -> !entry.asExpected()).count();
    tiles.add(new Tile("not as expected", Long.toString(off), off == 0 ? "none" : "see below"));
    return tiles;
  }

  private List<Block> warnings() {
    return ledger.unexpected().stream()
        .map(
            entry ->
                (Block)
                    new Block.Callout(
                        Tone.WARNING,
                        entry.claim().id(),
                        "%s, but the mathematics demands: %s. %s"
                            .formatted(
                                entry.verdict().words(),
                                entry.claim().expected().words(),
                                entry.judgement().error().orElse(""))))
        .toList();
  }

  private Block overview(Document document) {
    List<LedgerEntry> entries = entries(document);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      LedgerEntry entry = entries.get(i);
      rows.add(
          List.of(
              new Cell.Link(entry.claim().id(), file(document) + "#s" + (i + 1)),
              Cell.of(entry.claim().statement()),
              ClaimSection.badge(entry),
              Cell.of(entry.seconds())));
    }
    return new Block.Table(
        "",
        List.of(
            Column.words("Claim"),
            Column.words("Statement"),
            Column.words("Verdict"),
            Column.numbers("Time", Column.Format.SECONDS)),
        rows);
  }

  private static Block unbuilt(List<Document> documents) {
    List<List<Cell>> rows = new ArrayList<>();
    for (CatalogueEntry entry : unbuiltOf(documents.toArray(Document[]::new))) {
      rows.add(
          List.of(
              Cell.of(String.join(", ", entry.ids())),
              Cell.of(entry.statement()),
              Cell.of(entry.source().toString())));
    }
    return new Block.Table(
        "", List.of(Column.words("Claim"), Column.words("Statement"), Column.words("Place")), rows);
  }

  private static List<CatalogueEntry> unbuiltOf(Document... documents) {
    List<String> built = Chapters.all().stream().map(Claim::ids).flatMap(List::stream).toList();
    return Catalogue.standard().entries().stream()
        .filter(entry -> Stream.of(documents).anyMatch(d -> d == entry.source().document()))
        .filter(entry -> !built.contains(entry.id()))
        .toList();
  }
}
