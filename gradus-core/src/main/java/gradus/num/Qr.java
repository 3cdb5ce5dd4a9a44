package gradus.num;

/**
 * The QR factorisation in thin form: A = Q R.
 *
 * <p>For A of m x n and k = min(m, n), Q is m x k with orthonormal columns and R is k x n, upper
 * triangular with a diagonal ≥ 0, so that the factors are unique where A has full rank.
 *
 * @param q Q
 * @param r R
 */
public record Qr(Matrix q, Matrix r) {
  /**
   * The factorisation of any matrix.
   *
   * @throws IllegalArgumentException if an entry is not finite
   */
  public static Qr of(Matrix a) {
    Lapack.requireFinite(a, "a QR factorisation");
    if (a.rows() == 0 || a.cols() == 0) {
      return new Qr(Matrix.zeros(a.rows(), 0), Matrix.zeros(0, a.cols()));
    }
    return withPositiveDiagonal(Lapack.best().qr(a));
  }

  static Qr withPositiveDiagonal(Qr any) {
    Matrix q = any.q.copy();
    Matrix r = any.r.copy();
    for (int i = 0; i < r.rows(); i++) {
      if (r.at(i, i) < 0) {
        for (int j = i; j < r.cols(); j++) {
          r.set(i, j, -r.at(i, j));
        }
        for (int j = 0; j < q.rows(); j++) {
          q.set(j, i, -q.at(j, i));
        }
      }
    }
    return new Qr(q, r);
  }
}
