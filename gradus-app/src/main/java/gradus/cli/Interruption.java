package gradus.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run save its state when the process is asked to end (SIGINT, SIGTERM), and then ends with
 * exit code 130.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable interrupt) {
    hook = new Thread(() -> save(interrupt), "interruption");
  }

  /** Calls {@code interrupt} when the process is asked to end, and waits until this is closed. */
  static Interruption guard(Runnable interrupt) {
    Interruption interruption = new Interruption(interrupt);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void save(Runnable interrupt) {
    interrupt.run();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        // The state of the last checkpoint stands; waiting longer would only annoy.
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      done.countDown();
    }
  }
}
