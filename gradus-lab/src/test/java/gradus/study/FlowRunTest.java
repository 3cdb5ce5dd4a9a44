package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.DataFiles;
import gradus.flow.Slide;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies whose arms are flows. */
class FlowRunTest {
  private static final String FLOWS =
      """
      name: flows
      data: {law: "linear:n=20,d=2,margin=0.1", bias: true}
      network: [dense 8 relu, dense 1]
      init: {scheme: gaussian, scale: 0.3}
      loss: exponential
      seed: 3
      arms:
        - {name: flow, solver: flow, tolerance: 1e-7, until: {log-time: 20}}
        - {name: lagrange, dynamics: lagrange, solver: flow, tolerance: 1e-7, until: {log-time: 20}}
        - {name: descent, solver: descent, step: 0.01, until: {time: 20}}
      record: {log-spaced: 50}
      """;
  private static final List<String> FILES =
      List.of("trace-%s.csv", "weights-%s.json", "directions-%s.npy");

  @TempDir Path dir;

  @Test
  void run_ofFlows_isRecordedEvenlyInLogTime() {
    Path out = dir.resolve("run");
    RunResult result = Studies.run(Studies.parse(FLOWS), out);
    ArmResult flow = result.arms().getFirst();
    assertThat(flow.outcome()).isEqualTo("Reached");
    assertThat(flow.reason()).isEqualTo("log-time");
    assertThat(flow.solver()).isEqualTo("flow");
    assertThat(result.arms().get(1).dynamics()).isEqualTo("lagrange");
    RunRecord record = RunRecord.read(out);
    assertThat(record.result()).isEqualTo(result);
    double[] log10Time = record.trace("flow").column("log10_time");
    assertThat(log10Time[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    // The limit is met to the last bits, and the division by log 10 rounds once.
    assertThat(log10Time[log10Time.length - 1] * Math.log(10)).isCloseTo(20, Offset.offset(1e-6));
    // At most a row for each mark, the start, the first step and the end.
    assertThat(log10Time.length).isBetween(20, 53);
    assertThat(log10Time).isSorted();
    assertThat(record.slides().keySet()).containsExactly("flow", "lagrange");
    assertThat(record.slides().get("flow")).hasSize((int) flow.slides());
    for (Slide slide : record.slides().getOrDefault("flow", List.of())) {
      assertThat(slide.toLogTime() < slide.fromLogTime()).isFalse();
    }
  }

  @Test
  void angles_ofDescentInSmallSteps_toItsFlow_areSmall() {
    Path out = dir.resolve("run");
    Studies.run(Studies.parse(FLOWS), out);
    Map<String, Angles> angles = RunRecord.read(out).angles();
    assertThat(angles).containsOnlyKeys("lagrange", "descent");
    Angles descent = Objects.requireNonNull(angles.get("descent"));
    // Descent is the Euler map of the flow: its error at a time t is of order η = 0.01; the rows
    // of the flow, joined by straight lines, are 0.5 apart in log t, an error of the same order.
    double[] there = Arrays.stream(descent.whole()).filter(Double::isFinite).toArray();
    assertThat(there).hasSizeGreaterThan(10);
    for (double angle : there) {
      assertThat(angle).isLessThan(0.05);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 41})
  void resume_ofAFlow_endsInTheSameBits(int steps) {
    StudyText text = Studies.parse(FLOWS);
    Path whole = dir.resolve("whole");
    Studies.run(text, whole);
    Path parts = dir.resolve("parts");
    Material material = Material.of(text.study(), DataFiles.in(dir, Optional.empty()));
    List<ArmResult> results = new ArrayList<>();
    int interruptions = 0;
    try (RunDirectory directory = RunDirectory.open(parts, text.hash())) {
      for (ArmRun run : text.study().runs().subList(0, 2)) {
        ArmResult result;
        do {
          AtomicInteger left = new AtomicInteger(steps);
          result =
              new ArmTraining(
                      run,
                      text.study(),
                      material,
                      directory,
                      RunListener.silent(),
                      () -> left.getAndDecrement() == 0)
                  .run();
          interruptions++;
        } while (result.stopped());
        results.add(result);
      }
    }
    assertThat(interruptions).isGreaterThan(4);
    for (ArmResult result : results) {
      for (String file : FILES) {
        String name = file.formatted(result.name());
        assertThat(parts.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
      }
      String slides = "slides-%s.csv".formatted(result.name());
      assertThat(parts.resolve(slides)).hasSameTextualContentAs(whole.resolve(slides));
    }
  }

  @Test
  void langevin_draws_dependOnTheSeedAlone() {
    String text =
        FLOWS.replaceFirst(
            "(?s)arms:.*record",
            "arms: [{name: a, dynamics: langevin(0.01), solver: descent, step: 0.01, until: {steps:"
                + " 30}}]\nrecord");
    double once = Studies.run(Studies.parse(text), dir.resolve("a")).arms().getFirst().logRisk();
    double again = Studies.run(Studies.parse(text), dir.resolve("b")).arms().getFirst().logRisk();
    Studies.run(Studies.parse(text, "arms.a.dynamics=standard"), dir.resolve("c"));
    RunRecord without = RunRecord.read(dir.resolve("c"));
    assertThat(again).isEqualTo(once);
    assertThat(without.result().arms().getFirst().logRisk()).isNotEqualTo(once);
    assertThat(RunRecord.read(dir.resolve("a")).result().arms().getFirst().dynamics())
        .isEqualTo("langevin(0.01)");
  }
}
