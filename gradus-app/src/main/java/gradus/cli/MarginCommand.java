package gradus.cli;

import gradus.data.Dataset;
import gradus.data.FileHash;
import gradus.data.Loaded;
import gradus.loss.Loss;
import gradus.margin.MarginAnswer;
import gradus.margin.Norm;
import gradus.margin.NotSeparable;
import gradus.margin.Points;
import gradus.num.BadInput;
import gradus.report.MarginReport;
import gradus.report.StudyReport;
import gradus.study.AtomicFile;
import gradus.study.CannotWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gradus margin}: what of a data set is separable, and with what margin. */
@Command(
    name = "margin",
    mixinStandardHelpOptions = true,
    description =
        "Finds the largest margin of two classes, or shows that there is none. A margin is that of"
            + " a plane through the origin, certified by a dual bound; where nothing separates the"
            + " classes, weights that cancel the examples and their split are shown. Rows count"
            + " from 0 among the examples of the two classes.")
final class MarginCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--norm",
      paramLabel = "P",
      description = "The norm of the direction: 1, 2 (default) or inf.")
  private String norm = "2";

  @Option(
      names = "--split",
      description =
          "Asks for the split into a separable part and the rest as well; examples that are not"
              + " separable are then an answer, not an error.")
  private boolean split;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description = "Whose minimiser on the span of the rest: logistic (default) or exponential.")
  private String loss = "logistic";

  @Option(names = "--out", paramLabel = "DIR", description = "Writes a report there.")
  private @Nullable Path out;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the answer as one JSON object.")
  private boolean json;

  MarginCommand(Streams streams) {
    this.streams = streams;
  }

  /** The examples of two classes and what was found of them. */
  private record Found(Loaded loaded, MarginAnswer answer) {}

  @Override
  public Integer call() {
    try {
      Found found = find();
      boolean asked = split || found.answer.isSeparable();
      print(found, out == null || !asked ? null : report(out, found));
      if (!asked && found.answer.separation() instanceof NotSeparable not) {
        throw refused(found.loaded.train(), not);
      }
      return ExitCode.DONE;
    } catch (ArithmeticException e) {
      streams.err().println("gradus: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private Found find() {
    Norm measured = Norm.named(norm);
    Loss sought = Loss.named(loss);
    try (Waiting waiting = new Waiting(streams, streams.terminal() && !quiet)) {
      waiting.on("reading " + data.name());
      Loaded loaded = data.signs(streams);
      Dataset examples = loaded.train();
      waiting.on(
          "looking for the margin of %,d examples of dimension %,d"
              .formatted(examples.size(), examples.dimension()));
      return new Found(loaded, MarginAnswer.of(Points.of(examples), measured, sought));
    }
  }

  private void print(Found found, @Nullable Path page) {
    if (json) {
      streams.out().println(MarginJson.of(found.answer));
    } else {
      streams.out().print(MarginText.of(found.loaded.train(), found.answer, split));
      if (page != null) {
        streams.out().printf("%nreport: %s%n", page);
      }
    }
    streams.out().flush();
  }

  private static BadInput refused(Dataset examples, NotSeparable not) {
    for (int n = 0; n < examples.size(); n++) {
      if (Norm.INFINITY.of(examples.inputs().row(n)) == 0) {
        return BadInput.in(
            examples.name(),
            "row %d (from 0) is zero, and no direction gives it a margin; remove such rows, or add --bias"
                .formatted(n));
      }
    }
    return BadInput.in(
        examples.name(),
        "a margin needs separable examples, but non-negative weights cancel these, Σ α_i y_i x_i = 0 to %.1g; --split asks for their split instead"
            .formatted(not.residual()));
  }

  private Path report(Path directory, Found found) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("data", data.name());
    origin.put("preparation", data.spec().preparation().toString());
    for (FileHash file : found.loaded.files()) {
      origin.put(file.path().toString(), "sha256 " + file.sha256());
    }
    origin.put("norm", norm);
    origin.put("loss on the span of the rest", loss);
    origin.put("gradus", Version.text());
    try {
      Files.createDirectories(directory);
      AtomicFile.write(directory.resolve("margin.json"), MarginJson.of(found.answer) + "\n");
      StudyReport.Written written =
          MarginReport.write(found.loaded.train(), found.answer, directory, origin, Version.text());
      written.remark().ifPresent(remark -> streams.err().println("gradus: " + remark));
      return written.page();
    } catch (IOException e) {
      throw new CannotWrite(directory.resolve("report.html"), e);
    }
  }
}
