package gradus.ode;

import org.jspecify.annotations.Nullable;

/** Sees to it that events without progress, and steps without end, end in a failure. */
final class ChatterGuard {
  private static final int MOST = 400;
  private static final double PROGRESS = 1e-9;

  /** Steps this short against the longest lately are no steps of a smooth equation … */
  private static final double CRAWL = 1e-4;

  private static final double FORGOTTEN = 0.9995;

  /** … where so many follow one another: another method may do better, … */
  private static final int CRAWLING = 200;

  /** … and if not, there is a jump. */
  private static final int STUCK = 4000;

  private double longest;
  private int crawled;

  private double usual;
  private double since;
  private int events;

  /** A step without an event; a reason to stop. */
  @Nullable String moved(double h) {
    crawled = h < CRAWL * longest ? crawled + 1 : 0;
    longest = Math.max(FORGOTTEN * longest, h);
    usual = h;
    since += h;
    if (since > PROGRESS * usual) {
      since = 0;
      events = 0;
    }
    return crawled > STUCK
        ? "%d steps were all much shorter than those before: the velocity jumps where no kink is known"
            .formatted(crawled)
        : null;
  }

  /** Whether the steps lately are far shorter than those before. */
  boolean crawls() {
    return crawled > CRAWLING;
  }

  /** Gives another method its chance. */
  void newMethod() {
    crawled = 0;
  }

  /** An event after a step of length {@code part}, where {@code h} was tried; a reason to stop. */
  @Nullable String event(double part, double h) {
    usual = Math.max(usual, h);
    since += part;
    crawled = 0;
    events++;
    if (since > PROGRESS * usual) {
      since = 0;
      events = 0;
    }
    return events > MOST
        ? "the solution chatters: %d switches without progress".formatted(events)
        : null;
  }

  /** The place was passed by other means. */
  void passed() {
    since = 0;
    events = 0;
    crawled = 0;
  }

  double[] state() {
    return new double[] {usual, since, events, longest, crawled};
  }

  void restore(double[] state) {
    usual = state[0];
    since = state[1];
    events = (int) state[2];
    longest = state[3];
    crawled = (int) state[4];
  }
}
