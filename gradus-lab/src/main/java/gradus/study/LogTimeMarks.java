package gradus.study;

import gradus.flow.Position;
import gradus.flow.Snapshot;

/**
 * About so many rows evenly spread in log t, from the first step of a flow to a horizon, and with
 * the same density beyond: a row at the first step past each mark.
 */
final class LogTimeMarks implements Marks {
  private static final String MARKS = "record.marks";

  private final int count;
  private final double horizon;

  /** log t of the first step; NaN before it is known. */
  private double first = Double.NaN;

  private double next = Double.NEGATIVE_INFINITY;

  LogTimeMarks(int count, double horizon) {
    this.count = count;
    this.horizon = horizon;
  }

  @Override
  public boolean due(Position at) {
    return at.logTime() >= next;
  }

  @Override
  public void recorded(Position at) {
    double logTime = at.logTime();
    if (logTime == Double.NEGATIVE_INFINITY) {
      // The start; the first step, whose time is not known yet, is recorded too.
      return;
    }
    if (Double.isNaN(first)) {
      first = logTime;
    }
    double spacing = (horizon - first) / count;
    // A first step that goes to the end leaves nothing to spread.
    next =
        spacing > 0
            ? first + (Math.floor((logTime - first) / spacing + 1e-9) + 1) * spacing
            : Double.POSITIVE_INFINITY;
  }

  @Override
  public long nextStep() {
    return 0;
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put(MARKS, first, next);
  }

  @Override
  public void restore(Snapshot snapshot) {
    double[] marks = snapshot.array(MARKS);
    first = marks[0];
    next = marks[1];
  }
}
