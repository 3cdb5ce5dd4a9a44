package gradus.num;

import org.hipparchus.special.Beta;

/** Student's distribution, which the error of a mean of normal samples follows. */
final class StudentT {
  private StudentT() {}

  /** P(T ≤ t) with ν degrees of freedom. */
  static double probability(double t, double nu) {
    double tail = Beta.regularizedBeta(nu / (nu + t * t), nu / 2, 0.5) / 2;
    return t < 0 ? tail : 1 - tail;
  }

  /** The t with P(T ≤ t) = p, for p in (0, 1), by bisection to round-off. */
  static double quantile(double p, double nu) {
    if (p < 0.5) {
      return -quantile(1 - p, nu);
    }
    double high = 1;
    while (probability(high, nu) < p) {
      high *= 2;
    }
    double low = 0;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (probability(middle, nu) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
