package gradus.cli;

/** Says on standard error what takes so long, once it takes more than two seconds. */
final class Waiting implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 2_000;
  private static final long BEAT_MILLIS = 1_000;

  private final Streams streams;
  private final Thread teller;
  private volatile String what = "";
  private volatile boolean done;
  private volatile boolean told;

  Waiting(Streams streams, boolean shown) {
    this.streams = streams;
    this.teller = Thread.ofPlatform().daemon().name("waiting").unstarted(this::tell);
    if (shown) {
      teller.start();
    }
  }

  /** What is being done now. */
  void on(String work) {
    what = work;
  }

  private void tell() {
    try {
      long began = System.nanoTime();
      Thread.sleep(PATIENCE_MILLIS);
      while (!done) {
        told = true;
        streams.err().printf("\r%s, %d s", what, (System.nanoTime() - began) / 1_000_000_000L);
        streams.err().flush();
        Thread.sleep(BEAT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done = true;
    teller.interrupt();
    if (told) {
      streams.err().printf("\r%s\r", " ".repeat(what.length() + 12));
      streams.err().flush();
    }
  }
}
