package gradus.num;

import java.util.Arrays;

/**
 * A dense real matrix, row-major: entry (i, j) of a rows x cols matrix is {@code data[i * cols +
 * j]}.
 *
 * <p>A small value for the edges of the library; the inner loops work on {@link #data()} through
 * {@link Blas}.
 */
public final class Matrix {
  private final int rows;
  private final int cols;
  private final double[] data;

  private Matrix(int rows, int cols, double[] data) {
    this.rows = rows;
    this.cols = cols;
    this.data = data;
  }

  /** The rows x cols matrix of zeros. */
  public static Matrix zeros(int rows, int cols) {
    return new Matrix(rows, cols, new double[Math.multiplyExact(rows, cols)]);
  }

  /** The identity of order n. */
  public static Matrix identity(int n) {
    Matrix eye = zeros(n, n);
    for (int i = 0; i < n; i++) {
      eye.data[i * n + i] = 1;
    }
    return eye;
  }

  /** A view of row-major data; the array is not copied. */
  public static Matrix wrap(int rows, int cols, double[] data) {
    if (data.length != (long) rows * cols) {
      throw new IllegalArgumentException(
          "a %d x %d matrix needs %d numbers, but %d came"
              .formatted(rows, cols, (long) rows * cols, data.length));
    }
    return new Matrix(rows, cols, data);
  }

  /** A copy of the given rows, all of one length. */
  public static Matrix ofRows(double[]... rows) {
    int cols = rows.length == 0 ? 0 : rows[0].length;
    Matrix matrix = zeros(rows.length, cols);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != cols) {
        throw new IllegalArgumentException(
            "row %d has %d numbers where row 0 has %d".formatted(i, rows[i].length, cols));
      }
      System.arraycopy(rows[i], 0, matrix.data, i * cols, cols);
    }
    return matrix;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int cols() {
    return cols;
  }

  /** The entries, row by row: the matrix's own array. */
  public double[] data() {
    return data;
  }

  /** Entry (i, j), from 0. */
  public double at(int i, int j) {
    return data[i * cols + j];
  }

  /** Sets entry (i, j). */
  public void set(int i, int j, double value) {
    data[i * cols + j] = value;
  }

  /** A copy of row i. */
  public double[] row(int i) {
    return Arrays.copyOfRange(data, i * cols, (i + 1) * cols);
  }

  /** A copy of column j. */
  public double[] col(int j) {
    double[] column = new double[rows];
    for (int i = 0; i < rows; i++) {
      column[i] = data[i * cols + j];
    }
    return column;
  }

  /** A copy. */
  public Matrix copy() {
    return new Matrix(rows, cols, data.clone());
  }

  /** The transpose, a copy. */
  public Matrix transpose() {
    Matrix t = zeros(cols, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        t.data[j * rows + i] = data[i * cols + j];
      }
    }
    return t;
  }

  /** The product AB. */
  public Matrix times(Matrix b) {
    if (cols != b.rows) {
      throw new IllegalArgumentException(
          "a product needs inner sizes that agree: %d x %d times %d x %d"
              .formatted(rows, cols, b.rows, b.cols));
    }
    Matrix c = zeros(rows, b.cols);
    Blas.best()
        .gemm(
            false, false, rows, b.cols, cols, 1, data, 0, cols, b.data, 0, b.cols, 0, c.data, 0,
            b.cols);
    return c;
  }

  /** The Frobenius norm. */
  public double norm() {
    return Blas.best().nrm2(data.length, data, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix m
        && m.rows == rows
        && m.cols == cols
        && Arrays.equals(m.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + cols) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Matrix[%d x %d]".formatted(rows, cols);
  }
}
