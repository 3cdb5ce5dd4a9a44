package gradus.data;

import gradus.num.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of numbers with a label in each row. */
final class CsvReader {
  private final Path path;
  private final ReadOptions options;
  private final CsvColumns columns;
  private final int width;
  private final int label;
  private final List<String> features;
  private final NumberTable table;
  private final LabelColumn labels;

  /** The examples in a CSV file's content. */
  static Dataset read(InputStream content, Path path, String name, ReadOptions options)
      throws IOException {
    // A decoder of our own, as the one that readers make by default hides bytes that are not text.
    BufferedReader text =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()));
    CsvRecords records = new CsvRecords(path, text);
    List<String> first = records.next();
    long firstLine = records.line();
    List<String> second = records.next();
    if (first.isEmpty()) {
      throw BadInput.in(path, "rows of numbers are needed, but the file is empty");
    }
    CsvReader reader = new CsvReader(path, first, second, options);
    if (reader.columns.firstRow()) {
      reader.add(first, firstLine);
    }
    for (List<String> row = second; !row.isEmpty(); row = records.next()) {
      reader.add(row, records.line());
    }
    return reader.dataset(name);
  }

  private CsvReader(Path path, List<String> first, List<String> second, ReadOptions options) {
    this.path = path;
    this.options = options;
    this.columns = CsvColumns.of(path, first, second, options);
    this.width = columns.names().isEmpty() ? first.size() : columns.names().size();
    if (width < 2) {
      throw BadInput.at(
          path,
          1,
          "a label and at least one feature are needed, but there is one column: '%s'"
              .formatted(Excerpt.of(first.getFirst())));
    }
    this.label = labelColumn();
    List<String> rest = new ArrayList<>(columns.names());
    if (rest.isEmpty()) {
      rest = new ArrayList<>(Dataset.plainNames(width - 1));
    } else {
      rest.remove(label);
    }
    this.features = List.copyOf(rest);
    this.table = new NumberTable(path, options.limits(), width - 1);
    this.labels = new LabelColumn(path, column(label));
  }

  private int labelColumn() {
    String asked = options.label().orElse("-1");
    List<String> names = columns.names();
    int found = names.indexOf(asked);
    if (found >= 0) {
      if (names.lastIndexOf(asked) != found) {
        throw BadInput.at(
            path, 1, "two columns are called '%s'; give the label's index".formatted(asked));
      }
      return found;
    }
    if (!asked.matches("[+-]?[0-9]{1,9}")) {
      throw BadInput.at(
          path,
          1,
          names.isEmpty()
              ? "there is no label column '%s', as no line names the %d columns; give its index, such as -1 for the last"
                  .formatted(Excerpt.of(asked), width)
              : "there is no label column %s; the columns are %s"
                  .formatted(Spelling.quoted(asked, names), Spelling.list(names)));
    }
    int index = Integer.parseInt(asked);
    int column = index < 0 ? index + width : index;
    if (column < 0 || column >= width) {
      throw BadInput.at(
          path,
          1,
          "there is no label column %d; the %d columns are 0 to %d, or %d to -1 from the end"
              .formatted(index, width, width - 1, -width));
    }
    if (!columns.classes().isEmpty() && column != width - 1) {
      throw BadInput.at(
          path,
          1,
          "line 1 names classes, so the label is the last column and not %d".formatted(index));
    }
    return column;
  }

  private void add(List<String> row, long line) {
    if (row.size() != width) {
      throw BadInput.at(
          path,
          line,
          "%d fields are needed as in line 1, but %d came".formatted(width, row.size()));
    }
    int at = table.grow();
    for (int j = 0; j < width; j++) {
      if (j == label) {
        labels.add(row.get(j), line);
      } else {
        table.data()[at++] = number(row.get(j), j, line);
      }
    }
  }

  private double number(String field, int j, long line) {
    double value = Decimal.parse(field);
    if (Double.isFinite(value)) {
      return value;
    }
    String advice =
        field.isEmpty()
            ? "a number is needed, but the field is empty; fill it in or remove the row"
            : Decimal.isMissing(field)
                ? "a finite number is needed, but '%s' came; repair or remove the row"
                : "a number is needed, but '%s' came; code words as numbers, or give header: true"
                    + " if this line names the columns";
    throw BadInput.at(path, line, column(j) + ": " + advice.formatted(Excerpt.of(field)));
  }

  /** What messages call column j: its number from 1, and its name if it has one. */
  private String column(int j) {
    return columns.names().isEmpty()
        ? "column " + (j + 1)
        : "column %d ('%s')".formatted(j + 1, Excerpt.of(columns.names().get(j)));
  }

  private Dataset dataset(String name) {
    if (table.rows() == 0) {
      throw BadInput.in(path, "rows of numbers are needed, but only a header line came");
    }
    if (columns.rows() >= 0 && columns.rows() != table.rows()) {
      throw BadInput.at(
          path,
          1,
          "the line promises %d rows, but %d came; the file is cut or was changed"
              .formatted(columns.rows(), table.rows()));
    }
    Labels found =
        columns.classes().isEmpty()
            ? labels.labels(options.kind())
            : labels.labels(columns.classes());
    return new Dataset(name, table.toMatrix(), found, features, List.of(width - 1));
  }
}
