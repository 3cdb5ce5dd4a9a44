package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.flow.Dynamics;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Position;
import gradus.flow.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MarksTest {
  private record At(long steps, double logTime) implements Position {
    @Override
    public long evaluations() {
      return steps;
    }

    @Override
    public double logRisk() {
      return -logTime;
    }

    @Override
    public double logBatchRisk() {
      return -logTime;
    }

    @Override
    public double logVelocity() {
      return 0;
    }

    @Override
    public double rho() {
      return 1;
    }

    @Override
    public double[] weights() {
      return new double[0];
    }
  }

  private static Marks marks(RecordSpec spec, Limit... limits) {
    return Marks.of(
        new ArmSpec(
            "a", Dynamics.standard(), new SolverSpec.Flow(1e-8), new Limits(List.of(limits))),
        spec);
  }

  /** A flow that starts at log t = -∞ and makes steps of a length in log t from -4 on. */
  private static List<Double> recorded(Marks marks, double length, double end) {
    List<Double> times = new ArrayList<>();
    double logTime = Double.NEGATIVE_INFINITY;
    for (long step = 0; logTime <= end; step++) {
      logTime = step == 0 ? Double.NEGATIVE_INFINITY : -4 + length * (step - 1);
      At at = new At(step, logTime);
      assertThat(marks.nextStep()).isLessThanOrEqualTo(step);
      if (marks.due(at)) {
        times.add(logTime);
        marks.recorded(at);
      }
    }
    return times;
  }

  @Test
  void flow_recordsAtTheFirstStepPastEachMark() {
    // From the first step, log t = -4, to 16 in 10 marks: one for each 2. The steps are dyadic.
    Marks marks = marks(new RecordSpec.LogSpaced(10), new Limit(Limit.Quantity.LOG_TIME, 16));
    List<Double> times = recorded(marks, 0.375, 16);
    assertThat(times.subList(0, 4)).containsExactly(Double.NEGATIVE_INFINITY, -4.0, -1.75, 0.125);
    assertThat(times).hasSize(12);
    for (int i = 1; i < times.size(); i++) {
      double mark = -4 + 2 * (i - 1);
      assertThat(times.get(i)).isBetween(mark, mark + 0.375);
    }
  }

  @Test
  void flow_stepsLongerThanTheSpacing_areAllRecorded() {
    Marks marks = marks(new RecordSpec.LogSpaced(200), new Limit(Limit.Quantity.LOG_TIME, 16));
    // The start, -4, -3, …, 16, and one step beyond.
    assertThat(recorded(marks, 1, 16)).hasSize(23);
  }

  @Test
  void horizon_isTheNearestOfTheLimits() {
    Limit time = new Limit(Limit.Quantity.TIME, Math.exp(6));
    Limit logTime = new Limit(Limit.Quantity.LOG_TIME, 300);
    Limit logRisk = new Limit(Limit.Quantity.LOG_RISK, -46);
    Limit steps = new Limit(Limit.Quantity.STEPS, 7);
    RecordSpec ten = new RecordSpec.LogSpaced(10);
    assertThat(spacing(marks(ten, time, logTime, logRisk))).isCloseTo(1, Offset.offset(1e-9));
    assertThat(spacing(marks(ten, logTime, logRisk))).isCloseTo(5, Offset.offset(1e-9));
    assertThat(spacing(marks(ten, steps))).isCloseTo(10.4, Offset.offset(1e-9));
  }

  /** The distance from the first mark, at log t = -4, to the second. */
  private static double spacing(Marks marks) {
    marks.recorded(new At(1, -4));
    Snapshot snapshot = new Snapshot();
    marks.save(snapshot);
    return snapshot.array("record.marks")[1] + 4;
  }

  @Test
  void restored_goesOnAsIfNeverStopped() {
    Limit end = new Limit(Limit.Quantity.LOG_TIME, 16);
    Marks before = marks(new RecordSpec.LogSpaced(10), end);
    before.recorded(new At(0, Double.NEGATIVE_INFINITY));
    before.recorded(new At(1, -4));
    Snapshot snapshot = new Snapshot();
    before.save(snapshot);
    Marks after = marks(new RecordSpec.LogSpaced(10), end);
    after.restore(snapshot);
    assertThat(after.due(new At(2, -2.001))).isFalse();
    assertThat(after.due(new At(2, -2))).isTrue();
  }

  @Test
  void flow_thatAsksForSteps_isRecordedBySteps() {
    Marks marks = marks(new RecordSpec.Every(10), new Limit(Limit.Quantity.LOG_TIME, 16));
    marks.recorded(new At(0, Double.NEGATIVE_INFINITY));
    assertThat(marks.nextStep()).isEqualTo(10);
    assertThat(marks.due(new At(9, 12))).isFalse();
  }
}
