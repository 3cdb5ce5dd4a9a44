package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on tangent kernels. */
class NtkCommandTest {
  private static final String CORNERS =
      """
      u,v,kind
      1,0,1
      0,1,-1
      -1,0,1
      0,-1,-1
      """;

  @TempDir Path dir;

  private String file(String text) throws IOException {
    return Files.writeString(dir.resolve("d.csv"), text).toString();
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void kernel_firstLayer_isH() throws IOException {
    JsonNode json =
        json(CommandRun.of("ntk", "kernel", file(CORNERS), "--layers", "first", "--json"));

    // <x, x'>(π - θ)/2π: ½ on the diagonal, 0 elsewhere; a pair x, -x does not make it singular.
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(json.path("ntk").get(i).get(j).asDouble())
            .isCloseTo(i == j ? 0.5 : 0, within(1e-16));
      }
    }
    assertThat(json.path("lambda_min").asDouble()).isCloseTo(0.5, within(1e-15));
    assertThat(json.path("nngp").get(0).get(0).asDouble()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void kernel_depths_followTheRecursion() throws IOException {
    JsonNode one = json(CommandRun.of("ntk", "kernel", file(CORNERS), "--json"));
    JsonNode linear = json(CommandRun.of("ntk", "kernel", file(CORNERS), "--depth", "0", "--json"));

    assertThat(one.path("ntk").get(0).get(0).asDouble()).isCloseTo(2, within(1e-15));
    assertThat(one.path("ntk").get(0).get(1).asDouble()).isCloseTo(1 / Math.PI, within(1e-15));
    assertThat(one.path("ntk").get(0).get(2).asDouble()).isZero();
    assertThat(linear.path("ntk").get(0).get(2).asDouble()).isEqualTo(-1);
  }

  @Test
  void kernel_out_writesWhatWasAsked() throws IOException {
    Path csv = dir.resolve("k.csv");
    Path npy = dir.resolve("k.npy");
    String data = file(CORNERS);

    CommandRun run = CommandRun.of("ntk", "kernel", data, "--out", csv.toString());
    CommandRun.of("ntk", "kernel", data, "--out", npy.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("1 hidden relu", "lambda_min", "written").contains("k.csv");
    List<String> rows = Files.readAllLines(csv);
    assertThat(rows).hasSize(4);
    assertThat(Double.parseDouble(rows.get(1).split(",", -1)[0]))
        .isCloseTo(1 / Math.PI, within(1e-15));
    assertThat(Files.size(npy)).isEqualTo(128 + 16 * 8);
  }

  @Test
  void kernel_zeroAndDuplicateRows_areSaid() throws IOException {
    String data = file("u,v,kind\n1,2,a\n0,0,b\n1,2,b\n");

    CommandRun run = CommandRun.of("ntk", "kernel", data);
    JsonNode json = json(CommandRun.of("ntk", "kernel", data, "--json"));

    assertThat(run.out())
        .contains("1 zero row, as row 1")
        .contains("1 row repeats another, as row 2 row 0: lambda_min = 0");
    assertThat(json.path("lambda_min").asDouble()).isZero();
    assertThat(json.path("ntk").get(1).get(0).asDouble()).isZero();
    assertThat(json.path("notes")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--network [dense 5 tanh, dense 1] | layer 2 (tanh)",
        "--network [dense 5, batch-norm, dense 1] | layer 2 (batch-norm)",
        "--network [dense 5 relu] | ends with a dense layer",
        "--network [dense 5 reluu, dense 1] | reluu",
        "--layers last | all or first",
        "--scaling big | normalised or plain",
        "--depth -1 | --depth needs",
        "--out k.txt | .npy or .csv"
      })
  void kernel_badOptions_areSaidInOneLine(String options, String said) throws IOException {
    int space = options.indexOf(' ');

    CommandRun run =
        CommandRun.of(
            "ntk",
            "kernel",
            file(CORNERS),
            options.substring(0, space),
            options.substring(space + 1));

    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(said).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void kernel_tooLargeForMemory_saysWhatWouldDo() {
    CommandRun run = CommandRun.of("ntk", "kernel", "gaussians:n=50000,d=2");

    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("GiB", "--out FILE.npy").hasLineCount(1);
  }

  @Test
  void margin_corners_haveBothSides() throws IOException {
    JsonNode json = json(CommandRun.of("ntk", "margin", file(CORNERS), "--json"));
    CommandRun text = CommandRun.of("ntk", "margin", file(CORNERS));

    double gamma = Math.sqrt(2) / 4; // XOR on the axes
    assertThat(json.path("gamma_primal").asDouble()).isCloseTo(gamma, within(1e-8));
    assertThat(json.path("gamma_dual").asDouble()).isCloseTo(gamma, within(1e-8));
    assertThat(json.path("weights")).hasSize(4);
    assertThat(text.out()).contains("arcs, exact", "reached", "bound");
  }

  @Test
  void margin_moreDimensions_comesWithAnInterval() throws IOException {
    JsonNode json =
        json(
            CommandRun.of(
                "ntk", "margin", "xor2:n=16,d=4,unit=true", "--directions", "1500", "--json"));

    assertThat(json.path("measure").asText()).isEqualTo("drawn");
    assertThat(json.path("interval").get(0).asDouble())
        .isLessThan(json.path("interval").get(1).asDouble());
    assertThat(json.path("gamma_dual").asDouble()).isPositive();
  }

  @Test
  void width_corners_showsEveryTerm() throws IOException {
    String data = file(CORNERS);
    JsonNode json =
        json(CommandRun.of("ntk", "width", data, "--risk", "0.1", "--delta", "0.05", "--json"));
    CommandRun text = CommandRun.of("ntk", "width", data, "--risk", "0.1", "--delta", "0.05");
    CommandRun wrong = CommandRun.of("ntk", "width", data, "--risk", "2", "--delta", "0.05");

    assertThat(json.path("lambda_0").asDouble()).isCloseTo(0.5, within(1e-12));
    assertThat(json.path("theorems")).hasSize(4);
    assertThat(text.out()).contains("J-T3.1", "J-T3.2", "4096 lambda^2/gamma^6", "J-T3.4");
    assertThat(wrong.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(wrong.err()).contains("--risk in (0, 1)");
  }
}
