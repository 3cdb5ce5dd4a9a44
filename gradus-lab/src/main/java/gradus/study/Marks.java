package gradus.study;

import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Position;
import gradus.flow.Snapshot;
import gradus.flow.StepSize;
import gradus.probe.Schedule;
import java.util.OptionalDouble;

/**
 * Which positions of an arm get a row in its trace: the first always, then those past the next
 * mark. Marks are steps, or moments evenly spread in log t where the solver chooses its steps.
 */
sealed interface Marks permits StepMarks, LogTimeMarks {
  /** By how many steps an arm without a limit on them has log-spaced rows. */
  long USUAL_STEPS = 1_000_000;

  /** The log t by which a flow without a limit that tells it has log-spaced rows. */
  double USUAL_LOG_TIME = 100;

  /** Whether a row is due here. */
  boolean due(Position at);

  /** Told of each row; sets the next mark. */
  void recorded(Position at);

  /** The next step at which a row may be due. */
  long nextStep();

  /** Writes where the marks stand. */
  void save(Snapshot snapshot);

  /** Reads it back. */
  void restore(Snapshot snapshot);

  /** The marks of an arm. */
  static Marks of(ArmSpec arm, RecordSpec spec) {
    return switch (spec) {
      case RecordSpec.Every(long steps) -> new StepMarks(new Schedule.Every(steps));
      case RecordSpec.At(var steps) ->
          new StepMarks(new Schedule.At(steps.stream().mapToLong(Long::longValue).toArray()));
      case RecordSpec.LogSpaced(int count) ->
          switch (arm.solver()) {
            case SolverSpec.Descent descent ->
                new StepMarks(new Schedule.LogSpaced(count, lastStep(arm.until(), descent.step())));
            case SolverSpec.Flow _ -> new LogTimeMarks(count, lastLogTime(arm.until()));
          };
    };
  }

  private static long lastStep(Limits until, StepSize step) {
    OptionalDouble steps = until.bound(Limit.Quantity.STEPS);
    OptionalDouble time = until.bound(Limit.Quantity.TIME);
    double byTime = step instanceof StepSize.Constant ? time.orElse(0) / step.eta() : 0;
    double last = steps.orElse(byTime > 0 ? byTime : USUAL_STEPS);
    return Math.max(1, (long) Math.min(last, 0x1p53));
  }

  /** With an exponential tail the risk falls like 1/t, so that -log R̂ is about log t. */
  private static double lastLogTime(Limits until) {
    double last =
        Math.min(
            until.bound(Limit.Quantity.LOG_TIME).orElse(Double.POSITIVE_INFINITY),
            Math.log(until.bound(Limit.Quantity.TIME).orElse(Double.POSITIVE_INFINITY)));
    double byRisk = -until.bound(Limit.Quantity.LOG_RISK).orElse(0);
    last = byRisk > 0 ? Math.min(last, byRisk) : last;
    return Double.isInfinite(last) ? USUAL_LOG_TIME : last;
  }
}
