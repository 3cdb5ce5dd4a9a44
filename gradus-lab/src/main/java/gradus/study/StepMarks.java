package gradus.study;

import gradus.flow.Position;
import gradus.flow.Snapshot;
import gradus.probe.Schedule;

/** A row at each step of a schedule. */
final class StepMarks implements Marks {
  private static final String DUE = "record.due";

  private final Schedule schedule;
  private long due;

  StepMarks(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public boolean due(Position at) {
    return at.steps() >= due;
  }

  @Override
  public void recorded(Position at) {
    due = schedule.after(at.steps());
  }

  @Override
  public long nextStep() {
    return due;
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put(DUE, due);
  }

  @Override
  public void restore(Snapshot snapshot) {
    due = snapshot.integer(DUE);
  }
}
