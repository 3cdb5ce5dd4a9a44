package gradus.claims;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.claims.ledger.Chapters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.standard();

  /** ids.txt is the list as it was agreed; an id that is ever given stays in both. */
  @Test
  void ids_areThoseAgreed() throws IOException {
    try (var in = Objects.requireNonNull(CatalogueTest.class.getResourceAsStream("ids.txt"))) {
      List<String> agreed = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(agreed).hasSize(186);
      assertThat(catalogue.ids()).containsExactlyElementsOf(agreed);
    }
  }

  @Test
  void rows_haveTheirOwnIdAndSayWhatAndWhere() {
    assertThat(catalogue.entries())
        .hasSize(139)
        .extracting(CatalogueEntry::id)
        .doesNotHaveDuplicates();
    for (CatalogueEntry entry : catalogue.entries()) {
      assertThat(entry.statement()).as(entry.id()).hasSizeGreaterThan(15);
      assertThat(entry.source().place()).as(entry.id()).isNotEmpty();
      assertThat(entry.id()).startsWith(entry.source().document().letter());
    }
  }

  @Test
  void fileNames_ofAllIds_differ() {
    assertThat(catalogue.ids().stream().map(Catalogue::fileName))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9.-]+"));
  }

  @Test
  void builtClaims_areInTheCatalogueOnce() {
    List<String> own = Chapters.all().stream().map(Claim::id).toList();
    assertThat(own).isNotEmpty().doesNotHaveDuplicates();
    assertThat(catalogue.entries()).extracting(CatalogueEntry::id).containsAll(own);
    for (Claim claim : Chapters.all()) {
      assertThat(claim.also()).as(claim.id()).isEqualTo(catalogue.entry(claim.id()).also());
      assertThat(claim.source().document())
          .as(claim.id())
          .isEqualTo(catalogue.entry(claim.id()).source().document());
    }
  }
}
