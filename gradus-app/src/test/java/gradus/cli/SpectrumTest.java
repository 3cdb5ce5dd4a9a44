package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectrumTest {
  private static final String STUDY =
      """
      name: small
      data: {law: "gaussians:d=4,separation=1,n=6,seed=1", random-labels: 1}
      network: [dense 6 tanh, dense 1]
      init: {scheme: he, scale: 1}
      loss: square
      arms:
        - {name: a, solver: descent, step: 0.3, until: {steps: 40000, log-risk: -64}}
        - {name: b, solver: descent, step: 0.1, until: {steps: 50}}
      probes: [loss, sharpness]
      record: {at: [0, 20]}
      """;

  @TempDir Path dir;
  private Path study = Path.of("");

  @BeforeEach
  void writeStudy() throws IOException {
    study = Files.writeString(dir.resolve("small.yaml"), STUDY);
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("spectrum", "--json", "--quiet"));
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void dense_zeroLoss_hasTheNullityOfItsLedger() throws IOException {
    Path out = dir.resolve("out");
    JsonNode json = json(study.toString(), "--out", out.toString());
    // 30 weights on 6 examples, no symmetry: the rank bound demands all 24.
    assertThat(json.get("parameters").asInt()).isEqualTo(30);
    assertThat(json.get("nullity").asInt()).isEqualTo(24);
    assertThat(json.get("nontrivial").asInt()).isEqualTo(24);
    int sum = 0;
    for (JsonNode count : json.get("ledger")) {
      sum += count.asInt();
    }
    assertThat(sum).isEqualTo(24);
    assertThat(out.resolve("spectrum-a.json")).exists();
    assertThat(Files.readString(out.resolve("spectrum-a.html"))).contains("class=\"surface\"");
  }

  @Test
  void at_aStep_isWhereTheProbeReadItsSharpness() throws IOException {
    Path run = dir.resolve("run");
    assertThat(CommandRun.of("study", study.toString(), "--out", run.toString()).code()).isZero();
    List<String> trace = Files.readAllLines(run.resolve("trace-b.csv"));
    int column = List.of(trace.getFirst().split(",", -1)).indexOf("sharpness");
    double read = Double.parseDouble(trace.get(2).split(",", -1)[column]);

    JsonNode json = json(run.toString(), "--arm", "b", "--at", "20", "--top", "2");

    double unit = Math.exp(json.get("logScale").asDouble());
    assertThat(unit * json.at("/ends/0/value").asDouble()).isCloseTo(read, within(1e-6 * read));
    assertThat(json.get("where").asText()).isEqualTo("step 20");
    JsonNode end = json(run.toString(), "--arm", "b", "--density");
    assertThat(end.get("where").asText()).isEqualTo("the end of the run");
    assertThat(end.get("density")).isNotEmpty();
    double trace95 = end.at("/trace/1").asDouble();
    assertThat(end.at("/trace/0").asDouble()).isGreaterThanOrEqualTo(trace95);
  }

  @Test
  void at_step0_isTheStart() throws IOException {
    String out = dir.resolve("out").toString();
    JsonNode start = json(study.toString(), "--at", "0", "--out", out);
    assertThat(start.get("where").asText()).isEqualTo("step 0");
    // Both arms begin there.
    JsonNode other = json(study.toString(), "--arm", "b", "--at", "0", "--out", out);
    assertThat(other.get("eigenvalues")).isEqualTo(start.get("eigenvalues"));
    JsonNode later = json(study.toString(), "--arm", "b", "--at", "1", "--out", out);
    assertThat(later.get("logRisk").asDouble()).isLessThan(start.get("logRisk").asDouble());
  }

  @Test
  void spheres_haveOneDimensionLessALayer_andTheirOwnFiles() throws IOException {
    Path out = dir.resolve("out");
    JsonNode json = json(study.toString(), "--arm", "b", "--spheres", "--out", out.toString());
    assertThat(json.get("spheres").asBoolean()).isTrue();
    assertThat(json.get("parameters").asInt()).isEqualTo(28);
    assertThat(json.get("eigenvalues")).hasSize(28);
    assertThat(json.get("mu")).hasSize(2);
    assertThat(json.get("residual").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.has("ledger")).isFalse();
    assertThat(out.resolve("spectrum-b-spheres.json")).exists();
    assertThat(out.resolve("spectrum-b-spheres.html")).exists();
    JsonNode top =
        json(study.toString(), "--arm", "b", "--spheres", "--top", "2", "--out", out.toString());
    double largest = json.at("/ends/0/value").asDouble();
    assertThat(top.at("/ends/0/value").asDouble()).isCloseTo(largest, within(1e-9 * largest));
    CommandRun text =
        CommandRun.of(
            "spectrum", study.toString(), "--arm", "b", "--spheres", "--out", out.toString());
    assertThat(text.out()).contains("signature", "nullity", "product of spheres of dimension 28");
  }

  @Test
  void wrongly_asked_isSaidInOneLine() {
    assertSaid("there are a, b", study.toString(), "--arm", "c");
    assertSaid("before step 90", study.toString(), "--arm", "b", "--at", "90");
    assertSaid("--weights and --at", study.toString(), "--weights", "w.json", "--at", "1");
    assertSaid("no such file", study.toString(), "--weights", dir.resolve("w.json").toString());
    assertSaid("--max-memory allows", study.toString(), "--dense", "--max-memory", "1e-6");
    assertSaid("no study.yaml", dir.toString());
    assertSaid("--top", study.toString(), "--top", "0");
    assertSaid("--at needs", study.toString(), "--at", "-1");
    assertSaid("mutually exclusive", study.toString(), "--top", "1", "--dense");
  }

  private static void assertSaid(String words, String... arguments) {
    List<String> all = new ArrayList<>(List.of("spectrum"));
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(words);
    assertThat(run.out()).isEmpty();
  }
}
