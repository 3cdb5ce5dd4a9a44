package gradus.cli;

import gradus.data.DataFiles;
import gradus.data.DataFormat;
import gradus.data.Loaded;
import gradus.data.Preparation;
import gradus.data.ReadOptions;
import gradus.num.Seed;
import gradus.study.DataSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The argument DATA of a command, with the options that say how it is read and prepared. */
final class DataOptions {
  @Parameters(
      paramLabel = "DATA",
      description =
          "A CSV, LIBSVM, IDX or CIFAR-10 file, a directory of the last two, or a law with its"
              + " arguments, as xor2:n=200,d=20.")
  private String data = "";

  @Option(
      names = "--label",
      paramLabel = "COL",
      description = "The column of the label: a name, or a number from 0 (default: the last).")
  private @Nullable String label;

  @Option(
      names = "--positive",
      paramLabel = "NAME",
      split = ",",
      description = "The classes that become +1 (default with --negative: all others).")
  private List<String> positive = new ArrayList<>();

  @Option(
      names = "--negative",
      paramLabel = "NAME",
      split = ",",
      description = "The classes that become -1 (default with --positive: all others).")
  private List<String> negative = new ArrayList<>();

  @Option(names = "--bias", description = "Appends a coordinate 1.")
  private boolean bias;

  @Option(
      names = "--standardise",
      description = "Gives each coordinate mean 0 and standard deviation 1.")
  private boolean standardise;

  @Option(names = "--unit-norm", description = "Gives each example norm 1, before the bias.")
  private boolean unitNorm;

  @Option(
      names = "--random-labels",
      paramLabel = "SHARE",
      description = "Draws the labels of this share of the examples at random.")
  private double randomLabels;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, libsvm, idx or cifar10 (default: recognised).")
  private @Nullable String format;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first line of a CSV file names the columns (default: recognised).")
  private @Nullable Boolean header;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What a law and random labels are drawn from (default: 1).")
  private long seed = 1;

  /** The DATA argument as it was typed. */
  String name() {
    return data;
  }

  /** Where the examples come from and what is done to them. */
  DataSpec spec() {
    return new DataSpec(
        DataSpec.Source.named(data, options()),
        List.of(),
        new Preparation(positive, negative, 0, randomLabels, standardise, unitNorm, bias),
        OptionalLong.empty());
  }

  /** The examples of two classes, labelled +1 and -1 and prepared, with the files behind them. */
  Loaded signs(Streams streams) {
    DataSpec spec = spec();
    Seed root = new Seed(seed);
    DataFiles places = DataFiles.in(Path.of(""), streams.dataRoot());
    Loaded raw = spec.raw(places, root).loaded();
    boolean chosen = !positive.isEmpty() || !negative.isEmpty();
    Loaded labelled =
        chosen ? raw : new Loaded(raw.train().asSigns(), Optional.empty(), raw.files());
    return spec.prepared(labelled, root);
  }

  /** The examples with the labels they have, or of two classes where some were named; prepared. */
  Loaded examples(Streams streams) {
    Seed root = new Seed(seed);
    DataFiles places = DataFiles.in(Path.of(""), streams.dataRoot());
    return spec().prepared(spec().raw(places, root).loaded(), root);
  }

  /** What a law and random labels are drawn from. */
  Seed seed() {
    return new Seed(seed);
  }

  private ReadOptions options() {
    ReadOptions options = ReadOptions.usual();
    if (label != null) {
      options = options.withLabel(label);
    }
    if (format != null) {
      options = options.withFormat(DataFormat.named(format));
    }
    if (header != null) {
      options = options.withHeader(header);
    }
    if (!positive.isEmpty() && !negative.isEmpty()) {
      // Classes nobody asked for need not take memory.
      List<String> wanted = new ArrayList<>(positive);
      wanted.addAll(negative);
      options = options.withClasses(wanted);
    }
    return options;
  }
}
