package gradus.claims.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.claims.Budget;
import gradus.claims.Catalogue;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.num.BadInput;
import gradus.num.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
  @TempDir Path dir;

  /** A claim whose judgement is given. */
  private record Given(String id, Judgement judgement) implements Claim {
    @Override
    public Source source() {
      return Source.of(Document.BANBURSKI2019, "equation 1");
    }

    @Override
    public String statement() {
      return "It is one.";
    }

    @Override
    public Verdict expected() {
      return Verdict.HOLDS;
    }

    @Override
    public Judgement judge(Budget budget, Seed seed) {
      return judgement;
    }
  }

  /** A claim that does something else than judging. */
  private record Odd(String id, Supplier<Judgement> deed) implements Claim {
    @Override
    public Source source() {
      return Source.of(Document.BANBURSKI2019, "equation 5");
    }

    @Override
    public String statement() {
      return "It is odd.";
    }

    @Override
    public Verdict expected() {
      return Verdict.HOLDS;
    }

    @Override
    public Judgement judge(Budget budget, Seed seed) {
      return deed.get();
    }
  }

  private static Judgement noDataToday() {
    throw new IllegalStateException("no data today");
  }

  private static Judgement awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Judgement.of();
  }

  private static final Claim TRUE = new Given("B-E1", Judgement.of(Evidence.near("x", 1, 1, 0)));
  private static final Claim FALSE =
      new Given(
          "B-6λ",
          Judgement.of(Evidence.near("x", 2, 1, 0), Evidence.atMost("y", Double.NaN, 1))
              .refutedBy(Counterexample.study("it is 2", "name: two\n").with("x.csv", "1,2\n"))
              .with(Figure.of("f", "t", Axis.linear("x"), Axis.linear("y"))));

  private Ledger run(int jobs, Claim... claims) {
    return new Reproduction(List.of(claims), Budget.SMOKE, new Seed(1), dir).run(jobs, entry -> {});
  }

  @Test
  void run_writesOneObjectForEachClaim() throws IOException {
    Ledger ledger = run(1, FALSE, TRUE);

    assertThat(ledger.unexpected()).extracting(e -> e.claim().id()).containsExactly("B-6λ");
    JsonNode json = new ObjectMapper().readTree(dir.resolve("ledger.json").toFile());
    assertThat(json.isArray()).isTrue();
    assertThat(json).hasSize(2);
    for (JsonNode entry : json) {
      for (String key :
          List.of(
              "id",
              "source",
              "statement",
              "verdict",
              "measured",
              "predicted",
              "tolerance",
              "seconds",
              "figures")) {
        assertThat(entry.has(key)).as(key).isTrue();
      }
    }
    JsonNode first = json.get(0);
    assertThat(first.path("verdict").asText()).isEqualTo("FAILS");
    assertThat(first.path("measured").asDouble()).isEqualTo(2);
    assertThat(first.path("evidence").get(1).path("measured").isNull()).isTrue();
    assertThat(first.path("figures").get(0).asText()).isEqualTo("figures/b-6lambda-f.svg");
    Path study = dir.resolve(first.path("counterexample").asText());
    assertThat(study).hasContent("name: two");
    assertThat(study.resolveSibling("x.csv")).hasContent("1,2");
    assertThat(json.get(1).has("counterexample")).isFalse();
    assertThat(json.get(1).has("correction")).isFalse();
  }

  @Test
  void run_ofAClaimThatThrows_isInconclusiveWithTheReason() {
    Claim broken = new Odd("B-E5", ReproductionTest::noDataToday);
    Ledger ledger = run(2, broken, TRUE);

    LedgerEntry entry = ledger.entries().getFirst();
    assertThat(entry.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(entry.asExpected()).isFalse();
    assertThat(entry.judgement().error().orElse("")).contains("no data today");
    assertThat(ledger.entries()).hasSize(2);
  }

  @Test
  void judge_givesEachClaimItsOwnStream() {
    List<Seed> seeds = new ArrayList<>();
    for (Claim claim : List.of(TRUE, FALSE)) {
      seeds.add(new Seed(1).child(claim.id()));
    }
    assertThat(seeds).doesNotHaveDuplicates();
  }

  @Test
  void interrupt_keepsTheClaimsThatHadEnded() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Claim endless = new Odd("B-E5", () -> awaited(never));
    Reproduction reproduction =
        new Reproduction(List.of(TRUE, endless), Budget.SMOKE, new Seed(1), dir);

    Ledger ledger = reproduction.run(1, entry -> reproduction.interrupt());

    assertThat(reproduction.interrupted()).isTrue();
    assertThat(ledger.entries()).extracting(e -> e.claim().id()).containsExactly("B-E1");
    assertThat(new ObjectMapper().readTree(dir.resolve("ledger.json").toFile())).hasSize(1);
  }

  @Test
  void run_intoAFile_isRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("f"), "");
    assertThatThrownBy(
            () ->
                new Reproduction(List.of(TRUE), Budget.SMOKE, new Seed(1), file)
                    .run(1, entry -> {}))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("--out");
  }

  @Test
  void selection_ofUnknownIds_namesTheNearest() {
    assertThatThrownBy(() -> Selection.of(List.of("P-SS")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("unknown claim 'P-SS'")
        .hasMessageContaining("did you mean");
    for (String id : Catalogue.standard().ids()) {
      if (Chapters.first(id).isEmpty()) {
        assertThatThrownBy(() -> Selection.of(List.of(id)))
            .isInstanceOf(BadInput.class)
            .hasMessageContaining("not built");
      }
    }
    assertThat(Selection.of(List.of("p-s"))).extracting(Claim::id).containsExactly("P-S");
    assertThat(Selection.of(List.of())).isEqualTo(Chapters.all());
  }

  @Test
  void listJson_hasEveryIdOfTheCatalogue() throws IOException {
    JsonNode list = new ObjectMapper().readTree(Ledger.listJson());
    assertThat(list).hasSize(186);
    for (JsonNode entry : list) {
      for (String key : List.of("id", "source", "statement", "built", "expected")) {
        assertThat(entry.has(key)).as(key).isTrue();
      }
      assertThat(entry.path("built").asBoolean()).isNotEqualTo(entry.path("expected").isNull());
    }
  }
}
