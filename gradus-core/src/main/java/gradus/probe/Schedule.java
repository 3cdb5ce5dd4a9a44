package gradus.probe;

import java.util.Arrays;

/** When to record: step 0 and the last step always, and between them as asked. */
public sealed interface Schedule {
  /** The first step after {@code step} to record. */
  long after(long step);

  /**
   * Every n steps.
   *
   * @param n the distance, at least 1
   */
  record Every(long n) implements Schedule {
    /** Checks the distance. */
    public Every {
      atLeastOne(n);
    }

    @Override
    public long after(long step) {
      return (step / n + 1) * n;
    }
  }

  /**
   * About {@code count} steps evenly spaced in log(1 + step) up to a horizon, and with the same
   * density beyond.
   *
   * @param count how many
   * @param horizon the step by which there are that many
   */
  record LogSpaced(long count, long horizon) implements Schedule {
    /** Checks both. */
    public LogSpaced {
      atLeastOne(count);
      atLeastOne(horizon);
    }

    @Override
    public long after(long step) {
      double spacing = Math.log1p((double) horizon) / count;
      double place = Math.floor(Math.log1p((double) step) / spacing + 1e-9) + 1;
      return Math.max(step + 1, (long) Math.ceil(Math.expm1(place * spacing) - 1e-6));
    }
  }

  /**
   * At given steps.
   *
   * @param steps in ascending order
   */
  record At(long[] steps) implements Schedule {
    @Override
    public long after(long step) {
      int place = Arrays.binarySearch(steps, step + 1);
      int next = place >= 0 ? place : -place - 1;
      return next < steps.length ? steps[next] : Long.MAX_VALUE;
    }
  }

  private static void atLeastOne(long n) {
    if (n < 1) {
      throw new IllegalArgumentException("a schedule needs a number of at least 1, not " + n);
    }
  }
}
