package gradus.flow;

/** The one loop that every run goes through. */
public final class Training {
  private Training() {}

  /**
   * Runs a course until a limit is reached, the observer stops it, or the risk is no longer finite.
   * The observer's last record is of the state the course ends in.
   */
  public static Outcome run(Course course, Limits limits, Observer observer) {
    Position at = course.position();
    long due = at.steps();
    limits.bound(Limit.Quantity.LOG_TIME).ifPresent(course::aim);
    limits.bound(Limit.Quantity.TIME).ifPresent(t -> course.aim(Math.log(t)));
    while (true) {
      if (observer.pause(course)) {
        return new Outcome.Stopped("interrupted");
      }
      course.evaluate();
      double logRisk = at.logBatchRisk();
      if (Double.isNaN(logRisk) || logRisk == Double.POSITIVE_INFINITY) {
        return fail(course, observer);
      }
      Limit limit = limits.reached(at);
      if (limit != null) {
        observer.record(at);
        return new Outcome.Reached(limit.quantity().label());
      }
      if (at.steps() >= due) {
        due = observer.record(at);
      }
      if (course.resting()) {
        observer.record(at);
        return new Outcome.Reached("rest");
      }
      course.advance();
      String failure = course.failure();
      if (failure != null) {
        course.evaluate();
        observer.record(at);
        return new Outcome.Failed(failure);
      }
    }
  }

  private static Outcome fail(Course course, Observer observer) {
    Position at = course.position();
    double seen = at.logBatchRisk();
    long step = at.steps();
    if (step > 0) {
      course.retreat();
    }
    observer.record(at);
    return new Outcome.Failed(
        "the risk became %s at step %d; the last good state is that of step %d; a smaller step may help"
            .formatted(Double.isNaN(seen) ? "NaN" : "infinite", step, at.steps()));
  }
}
