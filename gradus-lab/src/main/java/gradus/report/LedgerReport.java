package gradus.report;

import gradus.claims.Document;
import gradus.claims.ledger.Ledger;
import gradus.claims.ledger.LedgerEntry;
import gradus.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pages of a ledger: {@code index.html}, one {@code report-<document>.html} for each document
 * with claims that were run, and, in {@code figures/}, each figure as SVG and PNG.
 */
public final class LedgerReport {
  /**
   * What was written.
   *
   * @param page the page to begin with
   * @param remark why figures were left out, if they were
   */
  public record Written(Path page, Optional<String> remark) {}

  private LedgerReport() {}

  /**
   * Renders a ledger into its directory.
   *
   * @param version of the program, for the footer
   * @throws IOException if a file cannot be written; earlier ones stay as they were
   */
  public static Written write(Ledger ledger, Path directory, String version) throws IOException {
    LedgerPages pages = new LedgerPages(ledger, directory, version);
    for (Document document : documents(ledger)) {
      HtmlReport.write(pages.of(document), directory.resolve(LedgerPages.file(document)));
    }
    Path index = directory.resolve("index.html");
    HtmlReport.write(pages.index(), index);
    Path figures = Files.createDirectories(directory.resolve("figures"));
    try {
      for (LedgerEntry entry : ledger.entries()) {
        for (Figure figure : entry.figures()) {
          StaticFigure.writeSvg(figure, figures.resolve(figure.id() + ".svg"));
          StaticFigure.writePng(figure, figures.resolve(figure.id() + ".png"));
        }
      }
    } catch (FontsMissing e) {
      return new Written(index, Optional.ofNullable(e.getMessage()));
    }
    return new Written(index, Optional.empty());
  }

  /** The documents of which claims were run. */
  static List<Document> documents(Ledger ledger) {
    return Stream.of(Document.values())
        .filter(d -> ledger.entries().stream().anyMatch(e -> e.claim().source().document() == d))
        .toList();
  }
}
