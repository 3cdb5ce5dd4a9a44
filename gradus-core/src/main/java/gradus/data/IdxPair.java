package gradus.data;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two files of a set of IDX images.
 *
 * @param images the images
 * @param labels their labels
 */
record IdxPair(Path images, Path labels) {
  private static final Pattern IMAGES =
      Pattern.compile("(?<part>.*)images(?<dot>[-.])idx3(?<rest>[-.]ubyte)?(\\.gz)?");

  /** Whether the name is that of an IDX file of images or labels. */
  static boolean named(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.contains("idx3") || name.contains("idx1");
  }

  /** The training pair that a user means by a file of images or by a directory. */
  static IdxPair train(Path given, Optional<Path> labels) {
    Path images = Files.isDirectory(given) ? imagesIn(given, "train") : given;
    return new IdxPair(images, labels.orElseGet(() -> labelsOf(images)));
  }

  /** The test pair t10k beside the training pair. */
  IdxPair test() {
    String name = String.valueOf(images.getFileName());
    if (!name.startsWith("train")) {
      throw BadInput.in(
          images,
          "test images are found beside a file named 'train...', which this is not; name the test"
              + " file");
    }
    Path folder = folder(images);
    Path other = imagesIn(folder, "t10k");
    return new IdxPair(other, labelsOf(other));
  }

  /** Whether the directory holds IDX images. */
  static boolean holds(Path directory) {
    return images(directory).findAny().isPresent();
  }

  private static Path imagesIn(Path directory, String part) {
    List<Path> all = images(directory).toList();
    List<Path> fitting =
        all.stream().filter(p -> String.valueOf(p.getFileName()).startsWith(part)).toList();
    if (!fitting.isEmpty()) {
      return fitting.getFirst();
    }
    if (all.size() == 1 && part.equals("train")) {
      return all.getFirst();
    }
    throw BadInput.in(
        directory, "no '%s-images-idx3-ubyte' or the same with .gz lies here".formatted(part));
  }

  private static Stream<Path> images(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(p -> IMAGES.matcher(String.valueOf(p.getFileName())).matches())
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new BadInput(directory + ": the directory cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Path labelsOf(Path images) {
    String name = String.valueOf(images.getFileName());
    Matcher match = IMAGES.matcher(name);
    if (!match.matches()) {
      throw BadInput.in(
          images,
          name.contains("idx1")
              ? "this is a file of labels; name the file of images (…images-idx3-ubyte)"
              : "the labels of IDX images are found by the name '…images-idx3-ubyte', which this is"
                  + " not; name the labels file");
    }
    String rest = match.group("rest");
    String bare =
        match.group("part") + "labels" + match.group("dot") + "idx1" + (rest == null ? "" : rest);
    Path folder = folder(images);
    for (String candidate : List.of(bare, bare + ".gz")) {
      if (Files.exists(folder.resolve(candidate))) {
        return folder.resolve(candidate);
      }
    }
    throw BadInput.in(
        images,
        "its labels are missing: neither %s nor %s.gz lies beside it".formatted(bare, bare));
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}
