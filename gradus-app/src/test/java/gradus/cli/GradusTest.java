package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradusTest {
  static final String STUDY =
      """
      name: small
      data: {law: "linear:n=20,d=2,margin=0.3"}
      network: [dense 4 relu, dense 1]
      loss: exponential
      arms:
        - {name: a, solver: descent, step: 0.1, until: {steps: 200}}
        - {name: b, solver: sgd, batch: 5, step: 0.1, until: {steps: 200}}
      record: {log-spaced: 20}
      """;

  @TempDir Path dir;

  private Path study(String text) throws IOException {
    return Files.writeString(dir.resolve("small.yaml"), text);
  }

  @Test
  void withoutArguments_showsHelp() {
    CommandRun run = CommandRun.of();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: gradus", "study", "report");
    assertThat(CommandRun.of("--help").out()).contains("Usage: gradus");
    assertThat(CommandRun.of("study", "--help").out()).contains("--resume", "--set");
    assertThat(CommandRun.of("--version").out()).startsWith("gradus ");
  }

  @Test
  void wrongUsage_isOneLineWithAHint() {
    CommandRun run = CommandRun.of("stuyd", "x.yaml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("stuyd").contains("--help");
    assertThat(run.out()).isEmpty();
    CommandRun threads = CommandRun.of("study", "x.yaml", "--threads", "0");
    assertThat(threads.code()).isEqualTo(2);
    assertThat(threads.err()).contains("--threads");
    assertThat(CommandRun.of("study").err()).contains("FILE");
  }

  @Test
  void study_printsATableAndLeavesAReport() throws IOException {
    Path out = dir.resolve("run");
    CommandRun run = CommandRun.of("study", study(STUDY).toString(), "--out", out.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().toList()).hasSize(5);
    assertThat(run.out()).contains("a    steps       200").contains("report: " + out);
    assertThat(Files.readString(out.resolve("report.html"))).contains("small", "<script>");
    Path before = Files.move(out.resolve("report.html"), dir.resolve("old.html"));
    CommandRun again = CommandRun.of("report", out.toString());
    assertThat(again.code()).isZero();
    assertThat(Files.readString(out.resolve("report.html"))).isEqualTo(Files.readString(before));
  }

  @Test
  void study_withJson_printsOneObject() throws IOException {
    CommandRun run =
        CommandRun.of(
            "study",
            study(STUDY).toString(),
            "--out",
            dir.resolve("run").toString(),
            "--json",
            "--set",
            "arms.a.until.steps=50",
            "--threads",
            "2");
    assertThat(run.code()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("arms").size()).isEqualTo(2);
    JsonNode first = json.path("arms").get(0);
    assertThat(first.path("steps").asInt()).isEqualTo(50);
    for (String key :
        new String[] {
          "name",
          "outcome",
          "reason",
          "steps",
          "evaluations",
          "time",
          "logTime",
          "logRisk",
          "trainError",
          "testError",
          "margin",
          "normalizedMargin",
          "wallSeconds",
          "stepsPerSecond",
          "weights"
        }) {
      assertThat(first.has(key)).as(key).isTrue();
    }
    assertThat(first.path("testError").isNull()).isTrue();
    assertThat(dir.resolve("run").resolve(first.path("weights").asText())).exists();
  }

  @Test
  void study_withAnArmThatDiverges_goesOnAndEndsWithThree() throws IOException {
    String wild =
        STUDY
            .replace("loss: exponential", "loss: square")
            .replace("dense 4 relu", "dense 4 leaky-relu(0.5)")
            .replace("name: a, solver: descent, step: 0.1", "name: a, solver: descent, step: 1e9");
    Path out = dir.resolve("run");
    CommandRun run = CommandRun.of("study", study(wild).toString(), "--out", out.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("FAILED", "a failed: the risk became").contains("b    steps");
    assertThat(Files.readString(out.resolve("report.html"))).contains("a failed");
  }

  @Test
  void report_ofNoRun_isRefused() {
    CommandRun run = CommandRun.of("report", dir.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("holds no run").hasLineCount(1);
  }
}
