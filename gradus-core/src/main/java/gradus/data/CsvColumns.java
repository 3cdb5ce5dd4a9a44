package gradus.data;

import gradus.num.BadInput;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the first line of a CSV file says of the columns.
 *
 * @param names the names of all columns, the label's among them; empty where none are given
 * @param rows the number of rows that the first line promises, or -1
 * @param classes the names of the classes, where the first line gives them
 * @param firstRow whether the first line is itself a row
 */
record CsvColumns(List<String> names, long rows, List<String> classes, boolean firstRow) {

  /**
   * Reads the first line in the light of the second.
   *
   * <p>Three forms: {@code rows,features,class names...} (as in scikit-learn's own files) where the
   * two counts fit; names of columns, if a field other than the label is no number, or the label is
   * a word where the second line has a number; otherwise a row.
   */
  static CsvColumns of(Path path, List<String> first, List<String> second, ReadOptions options) {
    boolean rowFirst = options.header().isPresent() && !options.header().get();
    if (rowFirst) {
      return new CsvColumns(List.of(), -1, List.of(), true);
    }
    if (looksCounted(first, second)) {
      return counted(path, first, second);
    }
    if (options.header().isPresent() || looksNamed(first, second, options)) {
      return new CsvColumns(first, -1, List.of(), false);
    }
    return new CsvColumns(List.of(), -1, List.of(), true);
  }

  /** Two counts and then names; by the width of the second line where the names are numbers. */
  private static boolean looksCounted(List<String> first, List<String> second) {
    if (first.size() < 3 || !isCount(first.get(0)) || !isCount(first.get(1))) {
      return false;
    }
    boolean words = first.stream().skip(2).noneMatch(f -> Decimal.matches(f) || f.isEmpty());
    boolean fits = Integer.parseInt(first.get(1)) + 1 == second.size();
    return words ? fits || first.size() != second.size() : fits && first.size() != second.size();
  }

  private static CsvColumns counted(Path path, List<String> first, List<String> second) {
    int features = Integer.parseInt(first.get(1));
    if (second.size() != features + 1) {
      throw BadInput.at(
          path,
          2,
          "line 1 promises %d features and a class, %d fields, but %d came"
              .formatted(features, features + 1, second.size()));
    }
    List<String> names =
        Stream.concat(Dataset.plainNames(features).stream(), Stream.of("class")).toList();
    return new CsvColumns(
        names, Integer.parseInt(first.get(0)), first.subList(2, first.size()), false);
  }

  private static boolean looksNamed(List<String> first, List<String> second, ReadOptions options) {
    int label = first.size() - 1;
    if (options.label().isPresent()) {
      String asked = options.label().get();
      if (!asked.matches("[+-]?[0-9]{1,9}")) {
        return first.contains(asked) || anyWord(first, -1);
      }
      int index = Integer.parseInt(asked);
      label = index < 0 ? index + first.size() : index;
    }
    if (anyWord(first, label)) {
      return true;
    }
    boolean wordFirst = label >= 0 && label < first.size() && isWord(first.get(label));
    return wordFirst && label < second.size() && Decimal.matches(second.get(label));
  }

  private static boolean anyWord(List<String> fields, int except) {
    for (int j = 0; j < fields.size(); j++) {
      if (j != except && isWord(fields.get(j))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(String field) {
    return !Decimal.matches(field) && !Decimal.isMissing(field);
  }

  private static boolean isCount(String field) {
    return field.matches("[0-9]{1,9}");
  }
}
