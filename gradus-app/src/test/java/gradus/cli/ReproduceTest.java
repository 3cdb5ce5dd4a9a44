package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.claims.Budget;
import gradus.claims.Catalogue;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.ledger.Chapters;
import gradus.num.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReproduceTest {
  @TempDir Path dir;

  /** One is two. */
  private record Wrong() implements Claim {
    @Override
    public String id() {
      return "P-L1";
    }

    @Override
    public Source source() {
      return Source.of(Document.POGGIO2020, "nowhere");
    }

    @Override
    public String statement() {
      return "One is two.";
    }

    @Override
    public Verdict expected() {
      return Verdict.HOLDS;
    }

    @Override
    public Judgement judge(Budget budget, Seed seed) {
      return Judgement.of(Evidence.near("one", 1, 2, 0));
    }
  }

  @Test
  void reproduce_writesALedgerAndItsPages() throws IOException {
    Path out = dir.resolve("ledger");
    CommandRun run =
        CommandRun.of("reproduce", "p-s", "B-T1.2", "--preset", "smoke", "--out", out.toString());

    assertThat(run.code()).isZero();
    assertThat(run.err()).hasLineCount(2).contains("1/2  P-S").contains("2/2  B-T1.2");
    assertThat(run.out())
        .contains("P-S          holds")
        .contains("2 claims: 1 holds; 1 fails; all as the mathematics demands")
        .contains("report: " + out.resolve("index.html"));
    JsonNode ledger = new ObjectMapper().readTree(out.resolve("ledger.json").toFile());
    assertThat(ledger).hasSize(2);
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("href=\"report-banburski2019.html#s1\"", "href=\"report-poggio2020.html#s1\"");
    assertThat(Files.readString(out.resolve("report-banburski2019.html")))
        .contains("B-T1.2", "gradus study " + out.resolve("counterexamples/b-t1.2/study.yaml"));
    assertThat(out.resolve(ledger.get(1).path("counterexample").asText())).exists();
    assertThat(out.resolve(ledger.get(1).path("figures").get(0).asText())).exists();
  }

  @Test
  void reproduce_withJson_printsTheLedger() throws IOException {
    CommandRun run =
        CommandRun.of(
            "reproduce",
            "P-S",
            "--preset",
            "smoke",
            "--json",
            "--quiet",
            "--jobs",
            "2",
            "--seed",
            "5",
            "--out",
            dir.resolve("l").toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(new ObjectMapper().readTree(run.out()).get(0).path("id").asText()).isEqualTo("P-S");
  }

  @Test
  void reproduce_ofWhatDiffers_endsWithOneAndNamesIt() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Map.of());
    int code =
        new CommandLine(new ReproduceCommand(streams, ids -> List.of(new Wrong())))
            .execute("--preset", "smoke", "--out", dir.resolve("l").toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("P-L1 came out as INCONCLUSIVE, not as HOLDS");
  }

  @Test
  void reproduce_ofWhatIsUnknown_endsWithTwoAndWritesNothing() {
    Path out = dir.resolve("l");
    CommandRun unknown = CommandRun.of("reproduce", "P-SS", "--out", out.toString());
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).hasLineCount(1).contains("P-SS", "did you mean", "--list");
    CommandRun preset = CommandRun.of("reproduce", "--preset", "huge", "--out", out.toString());
    assertThat(preset.code()).isEqualTo(2);
    assertThat(preset.err()).contains("huge", "smoke, quick, full");
    assertThat(CommandRun.of("reproduce", "--jobs", "0").code()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void list_namesEveryId() throws IOException {
    CommandRun text = CommandRun.of("reproduce", "--list");
    assertThat(text.code()).isZero();
    assertThat(text.out()).hasLineCount(186).contains("J-adam", "P-T1 ");
    for (String id : Catalogue.standard().ids()) {
      assertThat(text.out().lines().filter(line -> line.startsWith(id + " ")))
          .as(id)
          .hasSize(1)
          .allMatch(line -> line.contains("(not built)") == Chapters.first(id).isEmpty());
    }
    CommandRun json = CommandRun.of("reproduce", "--list", "--json");
    assertThat(new ObjectMapper().readTree(json.out())).hasSize(186);
  }
}
