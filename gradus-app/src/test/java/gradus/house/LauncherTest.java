package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Blas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM started with the options of {@code ./gradus} is quiet and as fast as the one that tests.
 */
class LauncherTest {
  @Test
  void options_ofTheLauncher_startSilentlyWithTheSameKernels(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "gradus.cli.Gradus", "--version"));

    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();

    assertThat(Files.readString(err, StandardCharsets.UTF_8)).isEmpty();
    assertThat(code).isZero();
    // The first word tells vector kernels from plain Java.
    String kernels = Blas.best().label().split(" ", 2)[0];
    assertThat(Files.readString(out, StandardCharsets.UTF_8)).contains(kernels);
  }

  /** The options of the last command that mean the same anywhere. */
  private static List<String> options() throws IOException {
    List<String> options =
        Files.readAllLines(Source.root().resolve("gradus")).stream()
            .map(line -> line.replace('\\', ' ').strip())
            .filter(line -> line.startsWith("--add-") || line.startsWith("--enable-"))
            .toList();
    assertThat(options).as("options of ./gradus").hasSizeGreaterThanOrEqualTo(2);
    return options;
  }
}
