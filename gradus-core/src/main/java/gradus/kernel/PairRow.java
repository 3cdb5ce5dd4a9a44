package gradus.kernel;

/**
 * One example against several: where each pair stands on its way through the layers.
 *
 * <p>The own example has variance {@code q} and features {@code own}; the j-th other has {@code
 * qs[from + j]} and features from {@code others[(from + j) * own.length]}. For each pair {@code c}
 * is the correlation, {@code a} = 1 - c, {@code b} = 1 + c, and {@code slope} the last K̇.
 */
final class PairRow {
  final double[] c;
  final double[] a;
  final double[] b;
  final double[] slope;
  int count;
  double q;
  double[] own = new double[0];
  double[] qs = new double[0];
  double[] others = new double[0];
  int from;

  PairRow(int most) {
    c = new double[most];
    a = new double[most];
    b = new double[most];
    slope = new double[most];
  }

  /** Pair j by the smaller of 1 - c and 1 + c. */
  void set(int j, boolean alike, double lesser) {
    c[j] = alike ? 1 - lesser : lesser - 1;
    a[j] = alike ? lesser : 2 - lesser;
    b[j] = alike ? 2 - lesser : lesser;
  }
}
