package gradus.cli;

import gradus.report.StudyReport;
import gradus.study.CannotWrite;
import gradus.study.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gradus report}: makes the report and the figures of a run anew. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Makes the report and the figures of a run anew from what its directory holds.")
final class ReportCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "DIR", description = "The directory of a run.")
  private Path directory = Path.of("");

  ReportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try {
      StudyReport.Written written = StudyReport.write(RunRecord.read(directory));
      written.remark().ifPresent(remark -> streams.err().println("gradus: " + remark));
      streams.out().println("report: " + written.page());
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new CannotWrite(directory.resolve("report.html"), e);
    }
  }
}
