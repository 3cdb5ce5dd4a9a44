package gradus.kernel;

import gradus.num.Matrix;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A symmetric matrix of which the lower half is held, row by row: entry (i, j), j ≤ i, stands at
 * i(i + 1)/2 + j.
 */
public final class SymmetricHalf {
  /** The largest order whose half fits an array. */
  public static final int MOST = 65_535;

  private final int order;
  private final double[] data;

  SymmetricHalf(int order) {
    if (order > MOST) {
      throw new IllegalArgumentException(
          "a symmetric half holds at most %d rows, not %d".formatted(MOST, order));
    }
    this.order = order;
    this.data = new double[(int) entries(order)];
  }

  /** The lower half of a square matrix. */
  public static SymmetricHalf of(Matrix full) {
    SymmetricHalf half = new SymmetricHalf(full.rows());
    for (int i = 0; i < half.order; i++) {
      System.arraycopy(full.data(), i * full.cols(), half.data, start(i), i + 1);
    }
    return half;
  }

  /** The numbers in the half of order n. */
  static long entries(long n) {
    return n * (n + 1) / 2;
  }

  private static int start(int i) {
    return (int) entries(i);
  }

  /** The number n of rows. */
  public int order() {
    return order;
  }

  /** Entry (i, j), either way round. */
  public double at(int i, int j) {
    return i >= j ? data[start(i) + j] : data[start(j) + i];
  }

  /** Row i up to the diagonal: {@code count} entries from column {@code j}, taken in. */
  void put(int i, int j, double[] row, int from, int count) {
    System.arraycopy(row, from, data, start(i) + j, count);
  }

  /** The diagonal, a copy. */
  public double[] diagonal() {
    double[] diagonal = new double[order];
    for (int i = 0; i < order; i++) {
      diagonal[i] = at(i, i);
    }
    return diagonal;
  }

  /** The whole matrix, n x n. */
  public Matrix full() {
    Matrix full = Matrix.zeros(order, order);
    double[] to = full.data();
    for (int i = 0; i < order; i++) {
      System.arraycopy(data, start(i), to, i * order, i + 1);
      for (int j = 0; j < i; j++) {
        to[j * order + i] = data[start(i) + j];
      }
    }
    return full;
  }

  /**
   * Writes the whole matrix to a NumPy file, which appears when it is whole.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    double[] row = new double[order];
    try (KernelFile target = KernelFile.create(file, order)) {
      for (int i = 0; i < order; i++) {
        System.arraycopy(data, start(i), row, 0, i + 1);
        target.put(i, 0, row, i + 1);
      }
      target.commit();
    }
  }

  /** The matrix of the given rows and columns: entry (i, j) is this matrix's (rows_i, cols_j). */
  public Matrix select(int[] rows, int[] cols) {
    Matrix part = Matrix.zeros(rows.length, cols.length);
    double[] to = part.data();
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < cols.length; j++) {
        to[i * cols.length + j] = at(rows[i], cols[j]);
      }
    }
    return part;
  }
}
