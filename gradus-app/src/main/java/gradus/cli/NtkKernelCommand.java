package gradus.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gradus.data.Dataset;
import gradus.kernel.LeastEigenvalue;
import gradus.kernel.NeuralTangent;
import gradus.kernel.SymmetricHalf;
import gradus.num.BadInput;
import gradus.study.AtomicFile;
import gradus.study.CannotWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gradus ntk kernel}: the kernel matrix of a data set. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description =
        "Computes the tangent kernel (NTK) and the covariance (NNGP) of an infinitely wide network"
            + " on all pairs of examples, and the least eigenvalue of the tangent kernel.")
final class NtkKernelCommand implements Callable<Integer> {
  /** With more rows the least eigenvalue takes minutes and a full matrix. */
  private static final int MOST_FOR_EIGENVALUE = 4_000;

  private static final int MOST_FOR_JSON = 5_000;
  private static final int MOST_SHOWN = 8;
  private static final double GIB = 1L << 30;

  private final Streams streams;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private KernelOptions kernel = new KernelOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes the tangent kernel there: .npy (NumPy; computed on the disk where it does not fit"
              + " in memory) or .csv.")
  private @Nullable Path out;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints both matrices as one JSON object.")
  private boolean json;

  NtkKernelCommand(Streams streams) {
    this.streams = streams;
  }

  /** The matrices, as far as they are held, and what is said of them. */
  private record Found(
      Dataset examples,
      Optional<SymmetricHalf> tangent,
      Optional<SymmetricHalf> covariance,
      OptionalDouble least,
      List<String> notes) {}

  @Override
  public Integer call() {
    checkTarget();
    Found found = find();
    if (json) {
      printJson(found);
    } else {
      print(found);
    }
    streams.out().flush();
    return ExitCode.DONE;
  }

  private Found find() {
    try (Waiting waiting = new Waiting(streams, streams.terminal() && !quiet)) {
      waiting.on("reading " + data.name());
      Dataset examples = data.examples(streams).train();
      NeuralTangent both = kernel.kernel(examples.dimension());
      int n = examples.size();
      if (json && n > MOST_FOR_JSON) {
        throw new BadInput(
            "--json prints at most %,d rows, but %,d came; use --out FILE.npy"
                .formatted(MOST_FOR_JSON, n));
      }
      waiting.on("the kernel of %,d examples of dimension %,d".formatted(n, examples.dimension()));
      if (!json && out != null && toDisk(both, n)) {
        checkDisk(out, n);
        RowNotes notes = RowNotes.of(examples.inputs());
        write(both, examples, out);
        return new Found(
            examples, Optional.empty(), Optional.empty(), OptionalDouble.empty(), notes.lines());
      }
      check(both, n);
      RowNotes notes = RowNotes.of(examples.inputs());
      Optional<SymmetricHalf> covariance = Optional.empty();
      SymmetricHalf tangent;
      if (json) {
        NeuralTangent.Grams grams = both.grams(examples.inputs());
        tangent = grams.tangent();
        covariance = Optional.of(grams.covariance());
      } else {
        tangent = both.gram(examples.inputs());
      }
      if (out != null) {
        write(tangent, out);
      }
      OptionalDouble least = OptionalDouble.empty();
      if (n <= MOST_FOR_EIGENVALUE) {
        waiting.on("the least eigenvalue of %,d rows".formatted(n));
        least = OptionalDouble.of(notes.singular() ? 0 : LeastEigenvalue.of(tangent));
      }
      return new Found(examples, Optional.of(tangent), covariance, least, notes.lines());
    }
  }

  private void checkTarget() {
    String name = out == null ? ".npy" : out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".csv")) {
      throw new BadInput(
          "--out writes .npy or .csv files, but '%s' came; give one of these endings"
              .formatted(out));
    }
  }

  /** The file is mapped into memory: a disk that fills up would end the process. */
  private static void checkDisk(Path file, int n) {
    double needed = (double) n * n * Double.BYTES;
    Path directory = file.toAbsolutePath().resolveSibling("");
    try {
      double free = Files.getFileStore(directory).getUsableSpace();
      if (needed > free) {
        throw new BadInput(
            "a kernel of %,d examples needs %.1f GiB on the disk, where %.1f GiB are free in %s; take fewer examples"
                .formatted(n, needed / GIB, free / GIB, directory));
      }
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  private static boolean fits(long bytes) {
    return bytes < 0.8 * Runtime.getRuntime().maxMemory();
  }

  /** Whether the matrix goes to the disk without being held. */
  private boolean toDisk(NeuralTangent tangent, int n) {
    boolean npy = out != null && out.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    return npy && (n > SymmetricHalf.MOST || !fits(tangent.bytes(n)));
  }

  private void check(NeuralTangent tangent, int n) {
    long half = tangent.bytes(n) - tangent.sideBytes(n);
    long needed = tangent.bytes(n) + (json ? half : 0);
    if (n > SymmetricHalf.MOST || !fits(needed)) {
      throw new BadInput(
          "a kernel of %,d examples needs about %.1f GiB but Java may use %.1f GiB; --out FILE.npy computes it on the disk (%.1f GiB there), or take fewer examples, or give Java more, as GRADUS_JVM=-Xmx%dg"
              .formatted(
                  n,
                  needed / (double) (1L << 30),
                  Runtime.getRuntime().maxMemory() / (double) (1L << 30),
                  8.0 * n * n / (1L << 30),
                  (long) Math.ceil(needed / 0.8 / (1L << 30)) + 1));
    }
  }

  private static void write(NeuralTangent tangent, Dataset examples, Path file) {
    try {
      tangent.write(examples.inputs(), file);
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  private static void write(SymmetricHalf matrix, Path file) {
    boolean npy = file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    if (npy) {
      try {
        matrix.write(file);
      } catch (IOException e) {
        throw new CannotWrite(file, e);
      }
      return;
    }
    int n = matrix.order();
    AtomicFile.write(
        file,
        stream -> {
          for (int i = 0; i < n; i++) {
            StringBuilder row = new StringBuilder();
            for (int j = 0; j < n; j++) {
              row.append(j == 0 ? "" : ",").append(matrix.at(i, j));
            }
            stream.write(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private void print(Found found) {
    int d = found.examples.dimension();
    StringBuilder text = new StringBuilder();
    Lines.add(text, "examples", "%,d of dimension %,d".formatted(found.examples.size(), d));
    Lines.add(text, "kernel", kernel.words(d));
    Lines.add(
        text,
        "lambda_min",
        found.least.isPresent()
            ? Lines.number(found.least.getAsDouble())
            : "not computed for more than %,d rows".formatted(MOST_FOR_EIGENVALUE));
    found.notes.forEach(note -> Lines.add(text, "note", note));
    found
        .tangent
        .filter(matrix -> matrix.order() <= MOST_SHOWN)
        .ifPresent(matrix -> show(text, matrix));
    if (out != null) {
      Lines.add(text, "written", out.toString());
    }
    streams.out().print(text);
  }

  private static void show(StringBuilder text, SymmetricHalf matrix) {
    for (int i = 0; i < matrix.order(); i++) {
      StringBuilder row = new StringBuilder();
      for (int j = 0; j < matrix.order(); j++) {
        row.append(String.format(Locale.ROOT, "%14.8g", matrix.at(i, j)));
      }
      Lines.add(text, i == 0 ? "matrix" : "", row.toString());
    }
  }

  private void printJson(Found found) {
    try (JsonGenerator target = new JsonFactory().createGenerator(streams.out())) {
      target.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      target.writeStartObject();
      target.writeFieldName("ntk");
      rows(target, found.tangent.orElseThrow());
      target.writeFieldName("nngp");
      rows(target, found.covariance.orElseThrow());
      if (found.least.isPresent()) {
        target.writeNumberField("lambda_min", found.least.getAsDouble());
      } else {
        target.writeNullField("lambda_min");
      }
      target.writeArrayFieldStart("notes");
      for (String note : found.notes) {
        target.writeString(note);
      }
      target.writeEndArray();
      target.writeEndObject();
      target.flush();
      streams.out().println();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rows(JsonGenerator target, SymmetricHalf matrix) throws IOException {
    target.writeStartArray();
    for (int i = 0; i < matrix.order(); i++) {
      target.writeStartArray();
      for (int j = 0; j < matrix.order(); j++) {
        target.writeNumber(matrix.at(i, j));
      }
      target.writeEndArray();
    }
    target.writeEndArray();
  }
}
