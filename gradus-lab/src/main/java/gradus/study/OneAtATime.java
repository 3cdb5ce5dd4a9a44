package gradus.study;

/** Passes calls from several threads on, one at a time. */
record OneAtATime(RunListener target) implements RunListener {
  @Override
  public synchronized void note(String line) {
    target.note(line);
  }

  @Override
  public synchronized void started(ArmRun run, long step) {
    target.started(run, step);
  }

  @Override
  public synchronized void progress(Progress progress) {
    target.progress(progress);
  }

  @Override
  public synchronized void ended(ArmResult result) {
    target.ended(result);
  }
}
