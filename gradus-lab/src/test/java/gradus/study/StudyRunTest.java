package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.data.DataFiles;
import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyRunTest {
  private static final List<String> ARMS = List.of("descent", "adam", "sgd");

  @TempDir Path dir;

  @Test
  void run_smallStudy_leavesAWholeDirectory() throws IOException {
    Path out = dir.resolve("run");
    RunResult result = Studies.run(Studies.parse(Studies.SMALL), out);
    assertThat(result.status()).isEqualTo(RunResult.Status.FINISHED);
    assertThat(result.arms()).extracting(ArmResult::name).containsExactlyElementsOf(ARMS);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "study.yaml",
              "manifest.json",
              "result.json",
              "trace-descent.csv",
              "trace-adam.csv",
              "trace-sgd.csv",
              "directions-descent.npy",
              "directions-adam.npy",
              "directions-sgd.npy",
              "weights-descent.json",
              "weights-adam.json",
              "weights-sgd.json");
    }
    assertThat(Studies.content(out, "study.yaml")).isEqualTo(Studies.SMALL);
    assertThat(RunResult.read(out.resolve("result.json"))).isEqualTo(result);
    RunRecord record = RunRecord.read(out);
    assertThat(record.manifest())
        .containsEntry("seeds", "3")
        .containsEntry("data.examples", "24")
        .containsEntry("data.testExamples", "50")
        .containsKeys("started", "finished", "jvm", "cpu", "os", "blas", "threads");
    // Records at 0, 37, ..., 370 and at the end, 400.
    assertThat(record.trace("descent").column("step")).hasSize(12).startsWith(0).endsWith(400);
    Trace trace = record.trace("sgd");
    ArmResult sgd = result.arms().get(2);
    double[] log10Risk = trace.column("log10_risk");
    // Both are computed from the same weights; the division by log 10 rounds once.
    assertThat(log10Risk[log10Risk.length - 1] * Math.log(10))
        .isCloseTo(sgd.logRisk(), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(sgd.steps()).isEqualTo(400);
    assertThat(sgd.evaluations()).isEqualTo(401);
  }

  @Test
  void weights_ofOneRun_startAnother() {
    Path first = dir.resolve("first");
    Studies.run(Studies.parse(Studies.SMALL), first);
    Path weights = first.resolve("weights-descent.json");
    StudyText next =
        Studies.parse(
            Studies.SMALL, "init={file: \"" + weights + "\"}", "arms.descent.until.steps=1");
    RunResult result = Studies.run(next, dir.resolve("next"));
    RunRecord before = RunRecord.read(first);
    RunRecord after = RunRecord.read(dir.resolve("next"));
    assertThat(result.arms().getFirst().steps()).isEqualTo(1);
    assertThat(after.trace("descent").column("rho_1")[0])
        .isEqualTo(before.trace("descent").column("rho_1")[11]);
  }

  @Test
  void run_withThreads_changesNoBit() {
    StudyText text = Studies.parse(Studies.SMALL.replace("seed: 3", "seeds: [3, 4]"));
    Path one = dir.resolve("one");
    Path four = dir.resolve("four");
    Studies.run(text, one);
    new StudyRun(text, Studies.options(four, false, 4), RunListener.silent()).run();
    for (ArmRun run : text.study().runs()) {
      for (String file : List.of("trace-%s.csv", "weights-%s.json", "directions-%s.npy")) {
        String name = file.formatted(run.name());
        assertThat(four.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 37, 399})
  void resume_afterInterruptionsEveryFewSteps_endsInTheSameBits(int steps) {
    StudyText text = Studies.parse(Studies.SMALL, "arms.sgd.until={steps: 400, log-risk: -3}");
    Path whole = dir.resolve("whole");
    Studies.run(text, whole);
    Path parts = dir.resolve("parts");
    Material material = Material.of(text.study(), DataFiles.in(dir, Optional.empty()));
    try (RunDirectory directory = RunDirectory.open(parts, text.hash())) {
      int interruptions = 0;
      for (ArmRun run : text.study().runs()) {
        interruptions += interrupted(run, text.study(), material, directory, steps);
      }
      assertThat(interruptions).isPositive();
    }
    for (String arm : ARMS) {
      for (String file : List.of("trace-%s.csv", "weights-%s.json", "directions-%s.npy")) {
        String name = file.formatted(arm);
        assertThat(parts.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
      }
    }
  }

  /** Runs an arm, stopping it whenever it has made so many steps, each time anew from its file. */
  private static int interrupted(
      ArmRun run, Study study, Material material, RunDirectory directory, int steps) {
    for (int interruptions = 0; ; interruptions++) {
      AtomicInteger left = new AtomicInteger(steps);
      ArmTraining training =
          new ArmTraining(
              run,
              study,
              material,
              directory,
              RunListener.silent(),
              () -> left.getAndDecrement() == 0);
      if (!training.run().stopped()) {
        return interruptions;
      }
    }
  }

  @Test
  void interrupt_whileRunning_savesAndCanBeResumed() throws IOException {
    StudyText text = Studies.parse(Studies.SMALL, "arms.descent.until.steps=1e9");
    Path out = dir.resolve("run");
    AtomicReference<Runnable> interrupt = new AtomicReference<>(() -> {});
    RunListener listener =
        new RunListener() {
          @Override
          public void progress(Progress progress) {
            interrupt.get().run();
          }
        };
    StudyRun run = new StudyRun(text, Studies.options(out, false), listener);
    interrupt.set(run::interrupt);
    RunResult result = run.run();
    assertThat(result.status()).isEqualTo(RunResult.Status.INTERRUPTED);
    assertThat(result.arms()).isEmpty();
    assertThat(Checkpoint.read(out.resolve("checkpoint-descent.bin")).numbers().get("steps"))
        .isPositive();
    assertThat(out.resolve("weights-descent.json")).doesNotExist();
  }

  @Test
  void divergingArm_fails_andTheOthersGoOn() {
    StudyText text =
        Studies.parse(
            Studies.SMALL.replace("name: adam", "name: wild").replace("adam: true", "momentum: 0"),
            "arms.wild.step=1e6",
            "loss=square",
            "network=[dense 6 leaky-relu(0.5), dense 1]");
    Path out = dir.resolve("run");
    RunResult result = Studies.run(text, out);
    ArmResult wild = result.arms().get(1);
    assertThat(wild.outcome()).isEqualTo("Failed");
    assertThat(wild.reason()).contains("last good state");
    assertThat(wild.logRisk()).isFinite();
    assertThat(result.arms().get(0).outcome()).isEqualTo("Reached");
    assertThat(result.arms().get(2).outcome()).isEqualTo("Reached");
    assertThat(result.failed()).isTrue();
    for (Matrix matrix : WeightsFile.read(out.resolve("weights-wild.json"))) {
      for (double v : matrix.data()) {
        assertThat(v).isFinite();
      }
    }
    double[] steps = RunRecord.read(out).trace("wild").column("step");
    assertThat(steps).doesNotHaveDuplicates().endsWith((double) wild.steps());
  }

  @Test
  void fullDisk_whileRunning_leavesEarlierResultsIntact() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Path out = dir.resolve("run");
    StudyText text = Studies.parse(Studies.SMALL);
    RunResult whole = Studies.run(text, out);
    // As if the first arm had not ended, and the disk were full where its trace goes.
    RunResult part =
        new RunResult(
            whole.study(), RunResult.Status.RUNNING, whole.columns(), whole.arms().subList(1, 3));
    JsonFile.write(out.resolve("result.json"), part.toJson());
    Files.delete(out.resolve("trace-descent.csv"));
    Files.createSymbolicLink(out.resolve("trace-descent.csv"), full);
    String adam = Studies.content(out, "trace-adam.csv");
    StudyRun resumed = new StudyRun(text, Studies.options(out, true), RunListener.silent());
    assertThatThrownBy(resumed::run)
        .isInstanceOf(CannotWrite.class)
        .hasMessageContaining("No space left on device");
    assertThat(RunResult.read(out.resolve("result.json"))).isEqualTo(part);
    assertThat(Studies.content(out, "trace-adam.csv")).isEqualTo(adam);
    assertThat(out.resolve(".lock")).doesNotExist();
    Files.delete(out.resolve("trace-descent.csv"));
  }

  @Test
  void run_intoADirectoryOfAnotherRun_isRefused() throws IOException {
    Path out = dir.resolve("run");
    StudyText text = Studies.parse(Studies.SMALL);
    Studies.run(text, out);
    String before = Studies.content(out, "result.json");
    assertThatThrownBy(() -> Studies.run(text, out))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds another run")
        .hasMessageContaining("--resume");
    StudyText other = Studies.parse(Studies.SMALL, "arms.descent.step=0.2");
    assertThatThrownBy(
            () -> new StudyRun(other, Studies.options(out, true), RunListener.silent()).run())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("another study");
    assertThat(Studies.content(out, "result.json")).isEqualTo(before);
  }

  @Test
  void resume_ofAFinishedRun_changesNothing() throws IOException {
    Path out = dir.resolve("run");
    StudyText text = Studies.parse(Studies.SMALL);
    RunResult first = Studies.run(text, out);
    RunResult again = new StudyRun(text, Studies.options(out, true), RunListener.silent()).run();
    assertThat(again).isEqualTo(first);
  }

  @Test
  void resume_withoutARun_isRefusedAndWritesNothing() {
    Path out = dir.resolve("none");
    StudyRun run =
        new StudyRun(
            Studies.parse(Studies.SMALL), Studies.options(out, true), RunListener.silent());
    assertThatThrownBy(run::run)
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no run to resume");
    assertThat(out).doesNotExist();
  }

  @Test
  void run_intoAFilledDirectoryOrAFile_isRefused() throws IOException {
    StudyText text = Studies.parse(Studies.SMALL);
    Path full = Files.createDirectories(dir.resolve("full"));
    Files.writeString(full.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> Studies.run(text, full)).hasMessageContaining("is not empty");
    Path file = Files.writeString(dir.resolve("file"), "x");
    assertThatThrownBy(() -> Studies.run(text, file)).hasMessageContaining("is a file");
    assertThatThrownBy(() -> Studies.run(text, file.resolve("below")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("cannot be made");
    assertThat(file).hasContent("x");
  }

  @Test
  void twoRunsAtOnce_inOneDirectory_areKeptApart() {
    Path out = dir.resolve("run");
    StudyText text = Studies.parse(Studies.SMALL);
    try (RunDirectory held = RunDirectory.open(out, text.hash())) {
      assertThat(held.path()).isEqualTo(out);
      assertThatThrownBy(() -> Studies.run(text, out))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("is being written by another");
    }
  }
}
