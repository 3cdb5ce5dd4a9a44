package gradus.num;

/**
 * Factorisations of dense matrices; the arguments are finite, not empty, and are not changed.
 *
 * <p>Two implementations of one contract: OpenBLAS, and Hipparchus where no native library loads.
 */
interface Lapack {
  /** See {@link SymmetricEigen#of}. */
  SymmetricEigen symmetricEigen(Matrix a);

  /** See {@link Svd#of}. */
  Svd svd(Matrix a);

  /** The lower factor of {@link Cholesky#of}. */
  Matrix cholesky(Matrix a);

  /** Any thin QR factorisation; {@link Qr#of} sees to the signs. */
  Qr qr(Matrix a);

  /** See {@link LeastSquares#of(Matrix, double[], double)}. */
  LeastSquares leastSquares(Matrix a, double[] b, double tolerance);

  /** The fastest choice on this machine, decided once. */
  static Lapack best() {
    return BlasChoice.lapack();
  }

  /** Refuses what no factorisation is defined for. */
  static void requireFinite(Matrix a, String what) {
    double[] data = a.data();
    for (int i = 0; i < data.length; i++) {
      if (!Double.isFinite(data[i])) {
        throw new IllegalArgumentException(
            "%s needs finite entries, but entry (%d, %d) is %s"
                .formatted(what, i / a.cols(), i % a.cols(), data[i]));
      }
    }
  }

  /** Refuses what is not square. */
  static void requireSquare(Matrix a, String what) {
    if (a.rows() != a.cols()) {
      throw new IllegalArgumentException(
          "%s needs a square matrix, but this one is %d x %d".formatted(what, a.rows(), a.cols()));
    }
  }
}
