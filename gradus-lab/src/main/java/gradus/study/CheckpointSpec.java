package gradus.study;

/** How often the state of an arm is saved; what is saved does not change what is computed. */
public sealed interface CheckpointSpec {
  /**
   * By the clock.
   *
   * @param seconds the time between
   */
  record Seconds(double seconds) implements CheckpointSpec {}

  /**
   * By the count.
   *
   * @param steps the steps between
   */
  record Steps(long steps) implements CheckpointSpec {}
}
