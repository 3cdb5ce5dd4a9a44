package gradus.study;

import gradus.data.DataFiles;
import gradus.loss.Risk;
import gradus.probe.Column;
import gradus.probe.Recorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs a study into a directory.
 *
 * <p>Everything the study names is read and checked before the directory is made, so that bad input
 * leaves no trace. Arms run one after another, or several at a time; each by itself is sequential,
 * so that the number of threads changes no bit of the results. An arm that fails does not stop the
 * others.
 */
public final class StudyRun {
  /**
   * How a study is run.
   *
   * @param out the directory of the run
   * @param base the directory that file names in the study are relative to
   * @param dataRoot where data files are looked for next
   * @param resume whether to go on with the run in {@code out}
   * @param threads how many arms run at a time
   * @param version the version of the program
   */
  public record Options(
      Path out, Path base, Optional<Path> dataRoot, boolean resume, int threads, String version) {
    /** Checks the number of threads. */
    public Options {
      if (threads < 1) {
        throw new IllegalArgumentException("at least 1 thread is needed, not " + threads);
      }
    }
  }

  private final StudyText text;
  private final Options options;
  private final OneAtATime listener;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final Map<String, ArmResult> ended = new HashMap<>();

  /** A run of a study; {@link #run} starts it. */
  public StudyRun(StudyText text, Options options, RunListener listener) {
    this.text = text;
    this.options = options;
    this.listener = new OneAtATime(listener);
  }

  /** Asks the run to save its state and stop; may be called from any thread. */
  public void interrupt() {
    interrupted.set(true);
  }

  /**
   * Runs all arms, or those that have not ended yet.
   *
   * @throws gradus.num.BadInput if something the study names is not as it should be; nothing is
   *     written then
   * @throws CannotWrite if the disk fails while the run is under way
   */
  public RunResult run() {
    Study study = text.study();
    Path out = options.out();
    if (options.resume()) {
      RunDirectory.checkResumable(out, text.hash());
    } else {
      RunDirectory.checkNew(out);
    }
    Material material = Material.of(study, DataFiles.in(options.base(), options.dataRoot()));
    MemoryCheck.check(material, Math.min(options.threads(), study.runs().size()), listener);
    Map<String, Object> manifest =
        options.resume()
            ? Provenance.resume(out.resolve(RunDirectory.MANIFEST), text, material, options)
            : Provenance.begin(text, material, options);
    try (RunDirectory directory = RunDirectory.open(out, text.hash())) {
      directory.result().ifPresent(before -> before.arms().forEach(a -> ended.put(a.name(), a)));
      if (!options.resume()) {
        directory.study(text.text());
      }
      directory.manifest(manifest);
      List<Column> columns = columns(study, material);
      directory.result(result(RunResult.Status.RUNNING, columns));
      runAll(study, material, directory, columns);
      boolean all = ended.size() == study.runs().size();
      RunResult result =
          result(all ? RunResult.Status.FINISHED : RunResult.Status.INTERRUPTED, columns);
      directory.result(result);
      if (all) {
        Provenance.end(manifest, result);
        directory.manifest(manifest);
      }
      return result;
    }
  }

  private static List<Column> columns(Study study, Material material) {
    Risk train = new Risk(material.network(), study.loss(), material.trainExamples());
    return new Recorder(study.probes(), train, null).columns();
  }

  private void runAll(
      Study study, Material material, RunDirectory directory, List<Column> columns) {
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<?>> arms = new ArrayList<>();
      for (ArmRun run : study.runs()) {
        if (!ended.containsKey(run.name())) {
          arms.add(pool.submit(() -> runOrStop(run, study, material, directory, columns)));
        }
      }
      await(arms);
    } finally {
      pool.shutdown();
    }
  }

  /** What goes wrong here makes the other arms save their state and stop. */
  private void runOrStop(
      ArmRun run, Study study, Material material, RunDirectory directory, List<Column> columns) {
    boolean whole = false;
    try {
      runOne(run, study, material, directory, columns);
      whole = true;
    } finally {
      if (!whole) {
        interrupted.set(true);
      }
    }
  }

  private void runOne(
      ArmRun run, Study study, Material material, RunDirectory directory, List<Column> columns) {
    if (interrupted.get()) {
      return;
    }
    ArmResult result =
        new ArmTraining(run, study, material, directory, listener, interrupted::get).run();
    if (!result.stopped()) {
      synchronized (ended) {
        ended.put(run.name(), result);
        directory.result(result(RunResult.Status.RUNNING, columns));
      }
      directory.forget(run.name());
    }
    listener.ended(result);
  }

  /** Waits for all arms, and then throws what the first of them threw. */
  private void await(List<Future<?>> arms) {
    RuntimeException first = null;
    for (Future<?> arm : arms) {
      try {
        arm.get();
      } catch (ExecutionException e) {
        if (first == null) {
          first = unwrapped(e.getCause());
        }
      } catch (InterruptedException e) {
        interrupted.set(true);
        Thread.currentThread().interrupt();
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException("an arm threw what it cannot throw", cause);
    };
  }

  private RunResult result(RunResult.Status status, List<Column> columns) {
    synchronized (ended) {
      List<ArmResult> inOrder =
          text.study().runs().stream()
              .map(ArmRun::name)
              .filter(ended::containsKey)
              .map(ended::get)
              .toList();
      return new RunResult(text.study().name(), status, columns, inOrder);
    }
  }
}
