package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flow saved and restored goes on bit for bit. */
class FlowSnapshotTest {
  private static void assertSame(FlowCourse whole, FlowCourse restored, int steps) {
    for (int i = 0; i < steps; i++) {
      whole.advance();
      restored.advance();
      assertThat(restored.weights()).isEqualTo(whole.weights());
    }
    assertThat(restored.logTime()).isEqualTo(whole.logTime());
    assertThat(restored.logRisk()).isEqualTo(whole.logRisk());
    assertThat(restored.logVelocity()).isEqualTo(whole.logVelocity());
    assertThat(restored.evaluations()).isEqualTo(whole.evaluations());
    assertThat(restored.steps()).isEqualTo(whole.steps());
    assertThat(restored.slides()).isEqualTo(whole.slides());
    assertThat(restored.stiff()).isEqualTo(whole.stiff());
    assertThat(whole.failure()).isNull();
  }

  private static void interrupted(int seed, Predicate<FlowCourse> at) {
    FlowCourse whole = Flows.random(seed, "exponential");
    whole.aim(1000);
    Flows.until(whole, at);
    Snapshot snapshot = new Snapshot();
    whole.save(snapshot);
    FlowCourse restored = Flows.random(seed, "exponential");
    restored.aim(1000);
    restored.restore(snapshot);
    assertThat(restored.weights()).isEqualTo(whole.weights());
    assertThat(restored.logTime()).isEqualTo(whole.logTime());
    assertThat(restored.logRisk()).isEqualTo(whole.logRisk());
    assertThat(restored.logVelocity()).isEqualTo(whole.logVelocity());
    assertSame(whole, restored, 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void restore_onAnExplicitStretch_goesOnBitForBit(int seed) {
    interrupted(seed, c -> c.steps() > 5 && !Flows.slides(c) && !c.stiff());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void restore_onASlide_goesOnBitForBit(int seed) {
    interrupted(seed, c -> c.steps() > 5 && Flows.slides(c) && !c.stiff());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void restore_onAStiffStretch_goesOnBitForBit(int seed) {
    interrupted(seed, c -> c.logTime() > 100 && c.stiff());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 350})
  void restore_afterAnyStep_goesOnBitForBit(int steps) {
    interrupted(5, c -> c.steps() >= steps);
  }

  @Test
  void restore_onSlidesOfTwoLayers_goesOnBitForBit() {
    Network deep = Draws.network(Nonlinearity.relu(), 3, 6, 5, 1);
    FlowCourse whole = Flows.course(deep, "exponential", Flows.noise(4), Flows.weights(deep, 4));
    Flows.until(whole, c -> c.steps() > 50 && Flows.slides(c));
    Snapshot snapshot = new Snapshot();
    whole.save(snapshot);
    FlowCourse restored = Flows.course(deep, "exponential", Flows.noise(4), Flows.weights(deep, 4));
    restored.restore(snapshot);
    assertSame(whole, restored, 100);
  }
}
