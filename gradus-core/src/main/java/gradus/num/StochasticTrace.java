package gradus.num;

/**
 * Trace and Frobenius norm of a symmetric operator from its products with random vectors, with
 * intervals.
 *
 * <p>A sketch Q of the range takes out what is large: tr A = tr QᵀAQ + tr A' and ‖A‖² = ‖AQ‖² + ‖A
 * (I - QQᵀ)‖² with A' = (I - QQᵀ) A (I - QQᵀ) (Hutch++: Meyer, Musco, Musco and Woodruff, 2021).
 * The first terms are exact; the others are means over random signs z of zᵀA'z and ‖A (I - QQᵀ)z‖²
 * (Hutchinson's estimate), with Student's interval. Where the dimension is no larger than the
 * number of products, all is exact.
 *
 * @param sketch the columns of Q
 * @param signs how many random vectors, at least 2
 * @param level the probability that an interval holds the truth
 * @param seed decides the vectors
 */
public record StochasticTrace(int sketch, int signs, double level, Seed seed) {
  /** Columns multiplied together. */
  private static final int TOGETHER = 16;

  private static final Blas BLAS = Blas.best();

  /**
   * What came out.
   *
   * @param trace tr A
   * @param frobenius ‖A‖_F
   * @param products how many products with A were taken
   */
  public record Estimate(Interval trace, Interval frobenius, int products) {}

  /** A sketch of 32 columns and 32 random vectors, 96 products in all; 95 % intervals. */
  public static StochasticTrace usual(Seed seed) {
    return new StochasticTrace(32, 32, 0.95, seed);
  }

  /** The estimates for an operator. */
  public Estimate of(SelfAdjointOperator a) {
    int n = a.dimension();
    if (n <= 2 * sketch + signs) {
      return exact(a);
    }
    Matrix q = Qr.of(times(a, signs(n, sketch, "sketch"))).q();
    Matrix aq = times(a, q);
    double trace = BLAS.dot(q.data().length, q.data(), 0, aq.data(), 0);
    double square = BLAS.dot(aq.data().length, aq.data(), 0, aq.data(), 0);
    Matrix z = signs(n, signs, "signs");
    clear(z, q);
    Matrix az = times(a, z);
    double[] quotients = new double[signs];
    double[] squares = new double[signs];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < signs; c++) {
        double y = az.at(i, c);
        quotients[c] += z.at(i, c) * y;
        squares[c] += y * y;
      }
    }
    Interval rest = Interval.ofMean(squares, level).plus(square);
    return new Estimate(
        Interval.ofMean(quotients, level).plus(trace),
        new Interval(
            Math.sqrt(rest.estimate()),
            // What is known for sure is a bound from below.
            Math.sqrt(Math.max(square, rest.low())),
            Math.sqrt(rest.high())),
        2 * sketch + signs);
  }

  private static Estimate exact(SelfAdjointOperator a) {
    int n = a.dimension();
    Matrix dense = times(a, Matrix.identity(n));
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += dense.at(i, i);
    }
    return new Estimate(Interval.exact(trace), Interval.exact(dense.norm()), n);
  }

  /** A X, some columns at a time. */
  private static Matrix times(SelfAdjointOperator a, Matrix x) {
    int n = x.rows();
    Matrix y = Matrix.zeros(n, x.cols());
    for (int from = 0; from < x.cols(); from += TOGETHER) {
      int k = Math.min(TOGETHER, x.cols() - from);
      Matrix part = Matrix.zeros(n, k);
      Matrix image = Matrix.zeros(n, k);
      copy(x, from, part, 0, k);
      a.apply(part, image);
      copy(image, 0, y, from, k);
    }
    return y;
  }

  private static void copy(Matrix from, int fromCol, Matrix to, int toCol, int k) {
    for (int i = 0; i < from.rows(); i++) {
      for (int c = 0; c < k; c++) {
        to.set(i, toCol + c, from.at(i, fromCol + c));
      }
    }
  }

  /** Z ← Z - Q QᵀZ, twice. */
  private static void clear(Matrix z, Matrix q) {
    for (int round = 0; round < 2; round++) {
      Matrix parts = q.transpose().times(z);
      Matrix taken = q.times(parts);
      BLAS.axpy(z.data().length, -1, taken.data(), 0, z.data(), 0);
    }
  }

  private Matrix signs(int n, int k, String label) {
    Matrix z = Matrix.zeros(n, k);
    var random = seed.child(label).random();
    for (int i = 0; i < z.data().length; i++) {
      z.data()[i] = random.nextBoolean() ? 1 : -1;
    }
    return z;
  }
}
