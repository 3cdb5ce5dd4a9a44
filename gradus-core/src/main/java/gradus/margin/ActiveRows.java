package gradus.margin;

import gradus.num.Blas;
import java.util.Arrays;

/**
 * Linearly independent rows that come and go, with the thin QR factorisation of them: G_Aᵀ = Q R.
 *
 * <p>Rows are of length d; Q (s x d here) holds an orthonormal basis in its rows and R is upper
 * triangular of order s, the number of active rows. A row enters by Gram and Schmidt's method done
 * twice, which keeps Q orthogonal to round-off, and leaves by Givens rotations (Daniel, Gragg,
 * Kaufman and Stewart 1976). Adding costs 8ds operations, removing at most 6ds.
 */
final class ActiveRows {
  private static final Blas BLAS = Blas.best();

  private final int d;
  private int capacity = 16;
  private double[] q;

  /** Column k of R stands in row k, so that it is contiguous. */
  private double[] r;

  private int size;

  /** Of the last {@link #project}: the coefficients on Q, and what lies outside its span. */
  private double[] inside;

  private final double[] outside;
  private final double[] twice;
  private double[] again;

  ActiveRows(int d) {
    this.d = d;
    q = new double[capacity * d];
    r = new double[capacity * capacity];
    inside = new double[capacity];
    again = new double[capacity];
    outside = new double[d];
    twice = new double[d];
  }

  /** The number s of active rows. */
  int size() {
    return size;
  }

  /**
   * Takes a row apart: the coefficients on the basis and the rest, which {@link #append} would
   * append.
   *
   * @return the norm of the rest, the row's distance from the span
   */
  double project(double[] row, int offset) {
    if (size == d) {
      // What is left is round-off, and gives no new direction.
      BLAS.gemv(false, size, d, 1, q, 0, d, row, offset, 0, inside, 0);
      Arrays.fill(outside, 0);
      return 0;
    }
    BLAS.gemv(false, size, d, 1, q, 0, d, row, offset, 0, inside, 0);
    System.arraycopy(row, offset, twice, 0, d);
    BLAS.gemv(true, size, d, -1, q, 0, d, inside, 0, 1, twice, 0);
    BLAS.gemv(false, size, d, 1, q, 0, d, twice, 0, 0, again, 0);
    System.arraycopy(twice, 0, outside, 0, d);
    BLAS.gemv(true, size, d, -1, q, 0, d, again, 0, 1, outside, 0);
    BLAS.axpy(size, 1, again, 0, inside, 0);
    return BLAS.nrm2(d, outside, 0);
  }

  /** Makes the last projected row the last active one; its rest has the given norm, not zero. */
  void append(double distance) {
    if (size == capacity) {
      grow();
    }
    System.arraycopy(inside, 0, r, size * capacity, size);
    r[size * capacity + size] = distance;
    for (int j = 0; j < d; j++) {
      q[size * d + j] = outside[j] / distance;
    }
    size++;
  }

  /** Takes out the k-th active row; those behind it move up. */
  void remove(int k) {
    for (int c = k + 1; c < size; c++) {
      System.arraycopy(r, c * capacity, r, (c - 1) * capacity, c + 1);
    }
    size--;
    for (int j = k; j < size; j++) {
      double a = r[j * capacity + j];
      double b = r[j * capacity + j + 1];
      double hypot = Math.hypot(a, b);
      rotate(j, a / hypot, b / hypot);
    }
  }

  /** Turns rows j and j + 1 of R and Q so that entry (j + 1, j) of R vanishes. */
  private void rotate(int j, double cos, double sin) {
    for (int c = j; c < size; c++) {
      int at = c * capacity + j;
      double a = r[at];
      double b = r[at + 1];
      r[at] = cos * a + sin * b;
      r[at + 1] = cos * b - sin * a;
    }
    int one = j * d;
    int two = one + d;
    for (int i = 0; i < d; i++) {
      double a = q[one + i];
      double b = q[two + i];
      q[one + i] = cos * a + sin * b;
      q[two + i] = cos * b - sin * a;
    }
  }

  /** y with Rᵀ y = b, for b of length s: the point Qᵀ y has the products b with the rows. */
  double[] solveTransposed(double[] b) {
    double[] y = new double[size];
    for (int k = 0; k < size; k++) {
      int column = k * capacity;
      y[k] = (b[k] - BLAS.dot(k, r, column, y, 0)) / r[column + k];
    }
    return y;
  }

  /** m with R m = y: the weights with which the rows add up to Qᵀ y. */
  double[] solve(double[] y) {
    double[] m = Arrays.copyOf(y, size);
    for (int k = size - 1; k >= 0; k--) {
      int column = k * capacity;
      m[k] /= r[column + k];
      BLAS.axpy(k, -m[k], r, column, m, 0);
    }
    return m;
  }

  /** The weights with which the rows add up to the part of the last projected row in their span. */
  double[] insideWeights() {
    return solve(inside);
  }

  /** The inner product of y with the coefficients of the last projected row. */
  double insideDot(double[] y) {
    return BLAS.dot(size, inside, 0, y, 0);
  }

  /** x ← x + Qᵀ y. */
  void addPoint(double[] y, double[] x) {
    BLAS.gemv(true, size, d, 1, q, 0, d, y, 0, 1, x, 0);
  }

  private void grow() {
    int wider = Math.min(2 * capacity, Math.max(d, capacity + 1));
    double[] columns = new double[Math.multiplyExact(wider, wider)];
    for (int k = 0; k < size; k++) {
      System.arraycopy(r, k * capacity, columns, k * wider, k + 1);
    }
    r = columns;
    q = Arrays.copyOf(q, Math.multiplyExact(wider, d));
    inside = Arrays.copyOf(inside, wider);
    again = Arrays.copyOf(again, wider);
    capacity = wider;
  }
}
