package gradus.study;

/**
 * Who follows a run. With several threads, calls come from several of them, but never two at a
 * time.
 */
public interface RunListener {
  /** Something worth a line, such as what the run needs. */
  default void note(String line) {}

  /** An arm begins, or goes on from a step after 0. */
  default void started(ArmRun run, long step) {}

  /** An arm under way; a few times a second at most. */
  default void progress(Progress progress) {}

  /** An arm has ended or was interrupted. */
  default void ended(ArmResult result) {}

  /** Nobody listens. */
  static RunListener silent() {
    return new RunListener() {};
  }
}
