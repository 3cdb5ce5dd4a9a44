package gradus.data;

import gradus.num.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The front door to data in files: finds a file by its name, recognises its format, and reads it.
 *
 * <p>A name is looked up as given (relative to the base directory) and then under the data root,
 * which users set as the environment variable GRADUS_DATA. Formats: CSV, LIBSVM, IDX (the file of
 * images, or a directory of pairs), CIFAR-10 (a batch, or a directory of batches), each also packed
 * by gzip. Whatever is wrong with a file is a {@link BadInput} of one line that names the file and,
 * in text, the line.
 */
public final class DataFiles {
  private final Path base;
  private final Optional<Path> root;

  private DataFiles(Path base, Optional<Path> root) {
    this.base = base;
    this.root = root;
  }

  /** Files named relative to a base directory, then under the root if there is one. */
  public static DataFiles in(Path base, Optional<Path> root) {
    return new DataFiles(base, root);
  }

  /**
   * Where the file or directory of that name lies.
   *
   * @throws BadInput if it is nowhere; the message names every place looked at
   */
  public Path resolve(String name) {
    List<Path> places = new ArrayList<>();
    try {
      places.add(base.resolve(name).normalize());
      root.ifPresent(dir -> places.add(dir.resolve(name).normalize()));
    } catch (InvalidPathException e) {
      throw new BadInput("'%s' is no file name: %s".formatted(Excerpt.of(name), e.getReason()), e);
    }
    for (Path place : places) {
      if (Files.exists(place)) {
        return place;
      }
    }
    String looked = String.join(" or ", places.stream().distinct().map(Path::toString).toList());
    throw new BadInput(
        "there is no data file '%s': nothing lies at %s%s"
            .formatted(
                name,
                looked,
                root.isPresent()
                    ? ""
                    : "; set GRADUS_DATA to the directory of your data to look there as well"));
  }

  /**
   * The examples in a file, with the test set where the options ask for one. The test set has the
   * features of the training set and its classes in the same order.
   *
   * @throws BadInput if a file is missing, damaged, too large or not what it should be
   */
  public Loaded read(String name, ReadOptions options) {
    Path path = resolve(name);
    DataFormat format = options.format().orElseGet(() -> FormatGuess.of(path));
    List<FileHash> log = new ArrayList<>();
    Dataset train =
        switch (format) {
          case CSV -> text(path, name, options, log, CsvReader::read);
          case LIBSVM -> text(path, name, options, log, LibsvmReader::read);
          case IDX -> {
            IdxPair pair = IdxPair.train(path, options.labelsFile().map(this::resolve));
            yield IdxReader.read(pair.images(), pair.labels(), name, options, log);
          }
          case CIFAR10 -> CifarReader.read(CifarBatches.train(path), name, options, log);
        };
    Optional<Dataset> test = Optional.empty();
    if (options.testFile().isPresent()) {
      test = Optional.of(testFile(options.testFile().get(), format, train, options, log));
    } else if (options.testPart()) {
      test = Optional.of(testPart(path, name + " (test)", format, options, log));
    }
    return new Loaded(train, test.map(t -> TestAlignment.align(train, t)), log);
  }

  private Dataset testFile(
      String name, DataFormat format, Dataset train, ReadOptions options, List<FileHash> log) {
    ReadOptions same =
        new ReadOptions(
            options.format(),
            options.header(),
            options.label(),
            train.labels() instanceof Labels.Values ? LabelKind.VALUES : options.kind(),
            Optional.empty(),
            options.rawPixels(),
            options.classes(),
            format == DataFormat.LIBSVM ? Optional.of(train.dimension()) : Optional.empty(),
            Optional.empty(),
            false,
            options.limits());
    Loaded loaded = read(name, same);
    log.addAll(loaded.files());
    return loaded.train();
  }

  private static Dataset testPart(
      Path path, String name, DataFormat format, ReadOptions options, List<FileHash> log) {
    return switch (format) {
      case IDX -> {
        IdxPair pair = IdxPair.train(path, Optional.empty()).test();
        yield IdxReader.read(pair.images(), pair.labels(), name, options, log);
      }
      case CIFAR10 -> CifarReader.read(CifarBatches.test(path), name, options, log);
      case CSV, LIBSVM ->
          throw BadInput.in(
              path, "a text file has no test part of its own; name a test file or a test share");
    };
  }

  @FunctionalInterface
  private interface TextReader {
    Dataset read(InputStream content, Path path, String name, ReadOptions options)
        throws IOException;
  }

  private static Dataset text(
      Path path, String name, ReadOptions options, List<FileHash> log, TextReader reader) {
    Dataset all =
        SourceFile.read(
            path, options.limits(), log, content -> reader.read(content, path, name, options));
    return options.classes().isEmpty() ? all : all.onlyClasses(options.classes());
  }
}
