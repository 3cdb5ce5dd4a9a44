package gradus.cli;

import gradus.data.DataFiles;
import gradus.data.Dataset;
import gradus.data.DelgadoArchive;
import gradus.data.Folds;
import gradus.data.LabelKind;
import gradus.data.Labels;
import gradus.data.ReadOptions;
import gradus.kernel.KernelClassifier;
import gradus.kernel.KernelSearch;
import gradus.num.BadInput;
import gradus.num.Seed;
import gradus.study.AtomicFile;
import gradus.study.CannotWrite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gradus ntk classify}: tangent kernels as classifiers of small tables. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description =
        "Classifies tables with tangent kernels of ReLU networks: depth, number of fixed layers and"
            + " the classifier's own number are chosen on one part of the rows, accuracy is"
            + " measured on others. DATA is a CSV file, a directory of such files with"
            + " <name>.folds.txt beside them, or a zip file in the form of Fernandez-Delgado et al."
            + " (2014).")
final class NtkClassifyCommand implements Callable<Integer> {
  private static final String RESULTS = "classify.csv";
  private static final String FOLDS = ".folds.txt";

  private final Streams streams;

  @Parameters(paramLabel = "DATA", arity = "1..*", description = "What to classify.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--folds",
      paramLabel = "FILE",
      description =
          "Row numbers from 0: a line of train and one of validation rows for the choice, then such"
              + " pairs for the accuracy (default: <name>.folds.txt beside a CSV file, or four"
              + " drawn parts).")
  private @Nullable String folds;

  @Option(names = "--method", paramLabel = "METHOD", description = "svm (default) or ridge.")
  private String method = "svm";

  @Option(
      names = "--max-depth",
      paramLabel = "L",
      description = "The largest number of hidden layers tried (default: 4).")
  private int most = 4;

  @Option(
      names = "--published",
      paramLabel = "FILE",
      description =
          "Accuracies of other classifiers to show beside (default:"
              + " uci/delgado90/published_accuracy.csv where it is found).")
  private @Nullable String published;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keeps results there as they come, and goes on from what is there.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What parts are drawn from where no folds are given (default: 1).")
  private long seed = 1;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the results as one JSON object.")
  private boolean json;

  NtkClassifyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    KernelClassifier classifier =
        switch (method.toLowerCase(Locale.ROOT)) {
          case "svm" -> KernelClassifier.SVM;
          case "ridge" -> KernelClassifier.RIDGE;
          default -> throw new BadInput("--method is svm or ridge, not '%s'".formatted(method));
        };
    if (most < 0 || most > 50) {
      throw new BadInput("--max-depth needs a whole number from 0 to 50, not " + most);
    }
    DataFiles places = DataFiles.in(Path.of(""), streams.dataRoot());
    PublishedAccuracies beside = beside(places);
    Map<String, Supplier<DelgadoArchive.Folded>> sets = sets(places);
    if (sets.isEmpty()) {
      throw new BadInput("no data set with folds was found in %s".formatted(data));
    }
    Map<String, ClassifyRow> done = earlier();
    for (Map.Entry<String, Supplier<DelgadoArchive.Folded>> set : sets.entrySet()) {
      if (!done.containsKey(set.getKey())) {
        ClassifyRow row = classify(set.getKey(), set.getValue().get(), classifier);
        done.put(set.getKey(), row);
        keep(done);
        if (!quiet && sets.size() > 1) {
          streams
              .err()
              .printf(
                  Locale.ROOT,
                  "%3d/%d  %-32s %6.2f  %7.1f s%n",
                  done.size(),
                  sets.size(),
                  row.set(),
                  100 * row.result().accuracy(),
                  row.seconds());
          streams.err().flush();
        }
      }
    }
    List<ClassifyRow> rows = sets.keySet().stream().map(done::get).toList();
    ClassifyTable table = new ClassifyTable(rows, beside);
    streams.out().print(json ? table.json() + System.lineSeparator() : table.text());
    streams.out().flush();
    return ExitCode.DONE;
  }

  private ClassifyRow classify(
      String name, DelgadoArchive.Folded set, KernelClassifier classifier) {
    long began = System.nanoTime();
    Labels.Classes labels = (Labels.Classes) set.data().labels();
    try (Waiting waiting = new Waiting(streams, streams.terminal() && !quiet)) {
      waiting.on("classifying %s, %,d examples".formatted(name, set.data().size()));
      KernelSearch.Result result =
          KernelSearch.run(set.data().inputs(), labels.index(), set.folds(), classifier, most);
      return new ClassifyRow(
          name,
          set.data().size(),
          labels.names().size(),
          result,
          (System.nanoTime() - began) / 1e9);
    }
  }

  private @Nullable PublishedAccuracies beside(DataFiles places) {
    if (published != null) {
      return PublishedAccuracies.read(places.resolve(published));
    }
    Path usual =
        streams.dataRoot().orElse(Path.of("")).resolve("uci/delgado90/published_accuracy.csv");
    return Files.isRegularFile(usual) ? PublishedAccuracies.read(usual) : null;
  }

  /** Every set by its name, read when its turn comes. */
  private Map<String, Supplier<DelgadoArchive.Folded>> sets(DataFiles places) {
    Map<String, Supplier<DelgadoArchive.Folded>> sets = new LinkedHashMap<>();
    for (String name : data) {
      Path path = places.resolve(name);
      if (name.endsWith(".zip")) {
        DelgadoArchive archive = new DelgadoArchive(path);
        archive.names().forEach(set -> sets.put(set, () -> archive.read(set)));
      } else if (Files.isDirectory(path)) {
        for (Path file : tables(path)) {
          sets.put(
              stem(file.toString()),
              () ->
                  table(
                      places, file.toString(), file.resolveSibling(stem(file.toString()) + FOLDS)));
        }
      } else {
        Path folded = path.resolveSibling(stem(path.toString()) + FOLDS);
        Path chosen =
            folds != null ? places.resolve(folds) : Files.isRegularFile(folded) ? folded : null;
        sets.put(stem(name), () -> table(places, name, chosen));
      }
    }
    return sets;
  }

  private static List<Path> tables(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".csv"))
          .filter(file -> Files.isRegularFile(file.resolveSibling(stem(file.toString()) + FOLDS)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInput(directory + ": cannot be listed", e);
    }
  }

  private static String stem(String path) {
    String file = Path.of(path).getFileName().toString();
    int dot = file.indexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private DelgadoArchive.Folded table(DataFiles places, String name, @Nullable Path foldFile) {
    Dataset read = places.read(name, ReadOptions.usual().withKind(LabelKind.CLASSES)).train();
    if (!(read.labels() instanceof Labels.Classes classes)) {
      throw BadInput.in(name, "labels that name classes are needed");
    }
    Folds rows =
        foldFile == null
            ? Folds.drawn(classes.index(), 4, new Seed(seed).child("folds"))
            : Folds.read(foldFile, read.size());
    return new DelgadoArchive.Folded(read, rows);
  }

  private String settings() {
    return "# method %s, max depth %d, seed %d".formatted(method, most, seed);
  }

  /** The results that an earlier run kept. */
  private Map<String, ClassifyRow> earlier() {
    Map<String, ClassifyRow> done = new LinkedHashMap<>();
    if (out == null) {
      return done;
    }
    Path file = out.resolve(RESULTS);
    try {
      Files.createDirectories(out);
      if (!Files.exists(file)) {
        return done;
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.isEmpty() || !lines.getFirst().equals(settings())) {
        throw BadInput.in(
            file,
            "was made with other settings than '%s'; name another directory".formatted(settings()));
      }
      for (int i = 2; i < lines.size(); i++) {
        ClassifyRow row = ClassifyRow.parse(file.toString(), i + 1, lines.get(i));
        done.put(row.set(), row);
      }
      return done;
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  private void keep(Map<String, ClassifyRow> done) {
    if (out == null) {
      return;
    }
    StringBuilder text = new StringBuilder(settings() + "\n" + ClassifyRow.HEAD + "\n");
    done.values().forEach(row -> text.append(row.line()).append('\n'));
    AtomicFile.write(out.resolve(RESULTS), text.toString());
  }
}
