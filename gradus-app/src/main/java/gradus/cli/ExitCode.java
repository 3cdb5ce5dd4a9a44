package gradus.cli;

/** How the process ends. */
final class ExitCode {
  /** Everything was done. */
  static final int DONE = 0;

  /** A claim did not come out as the ledger expects. */
  static final int UNEXPECTED = 1;

  /** Bad usage or bad input; nothing was written. */
  static final int BAD_INPUT = 2;

  /** The computation failed, or its results could not be written. */
  static final int FAILED = 3;

  /** Interrupted; the state is saved. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
