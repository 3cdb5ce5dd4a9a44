package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs: a few steps of each of its arms. */
class ExamplesTest {
  @TempDir Path dir;

  static List<Path> examples() throws IOException {
    // Surefire runs in the module's directory; the examples lie beside the modules.
    try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_cutShort_runs(Path example) throws IOException {
    String root = System.getenv().getOrDefault("GRADUS_DATA", "");
    boolean needsData = Files.readString(example).contains("file:");
    assumeTrue(
        !needsData || !root.isEmpty(), "GRADUS_DATA is not set, and this example needs its files");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("study", example.toString(), "--out", dir.resolve("run").toString()));
    int arms = StudyReader.read(example, List.of()).study().arms().size();
    for (int i = 0; i < arms; i++) {
      arguments.addAll(List.of("--set", "arms.%d.until={steps: 3}".formatted(i)));
    }
    CommandRun run = CommandRun.of(Map.of("GRADUS_DATA", root), arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }
}
