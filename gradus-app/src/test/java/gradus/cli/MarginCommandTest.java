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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginCommandTest {
  private static final String PLANE =
      """
      u,v,kind
      2,1,a
      3,2,a
      -1,-2,b
      -2,-1,b
      """;

  /** ±e_1 cancel; the third row has a part off their line. */
  private static final String CANCEL =
      """
      u,v,kind
      1,0,1
      1,0,-1
      1,2,1
      0,-3,-1
      """;

  @TempDir Path dir;

  private String file(String text) throws IOException {
    return Files.writeString(dir.resolve("d.csv"), text).toString();
  }

  private static JsonNode json(CommandRun run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void margin_separable_isPrintedWithItsCertificate() throws IOException {
    CommandRun run = CommandRun.of("margin", file(PLANE), "--positive", "a");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    // The nearest are z = (2, 1) and (1, 2): the direction is the diagonal, at 3/√2.
    assertThat(run.out())
        .contains("separable  yes")
        .contains("margin     2.12132034356 (norm 2)")
        .contains("0.707107 0.707107")
        .contains("support ")
        .contains("descent    10^");
  }

  @Test
  void margin_json_hasTheShapeThatIsPromised() throws IOException {
    CommandRun run = CommandRun.of("margin", "linear:n=30,d=4,margin=0.2", "--json");
    assertThat(run.code()).isZero();
    JsonNode json = json(run);
    assertThat(keys(json))
        .containsExactly("separable", "margin", "gap", "direction", "support", "split");
    assertThat(keys(json.path("split")))
        .containsExactly("separable", "direction_perp", "minimizer_on_h");
    assertThat(json.path("separable").asBoolean()).isTrue();
    assertThat(json.path("margin").asDouble()).isCloseTo(0.2, within(1e-15));
    assertThat(json.path("gap").asDouble()).isCloseTo(0, within(1e-15));
    assertThat(json.path("direction").get(0).asDouble()).isCloseTo(1, within(1e-15));
    assertThat(json.path("support").get(0).asInt()).isZero();
    assertThat(json.path("split").path("separable")).hasSize(30);
    assertThat(json.path("split").path("direction_perp")).isEqualTo(json.path("direction"));
    assertThat(json.path("split").path("minimizer_on_h").get(3).asDouble()).isZero();
  }

  @Test
  void margin_notSeparable_isRefusedWithSplitAndWitness() throws IOException {
    Path out = dir.resolve("report");
    CommandRun run = CommandRun.of("margin", file(CANCEL), "--out", out.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("separable examples", "--split", "d.csv");
    assertThat(run.out())
        .contains("separable  no")
        .contains("weights on 2 rows cancel them to 0.00: 0 0.500, 1 0.500")
        .contains("separable part of 2 rows: 2, 3")
        .contains("rest of 2 rows with a span H of dimension 1: 0, 1")
        .contains("margin 2.00000000000");
    assertThat(out).doesNotExist();
  }

  @Test
  void margin_split_isAnAnswer() throws IOException {
    Path out = dir.resolve("report");
    CommandRun run =
        CommandRun.of("margin", file(CANCEL), "--split", "--json", "--out", out.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode json = json(run);
    assertThat(json.path("separable").asBoolean()).isFalse();
    assertThat(json.path("margin").isNull()).isTrue();
    assertThat(json.path("direction")).isEmpty();
    assertThat(json.path("split").path("separable").toString()).isEqualTo("[2,3]");
    assertThat(json.path("split").path("direction_perp").get(1).asDouble()).isEqualTo(1);
    assertThat(json.path("witness").toString()).isEqualTo("[0.5,0.5,0.0,0.0]");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("The split", "Weights that cancel", "<script>");
  }

  @Test
  void margin_out_leavesAReportWithThePlane() throws IOException {
    Path out = dir.resolve("report");
    CommandRun run =
        CommandRun.of("margin", file(PLANE), "--positive", "a", "--bias", "--out", out.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("report: " + out.resolve("report.html"));
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Margins by class", "The plane", "Support vectors");
    assertThat(new ObjectMapper().readTree(out.resolve("margin.json").toFile()).has("margin"))
        .isTrue();
    for (String figure : new String[] {"plane", "margin-histogram", "margin-distribution"}) {
      assertThat(out.resolve("figures").resolve(figure + ".svg")).isNotEmptyFile();
      assertThat(out.resolve("figures").resolve(figure + ".png")).isNotEmptyFile();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1.5", "2, 2.12132034355964", "inf, 3"})
  void margin_otherNorms_areMeasured(String norm, double expected) throws IOException {
    CommandRun run =
        CommandRun.of("margin", file(PLANE), "--positive", "a", "--norm", norm, "--json");
    assertThat(json(run).path("margin").asDouble()).isCloseTo(expected, within(1e-13));
  }

  @Test
  void margin_laws_areDrawnAsAStudyDrawsThem() throws IOException {
    CommandRun one = CommandRun.of("margin", "gaussians:n=50,d=3,separation=9", "--json");
    CommandRun same =
        CommandRun.of("margin", "gaussians:n=50,d=3,separation=9", "--seed", "1", "--json");
    CommandRun other =
        CommandRun.of("margin", "gaussians:n=50,d=3,separation=9", "--seed", "2", "--json");
    assertThat(one.out()).isEqualTo(same.out()).isNotEqualTo(other.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u,v,k;1,2,a;1,3,a| only one came",
        "u,v,k;1,2,a;1,NaN,b| NaN",
        "u,v,k;1,2,a;1,x,b| 'x'",
        "u,v,k;1,2,a;0,0,b;3,1,a| row 1 (from 0) is zero",
        "u,v,k;0,0,a;0,0,b| row 0 (from 0) is zero",
        "u,v,k;1,2,a;1,2,b| cancel",
        "u,v,k;1,2,a;1,3,b;2,2,c| two classes are needed, but there are 3",
        "u,v,k;1,2,0.5;1,3,0.7| real numbers",
      })
  void badData_isSaidInOneLine(String csv, String said) throws IOException {
    CommandRun run = CommandRun.of("margin", file(csv.replace(';', '\n') + "\n"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains(said.strip()).doesNotContain("defect");
  }

  @Test
  void badUsage_isSaidInOneLine() throws IOException {
    String data = file(PLANE);
    assertThat(CommandRun.of("margin", data, "--norm", "3").err()).contains("1, 2 or inf");
    assertThat(CommandRun.of("margin", data, "--loss", "hinge", "--positive", "a").code())
        .isEqualTo(2);
    assertThat(CommandRun.of("margin", data, "--positive", "zz").err()).contains("zz");
    assertThat(CommandRun.of("margin", "nowhere.csv").err()).contains("nowhere.csv");
    assertThat(CommandRun.of("margin", "xor2:m=1").err()).contains("no argument");
    assertThat(CommandRun.of("margin").code()).isEqualTo(2);
    assertThat(CommandRun.of("margin", "--help").out()).contains("--split", "DATA", "--norm");
  }
}
