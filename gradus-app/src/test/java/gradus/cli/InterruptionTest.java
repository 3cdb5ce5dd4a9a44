package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed or asked to stop in the middle, and resumed. */
class InterruptionTest {
  private static final String STUDY =
      """
      name: long
      data: {law: "gaussians:n=40,d=4,separation=6,test=20", bias: true}
      network: [dense 8 relu, dense 1]
      init: {scheme: gaussian, scale: 0.3}
      loss: logistic
      arms:
        - {name: first, solver: sgd, batch: 7, step: 0.01, momentum: 0.9, until: {steps: %d}}
        - {name: second, solver: descent, step: 0.01, adam: true, until: {steps: %d}}
      record: {every: 1000}
      checkpoint: {steps: 2000}
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void killedInTheMiddleAndResumed_endsInTheSameBits() throws IOException, InterruptedException {
    Path yaml = Files.writeString(dir.resolve("long.yaml"), STUDY.formatted(30_000, 10_000));
    Path whole = dir.resolve("whole");
    CommandRun uninterrupted = CommandRun.of("study", yaml.toString(), "--out", whole.toString());
    assertThat(uninterrupted.code()).isZero();

    Path killed = dir.resolve("killed");
    Process process = start("study", yaml.toString(), "--out", killed.toString());
    await(process, killed.resolve("checkpoint-first.bin"));
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    assertThat(killed.resolve("weights-second.json")).doesNotExist();

    CommandRun refused = CommandRun.of("study", yaml.toString(), "--out", killed.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--resume");

    CommandRun resumed =
        CommandRun.of("study", yaml.toString(), "--out", killed.toString(), "--resume");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    for (String file :
        List.of(
            "weights-first.json", "weights-second.json", "trace-first.csv", "trace-second.csv")) {
      assertThat(Files.readString(killed.resolve(file)))
          .as(file)
          .isEqualTo(Files.readString(whole.resolve(file)));
    }
  }

  @Test
  void askedToStop_savesItsStateAndEndsWith130() throws IOException, InterruptedException {
    Path yaml = Files.writeString(dir.resolve("long.yaml"), STUDY.formatted(1_000_000_000, 1000));
    Path out = dir.resolve("run");
    Process process = start("study", yaml.toString(), "--out", out.toString());
    await(process, out.resolve("checkpoint-first.bin"));
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    String said = Files.readString(dir.resolve("err.txt"));
    assertThat(said).contains("gradus: interrupted; the state is saved in " + out);
    assertThat(Files.readString(out.resolve("result.json"))).contains("interrupted");
    assertThat(out.resolve(".lock")).doesNotExist();
  }

  /** The same program in a process of its own. */
  private Process start(String... arguments) throws IOException {
    assumeTrue(Path.of("/bin/sh").toFile().exists(), "signals are those of Unix");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xlog:disable");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("gradus.cli.Gradus");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(dir.resolve("out.txt").toFile())
        .redirectError(dir.resolve("err.txt").toFile())
        .start();
  }

  private void await(Process process, Path file) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(file)) {
      assertThat(process.isAlive()).as(() -> said()).isTrue();
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(5);
    }
  }

  private String said() {
    try {
      return Files.readString(dir.resolve("err.txt"));
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
