package gradus.study;

import gradus.data.DataLaw;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Rule;
import gradus.flow.Sampling;
import gradus.flow.Solver;
import gradus.flow.StepSize;
import gradus.probe.Schedule;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One way to train the network of a study.
 *
 * @param name its name, which also names its files
 * @param dynamics what moves
 * @param step how long a step is
 * @param rule how a velocity becomes an update
 * @param batch the number of examples a step sees; all of them where empty
 * @param fresh whether a batch is drawn anew from the data's law instead of from the data
 * @param until when it ends
 */
public record ArmSpec(
    String name,
    Dynamics dynamics,
    StepSize step,
    Rule rule,
    OptionalInt batch,
    boolean fresh,
    Limits until) {
  private static final long USUAL_HORIZON = 1_000_000;

  /** How the dynamics is followed; fresh batches come from the given law. */
  Solver solver(Optional<DataLaw> law) {
    return new Descent(step, sampling(law), rule);
  }

  private Sampling sampling(Optional<DataLaw> law) {
    if (batch.isEmpty()) {
      return new Sampling.Full();
    }
    int size = batch.getAsInt();
    return fresh
        ? new Sampling.Fresh(
            size, law.orElseThrow(() -> new IllegalStateException("fresh batches without a law")))
        : new Sampling.Epochs(size);
  }

  /**
   * When to record; log-spaced moments are spread up to the limit on steps, or what it comes to.
   */
  Schedule schedule(RecordSpec spec) {
    return switch (spec) {
      case RecordSpec.Every(long steps) -> new Schedule.Every(steps);
      case RecordSpec.LogSpaced(int count) -> new Schedule.LogSpaced(count, horizon());
      case RecordSpec.At(var steps) ->
          new Schedule.At(steps.stream().mapToLong(Long::longValue).toArray());
    };
  }

  private long horizon() {
    OptionalDouble steps = until.bound(Limit.Quantity.STEPS);
    OptionalDouble time = until.bound(Limit.Quantity.TIME);
    double byTime = step instanceof StepSize.Constant ? time.orElse(0) / step.eta() : 0;
    double horizon = steps.orElse(byTime > 0 ? byTime : USUAL_HORIZON);
    return Math.max(1, (long) Math.min(horizon, 0x1p53));
  }
}
