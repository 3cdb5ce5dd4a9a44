package gradus.study;

import gradus.flow.Course;
import gradus.flow.Limits;
import gradus.flow.Observer;
import gradus.flow.Outcome;
import gradus.flow.Position;
import gradus.flow.Snapshot;
import gradus.flow.Solver;
import gradus.flow.Training;
import gradus.loss.Risk;
import gradus.num.Seed;
import gradus.probe.Moment;
import gradus.probe.Recorder;
import gradus.probe.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One arm from its start, or from its checkpoint, to its end.
 *
 * <p>A checkpoint is taken where the course can be saved, before an evaluation; it holds the
 * course, what the recorder remembers, the step of the next record, and how much of the trace
 * counts. A resumed arm therefore writes the same rows and ends in the same weights as one that was
 * never interrupted.
 */
final class ArmTraining implements Observer {
  private static final String LAST = "record.last";
  private static final String DUE = "record.due";

  private final ArmRun run;
  private final RunDirectory directory;
  private final Limits limits;
  private final Schedule schedule;
  private final CheckpointClock checkpoints;
  private final ProgressMeter meter;
  private final BooleanSupplier interrupted;
  private final Risk train;
  private final @Nullable Risk test;
  private final Recorder recorder;
  private final Course course;
  private final RunListener listener;
  private @Nullable TraceFile trace;
  private long due;
  private long last = -1;
  private boolean fresh;
  private double wallBefore;
  private long began = System.nanoTime();

  ArmTraining(
      ArmRun run,
      Study study,
      Material material,
      RunDirectory directory,
      RunListener listener,
      BooleanSupplier interrupted) {
    this.run = run;
    this.directory = directory;
    this.listener = listener;
    this.interrupted = interrupted;
    this.limits = run.arm().until();
    this.schedule = run.arm().schedule(study.record());
    this.checkpoints = new CheckpointClock(study.checkpoint());
    this.meter = new ProgressMeter(run.name(), limits, listener);
    this.train = new Risk(material.network(), study.loss(), material.trainExamples());
    this.test =
        material.testExamples() == null
            ? null
            : new Risk(material.network(), study.loss(), material.testExamples());
    this.recorder = new Recorder(study.probes(), train, test);
    Solver solver = run.arm().solver(material.law());
    this.course =
        solver.course(
            run.arm().dynamics(),
            material.network(),
            study.loss(),
            material.train(),
            material.start(study, run.seed()),
            new Seed(run.seed()).child("batches"));
  }

  /** Runs the arm; a result that {@linkplain ArmResult#stopped() stopped} left a checkpoint. */
  ArmResult run() {
    Optional<Checkpoint> saved = directory.checkpoint(run.name());
    began = System.nanoTime();
    try (TraceFile rows = saved.isPresent() ? resume(saved.get()) : start()) {
      trace = rows;
      listener.started(run, course.position().steps());
      Outcome outcome = Training.run(course, limits, this);
      if (!(outcome instanceof Outcome.Stopped)) {
        append(course.position());
        rows.sync();
        directory.weights(run.name(), train.network(), course.position().weights());
      }
      return result(outcome);
    }
  }

  private TraceFile start() {
    return TraceFile.create(
        directory.trace(run.name()),
        recorder.columns().stream().map(gradus.probe.Column::name).toList());
  }

  private TraceFile resume(Checkpoint saved) {
    Snapshot snapshot = saved.snapshot();
    course.restore(snapshot);
    recorder.restore(snapshot);
    due = snapshot.integer(DUE);
    last = snapshot.integer(LAST);
    fresh = true;
    wallBefore = saved.wallSeconds();
    return TraceFile.resume(directory.trace(run.name()), saved.traceBytes());
  }

  @Override
  public boolean pause(Course course) {
    if (interrupted.getAsBoolean()) {
      save();
      return true;
    }
    long step = course.position().steps();
    if (checkpoints.due(step)) {
      save();
    }
    meter.at(course.position());
    return false;
  }

  /**
   * A resumed arm is called at its first step whether or not a row is due there; if that step turns
   * out to be the last, {@link #run} writes the row.
   */
  @Override
  public long record(Position at) {
    boolean resumedHere = fresh && at.steps() < due;
    fresh = false;
    if (!resumedHere) {
      append(at);
    }
    return due;
  }

  private void append(Position at) {
    if (at.steps() == last) {
      return;
    }
    rows().append(recorder.record(at));
    last = at.steps();
    due = schedule.after(last);
    meter.recorded(leastMargin(train));
  }

  private void save() {
    Snapshot snapshot = new Snapshot();
    course.save(snapshot);
    recorder.save(snapshot);
    snapshot.put(DUE, due);
    snapshot.put(LAST, last);
    directory.save(run.name(), rows().sync(), wallSeconds(), snapshot);
  }

  private TraceFile rows() {
    if (trace == null) {
      throw new IllegalStateException("the trace is open while the arm runs, and only then");
    }
    return trace;
  }

  private double wallSeconds() {
    return wallBefore + (System.nanoTime() - began) * 1e-9;
  }

  private ArmResult result(Outcome outcome) {
    Position at = course.position();
    Recorder end = new Recorder(List.of(), train, test);
    end.record(at);
    Moment moment = end.moment();
    double margin = leastMargin(train);
    double byRho = Math.exp(-moment.logProductOfNorms());
    return new ArmResult(
        run.name(),
        run.arm().name(),
        run.seed(),
        outcome.getClass().getSimpleName(),
        outcome.reason(),
        at.steps(),
        at.evaluations(),
        at.logTime(),
        train.logRisk(),
        train.classificationError(),
        test == null ? Double.NaN : test.classificationError(),
        margin,
        margin * byRho,
        train.smoothedMargin() * byRho,
        wallSeconds());
  }

  static double leastMargin(Risk risk) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < risk.examples().count(); n++) {
      least = Math.min(least, risk.margin(n));
    }
    return least;
  }
}
