package gradus.num;

/**
 * Rows of one length that are orthonormal, as they come: the basis of a Krylov space.
 *
 * <p>A vector is made orthogonal to all rows by the classical process of Gram and Schmidt, twice,
 * which leaves inner products of the order of ε (Giraud and Langou, 2003).
 */
final class Orthogonal {
  private static final Blas BLAS = Blas.best();

  private final int n;
  private final double[] rows;
  private final double[] first;
  private final double[] second;
  private int count;

  /** Room for {@code most} rows of n numbers. */
  Orthogonal(int most, int n) {
    this.n = n;
    this.rows = new double[Math.multiplyExact(most, n)];
    this.first = new double[most];
    this.second = new double[most];
  }

  int count() {
    return count;
  }

  /** Forgets all rows. */
  void clear() {
    count = 0;
  }

  double[] data() {
    return rows;
  }

  /** A copy of row j. */
  void read(int j, double[] x) {
    System.arraycopy(rows, j * n, x, 0, n);
  }

  /**
   * x ← x less its part in the rows; {@code parts[j]} ← ⟨row j, x⟩ as it was. Returns the norm of
   * what is left.
   */
  double clear(double[] x, double[] parts) {
    BLAS.gemv(false, count, n, 1, rows, 0, n, x, 0, 0, first, 0);
    BLAS.gemv(true, count, n, -1, rows, 0, n, first, 0, 1, x, 0);
    BLAS.gemv(false, count, n, 1, rows, 0, n, x, 0, 0, second, 0);
    BLAS.gemv(true, count, n, -1, rows, 0, n, second, 0, 1, x, 0);
    for (int j = 0; j < count; j++) {
      parts[j] = first[j] + second[j];
    }
    return BLAS.nrm2(n, x, 0);
  }

  /** Adds x over its norm, which is orthogonal to the rows. */
  void append(double[] x, double norm) {
    int at = count * n;
    for (int i = 0; i < n; i++) {
      rows[at + i] = x[i] / norm;
    }
    count++;
  }

  /** Replaces the rows by k combinations of them, C (k x count) times the rows. */
  void combine(Matrix c) {
    double[] mixed = combinations(c);
    System.arraycopy(mixed, 0, rows, 0, mixed.length);
    count = c.rows();
  }

  /** C (k x count) times the rows. */
  double[] combinations(Matrix c) {
    double[] mixed = new double[c.rows() * n];
    BLAS.gemm(
        false, false, c.rows(), n, count, 1, c.data(), 0, c.cols(), rows, 0, n, 0, mixed, 0, n);
    return mixed;
  }
}
