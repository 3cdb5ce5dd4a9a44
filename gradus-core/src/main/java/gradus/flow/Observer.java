package gradus.flow;

/** Who watches a run. */
public interface Observer {
  /**
   * Called before each evaluation, where the course can be saved; true asks the run to stop here.
   */
  boolean pause(Course course);

  /**
   * Called at the start, at each step asked for, and at the end, right after an evaluation.
   *
   * @return the next step at which to be called
   */
  long record(Position at);
}
