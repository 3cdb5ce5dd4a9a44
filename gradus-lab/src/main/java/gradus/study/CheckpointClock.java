package gradus.study;

/** Says when the next checkpoint is due. */
final class CheckpointClock {
  private final long nanos;
  private final long steps;
  private long savedAt = System.nanoTime();
  private long savedStep = -1;

  CheckpointClock(CheckpointSpec spec) {
    switch (spec) {
      case CheckpointSpec.Seconds(double seconds) -> {
        nanos = (long) Math.min(seconds * 1e9, 0x1p62);
        steps = Long.MAX_VALUE;
      }
      case CheckpointSpec.Steps(long n) -> {
        nanos = Long.MAX_VALUE;
        steps = n;
      }
    }
  }

  /** Whether to save at this step; asked once a step. */
  boolean due(long step) {
    if (savedStep < 0) {
      savedStep = step;
    }
    long now = System.nanoTime();
    if (step - savedStep < steps && now - savedAt < nanos) {
      return false;
    }
    savedAt = now;
    savedStep = step;
    return true;
  }
}
