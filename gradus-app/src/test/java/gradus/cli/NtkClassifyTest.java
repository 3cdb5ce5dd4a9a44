package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gradus ntk classify} on two small tables of its own. */
class NtkClassifyTest {
  @TempDir Path dir;

  /**
   * A class inside another: rings of radius 1 and 3, and a table whose labels are the sign of u.
   */
  @BeforeEach
  void tables() throws IOException {
    StringBuilder rings = new StringBuilder("u,v,one,label\n");
    StringBuilder halves = new StringBuilder("u,v,label\n");
    for (int i = 0; i < 80; i++) {
      double r = i % 2 == 0 ? 1 : 3;
      double x = r * Math.cos(0.9 * i);
      double y = r * Math.sin(0.9 * i);
      rings.append(x).append(',').append(y).append(",1,").append(i % 2).append('\n');
      halves.append(x).append(',').append(y).append(',').append(x > 0 ? "a" : "b").append('\n');
    }
    Files.writeString(dir.resolve("rings.csv"), rings);
    Files.writeString(dir.resolve("halves.csv"), halves);
    String first = rows(0, 40);
    String second = rows(40, 80);
    String folds = first + second + first + second + second + first;
    Files.writeString(dir.resolve("rings.folds.txt"), folds);
    Files.writeString(dir.resolve("halves.folds.txt"), folds);
    Files.writeString(
        dir.resolve("published.csv"), "dataset,rf_caret,svm_C,other\nrings,90,99,100\nx,1,2,3\n");
  }

  private static String rows(int from, int to) {
    StringBuilder line = new StringBuilder();
    for (int i = from; i < to; i++) {
      line.append(i).append(i + 1 < to ? " " : "\n");
    }
    return line.toString();
  }

  @Test
  void classify_directory_tellsBesideWhatIsPublished() throws IOException {
    CommandRun run =
        CommandRun.of(
            "ntk",
            "classify",
            dir.toString(),
            "--max-depth",
            "1",
            "--published",
            dir.resolve("published.csv").toString(),
            "--json",
            "--quiet");

    assertThat(run.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("sets")).hasSize(2);
    JsonNode rings = json.path("sets").get(1);
    assertThat(rings.path("set").asText()).isEqualTo("rings");
    assertThat(rings.path("accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(rings.path("depth").asInt()).isEqualTo(1); // no linear classifier tells rings apart
    assertThat(rings.path("published").path("best").asDouble()).isEqualTo(100);
    assertThat(json.path("means")).hasSize(4);
  }

  @Test
  void classify_again_goesOnFromWhatIsThere() throws IOException {
    Path out = dir.resolve("out");
    String[] all = {
      "ntk",
      "classify",
      dir.toString(),
      "--max-depth",
      "1",
      "--method",
      "ridge",
      "--out",
      out.toString(),
      "--quiet"
    };
    CommandRun first = CommandRun.of(all);
    Path results = out.resolve("classify.csv");
    List<String> lines = Files.readAllLines(results);
    assertThat(lines).hasSize(4);

    // A result that no run would give shows that it was taken and not made again.
    Files.write(
        results,
        List.of(lines.get(0), lines.get(1), lines.get(2).replaceFirst("halves,80", "halves,81")));
    CommandRun again = CommandRun.of(all);
    CommandRun other = CommandRun.of("ntk", "classify", dir.toString(), "--out", out.toString());

    assertThat(first.out()).contains("halves", "rings");
    assertThat(again.out()).contains("81");
    assertThat(Files.readAllLines(results)).hasSize(4);
    assertThat(other.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err()).contains("other settings");
  }

  @Test
  void classify_badInput_isSaid() {
    String rings = dir.resolve("rings.csv").toString();
    CommandRun method = CommandRun.of("ntk", "classify", rings, "--method", "forest");
    CommandRun folds =
        CommandRun.of("ntk", "classify", rings, "--folds", dir.resolve("published.csv").toString());

    assertThat(method.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(method.err()).contains("svm or ridge");
    assertThat(folds.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(folds.err()).contains("published.csv:1", "row number");
  }
}
