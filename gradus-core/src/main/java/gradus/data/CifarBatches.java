package gradus.data;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the batch files of CIFAR-10. */
final class CifarBatches {
  private static final Pattern TRAIN = Pattern.compile("data_batch_([0-9]+)\\.bin(\\.gz)?");
  private static final Pattern TEST = Pattern.compile("test_batch()\\.bin(\\.gz)?");

  private CifarBatches() {}

  /** Whether the directory holds training batches. */
  static boolean hold(Path directory) {
    return !find(directory, TRAIN).isEmpty();
  }

  /** The training batches in a directory, in order, or the one batch given. */
  static List<Path> train(Path given) {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    List<Path> found = find(given, TRAIN);
    if (found.isEmpty()) {
      throw BadInput.in(given, "no data_batch_1.bin or the same with .gz lies here");
    }
    return found;
  }

  /** The test batch in a directory, or beside the one batch given. */
  static List<Path> test(Path given) {
    Path parent = given.toAbsolutePath().getParent();
    Path folder = Files.isDirectory(given) || parent == null ? given : parent;
    List<Path> found = find(folder, TEST);
    if (found.isEmpty()) {
      throw BadInput.in(folder, "no test_batch.bin or the same with .gz lies here");
    }
    return found;
  }

  /** The files of that name by number, each unpacked rather than packed where both lie there. */
  private static List<Path> find(Path directory, Pattern pattern) {
    Map<String, Path> byNumber = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .sorted()
          .forEach(
              file -> {
                Matcher match = pattern.matcher(String.valueOf(file.getFileName()));
                if (match.matches()) {
                  byNumber.putIfAbsent(match.group(1), file);
                }
              });
    } catch (IOException e) {
      throw new BadInput(directory + ": the directory cannot be read (" + e.getMessage() + ")", e);
    }
    return List.copyOf(byNumber.values());
  }
}
