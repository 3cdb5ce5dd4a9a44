package gradus.ode;

import org.jspecify.annotations.Nullable;

/** Sees to it that events without progress end in a failure. */
final class ChatterGuard {
  private static final int MOST = 400;
  private static final double PROGRESS = 1e-9;

  private double usual;
  private double since;
  private int events;

  /** A step without an event. */
  void moved(double h) {
    usual = h;
    since += h;
    if (since > PROGRESS * usual) {
      since = 0;
      events = 0;
    }
  }

  /** An event after a step of length {@code part}, where {@code h} was tried; a reason to stop. */
  @Nullable String event(double part, double h) {
    usual = Math.max(usual, h);
    since += part;
    events++;
    if (since > PROGRESS * usual) {
      since = 0;
      events = 0;
    }
    return events > MOST
        ? "the solution chatters: %d switches without progress".formatted(events)
        : null;
  }

  double[] state() {
    return new double[] {usual, since, events};
  }

  void restore(double[] state) {
    usual = state[0];
    since = state[1];
    events = (int) state[2];
  }
}
