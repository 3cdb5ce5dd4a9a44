package gradus.study;

import gradus.flow.Course;
import gradus.flow.Limits;
import gradus.flow.Observer;
import gradus.flow.Outcome;
import gradus.flow.Position;
import gradus.flow.Snapshot;
import gradus.flow.Training;
import gradus.loss.Risk;
import gradus.probe.Moment;
import gradus.probe.Recorder;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One arm from its start, or from its checkpoint, to its end.
 *
 * <p>A checkpoint is taken where the course can be saved, before an evaluation; it holds the
 * course, what the recorder remembers, where the marks stand, and how much of the files counts. A
 * resumed arm therefore writes the same rows and ends in the same weights as one that was never
 * interrupted.
 */
final class ArmTraining implements Observer {
  private static final String LAST = "record.last";
  private static final String LAST_TIME = "record.last.time";

  private final ArmRun run;
  private final RunDirectory directory;
  private final Limits limits;
  private final Marks marks;
  private final CheckpointClock checkpoints;
  private final ProgressMeter meter;
  private final BooleanSupplier interrupted;
  private final Risk train;
  private final @Nullable Risk test;
  private final Recorder recorder;
  private final Course course;
  private final RunListener listener;
  private final int directions;
  private @Nullable ArmFiles files;
  private long last = -1;
  private double lastTime = Double.NaN;
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
    this.marks = Marks.of(run.arm(), study.record());
    this.directions = directions(study, material.network().parameters());
    this.checkpoints = new CheckpointClock(study.checkpoint());
    this.meter = new ProgressMeter(run.name(), limits, listener);
    this.train = new Risk(material.network(), study.loss(), material.trainExamples());
    this.test =
        material.testExamples() == null
            ? null
            : new Risk(material.network(), study.loss(), material.testExamples());
    this.recorder = new Recorder(study.probes(), train, test);
    this.course = material.course(study, run);
  }

  /** Runs the arm; a result that {@linkplain ArmResult#stopped() stopped} left a checkpoint. */
  ArmResult run() {
    Optional<Checkpoint> saved = directory.checkpoint(run.name());
    began = System.nanoTime();
    saved.map(Checkpoint::snapshot).ifPresent(this::restore);
    wallBefore = saved.map(Checkpoint::wallSeconds).orElse(0.0);
    try (ArmFiles open =
        ArmFiles.open(directory, run.name(), recorder.columns(), directions, saved)) {
      files = open;
      listener.started(run, course.position().steps());
      Outcome outcome = Training.run(course, limits, this);
      if (!(outcome instanceof Outcome.Stopped)) {
        append(course.position());
        open.sync(new Snapshot());
        if (run.arm().flows()) {
          directory.slides(run.name(), course.slides());
        }
        directory.weights(run.name(), train.network(), course.position().weights());
      }
      return result(outcome);
    }
  }

  /** How long the directions are that are kept to be compared with other arms'; 0 for none. */
  private static int directions(Study study, int p) {
    long rows =
        switch (study.record()) {
          case RecordSpec.LogSpaced(int count) -> count;
          case RecordSpec.At(var steps) -> steps.size();
          // Not known beforehand: they are kept as far as there is room.
          case RecordSpec.Every _ -> 1;
        };
    return study.arms().size() > 1 && DirectionFile.fits(p, rows) ? p : 0;
  }

  private void restore(Snapshot snapshot) {
    course.restore(snapshot);
    recorder.restore(snapshot);
    marks.restore(snapshot);
    last = snapshot.integer(LAST);
    lastTime = snapshot.array(LAST_TIME)[0];
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
   * A resumed arm is called at its first step whether or not a row is due there; if a step turns
   * out to be the last, {@link #run} writes its row.
   */
  @Override
  public long record(Position at) {
    if (marks.due(at)) {
      append(at);
    }
    return marks.nextStep();
  }

  private void append(Position at) {
    if (at.steps() == last && at.logTime() == lastTime) {
      return;
    }
    files().append(recorder.record(at), at.weights());
    last = at.steps();
    lastTime = at.logTime();
    marks.recorded(at);
    meter.recorded(leastMargin(train));
  }

  private void save() {
    Snapshot snapshot = new Snapshot();
    course.save(snapshot);
    recorder.save(snapshot);
    marks.save(snapshot);
    snapshot.put(LAST, last);
    snapshot.put(LAST_TIME, lastTime);
    long traceBytes = files().sync(snapshot);
    directory.save(run.name(), traceBytes, wallSeconds(), snapshot);
  }

  private ArmFiles files() {
    if (files == null) {
      throw new IllegalStateException("the files are open while the arm runs, and only then");
    }
    return files;
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
        run.arm().label(),
        run.arm().solver().label(),
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
        wallSeconds(),
        course.slides().size(),
        course.shortStretches());
  }

  static double leastMargin(Risk risk) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < risk.examples().count(); n++) {
      least = Math.min(least, risk.margin(n));
    }
    return least;
  }
}
