package gradus.study;

import java.util.List;

/**
 * What the probes read along one arm: a table with one row per recording.
 *
 * @param columns the names of the columns
 * @param rows one array per recording, as long as there are columns
 */
public record Trace(List<String> columns, List<double[]> rows) {
  /** Copies the lists. */
  public Trace {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether there is such a column. */
  public boolean has(String column) {
    return columns.contains(column);
  }

  /** One column from the first recording to the last. */
  public double[] column(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column '" + column + "'; there are " + columns);
    }
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i)[index];
    }
    return values;
  }

  /** The number of recordings. */
  public int size() {
    return rows.size();
  }
}
