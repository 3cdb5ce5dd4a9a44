package gradus.data;

import gradus.num.Matrix;
import java.nio.file.Path;
import java.util.Arrays;

/** A table of doubles that grows row by row while a file of unknown length is read. */
final class NumberTable {
  private final Path path;
  private final ReadLimits limits;
  private final int cols;
  private double[] data;
  private int rows;

  NumberTable(Path path, ReadLimits limits, int cols) {
    this.path = path;
    this.limits = limits;
    this.cols = cols;
    limits.check(path, 1, cols);
    this.data = new double[cols];
  }

  int rows() {
    return rows;
  }

  /** Makes room for one more row and gives the place of its first number in {@link #data()}. */
  int grow() {
    int at = rows * cols;
    if (at + cols > data.length) {
      limits.check(path, rows + 1L, cols);
      long larger =
          Math.min(Math.max(2L * data.length, 1024), Math.max(limits.numbers(), at + cols));
      data = Arrays.copyOf(data, (int) larger);
    }
    rows++;
    return at;
  }

  double[] data() {
    return data;
  }

  Matrix toMatrix() {
    return Matrix.wrap(rows, cols, Arrays.copyOf(data, rows * cols));
  }
}
