package gradus.cli;

import gradus.report.StudyReport;
import gradus.study.RunRecord;
import gradus.study.RunResult;
import gradus.study.StudyReader;
import gradus.study.StudyRun;
import gradus.study.StudyText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus study}: runs a study and reports on it. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = "Runs a study: trains its arms, measures, and writes a directory with a report.")
final class StudyCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The study, in YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The directory of the run (default: runs/<name of the study>).")
  private @Nullable Path out;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes the study, as arms.descent.step=0.05; may be given again.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--resume", description = "Goes on with the run in the directory.")
  private boolean resume;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many arms run at a time (default: 1).")
  private int threads = 1;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the results as one JSON object.")
  private boolean json;

  StudyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    if (threads < 1 && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--threads needs a whole number of at least 1, not " + threads);
    }
    StudyText text = StudyReader.read(file, settings);
    Path directory = out == null ? Path.of("runs", text.study().name()) : out;
    Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    StudyRun.Options options =
        new StudyRun.Options(directory, base, streams.dataRoot(), resume, threads, Version.text());
    try (ProgressDisplay display =
        new ProgressDisplay(streams, streams.terminal() && !quiet, text.study().runs().size())) {
      StudyRun run = new StudyRun(text, options, display);
      try (Interruption _ = Interruption.guard(run::interrupt)) {
        return finish(directory, run.run(), display);
      }
    }
  }

  private int finish(Path directory, RunResult result, ProgressDisplay display) {
    display.close();
    if (result.status() != RunResult.Status.FINISHED) {
      streams
          .err()
          .printf(
              "gradus: interrupted; the state is saved in %s, --resume goes on from there%n",
              directory);
      streams.err().flush();
      return ExitCode.INTERRUPTED;
    }
    Path page = report(directory);
    if (json) {
      streams.out().println(result.json());
    } else {
      streams.out().print(ResultTable.of(result));
      streams.out().printf("%nreport: %s%n", page);
    }
    streams.out().flush();
    return result.failed() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Path report(Path directory) {
    try {
      StudyReport.Written written = StudyReport.write(RunRecord.read(directory));
      written.remark().ifPresent(remark -> streams.err().println("gradus: " + remark));
      return written.page();
    } catch (IOException e) {
      throw new gradus.study.CannotWrite(directory.resolve("report.html"), e);
    }
  }
}
