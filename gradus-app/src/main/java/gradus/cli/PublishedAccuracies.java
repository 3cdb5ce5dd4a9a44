package gradus.cli;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accuracies of many classifiers on many data sets, in percent, from a CSV file whose first column
 * names the data set and whose first line the classifiers; empty fields are unknown.
 */
final class PublishedAccuracies {
  private static final long MOST_BYTES = 16L << 20;

  /** Names under which the data folder holds sets of the publication. */
  private static final Map<String, String> NAMES =
      Map.of(
          "german-credit", "statlog-german-credit",
          "heart", "statlog-heart",
          "image-segmentation", "statlog-image",
          "sonar", "conn-bench-sonar-mines-rocks",
          "vehicle", "statlog-vehicle",
          "vertebral-2", "vertebral-column-2clases");

  private final List<String> classifiers;
  private final Map<String, double[]> rows = new HashMap<>();

  private PublishedAccuracies(List<String> classifiers) {
    this.classifiers = classifiers;
  }

  static PublishedAccuracies read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInput.in(file, "is larger than 16 MiB, too large for a table of accuracies");
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.isEmpty()) {
        throw BadInput.in(file, "is empty");
      }
      String[] head = lines.getFirst().split(",", -1);
      PublishedAccuracies table = new PublishedAccuracies(List.of(head).subList(1, head.length));
      for (int i = 1; i < lines.size(); i++) {
        String[] words = lines.get(i).split(",", -1);
        if (words.length != head.length) {
          throw BadInput.at(
              file,
              i + 1,
              "%d fields are needed, but %d came".formatted(head.length, words.length));
        }
        double[] row = new double[words.length - 1];
        for (int k = 1; k < words.length; k++) {
          row[k - 1] = words[k].isEmpty() ? Double.NaN : number(file, i + 1, words[k]);
        }
        table.rows.put(words[0], row);
      }
      return table;
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read as a table of accuracies", e);
    }
  }

  private static double number(Path file, int line, String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw BadInput.at(file, line, "'%s' is no accuracy".formatted(word));
    }
  }

  /** The accuracies on a set by its own name or the one it has in the data folder, in percent. */
  Optional<double[]> of(String set) {
    double[] row = rows.get(set);
    return Optional.ofNullable(row == null ? rows.get(NAMES.getOrDefault(set, set)) : row);
  }

  /** The accuracy of a classifier in such a row; NaN where unknown. */
  double at(double[] row, String classifier) {
    int k = classifiers.indexOf(classifier);
    return k < 0 ? Double.NaN : row[k];
  }

  /** The names of the classifiers. */
  List<String> classifiers() {
    return classifiers;
  }

  /**
   * The rank of an accuracy among those published for the set and itself, 1 the best; ties halve.
   */
  static double rank(double[] row, double accuracy) {
    double better = Arrays.stream(row).filter(v -> v > accuracy).count();
    double same = Arrays.stream(row).filter(v -> v == accuracy).count();
    return 1 + better + same / 2;
  }

  /** The best published accuracy on the set. */
  static double best(double[] row) {
    return Arrays.stream(row).filter(Double::isFinite).max().orElse(Double.NaN);
  }
}
