package gradus.claims.dynamics;

import java.util.function.DoubleUnaryOperator;

/**
 * The scalar law \(\dot u=e^{-u}g(u)\), u = log R, solved by one quadrature: t = ∫ e^s / g(s) ds.
 *
 * @param start u at t = 0
 * @param rate g, positive and smooth from there on
 */
record Growth(double start, DoubleUnaryOperator rate) {
  /** Beyond this far below the upper end the integrand is below the last digit. */
  private static final double REACH = 45;

  private static final double PANEL = 0.01;

  /** log t at which u is reached, by Simpson's rule: relative error about PANEL⁴/2880 ≤ 1e-11. */
  double logTime(double u) {
    double from = Math.max(start, u - REACH);
    int panels = 1 + (int) ((u - from) / PANEL);
    double h = (u - from) / panels;
    double sum = 0;
    for (int i = 0; i < panels; i++) {
      double s = from + i * h;
      sum += (density(s, u) + 4 * density(s + h / 2, u) + density(s + h, u)) * h / 6;
    }
    return u + Math.log(sum);
  }

  private double density(double s, double u) {
    return Math.exp(s - u) / rate.applyAsDouble(s);
  }

  /** u at log t. */
  double at(double logTime) {
    double low = start;
    double high = Math.max(start, logTime) + 1;
    while (logTime(high) < logTime) {
      high += 10;
    }
    double u = high;
    // Newton's method inside a bracket; d log t/du is known.
    for (int i = 0; i < 100; i++) {
      double off = logTime(u) - logTime;
      if (off > 0) {
        high = u;
      } else {
        low = u;
      }
      double next = u - off * Math.exp(logTime(u) - u) * rate.applyAsDouble(u);
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - u) <= 1e-13 * Math.max(1, Math.abs(u))) {
        return next;
      }
      u = next;
    }
    return u;
  }

  /** log li(e^u) = log Ei(u) for u > 0.4: by its series, and by its asymptotic one from 40 on. */
  static double logLi(double u) {
    if (u < 40) {
      double sum = 0.5772156649015329 + Math.log(u);
      double term = 1;
      for (int k = 1; k < 200; k++) {
        term *= u / k;
        sum += term / k;
      }
      return Math.log(sum);
    }
    double sum = 1;
    double term = 1;
    for (int k = 1; k < u && term > 1e-17; k++) {
      term *= k / u;
      sum += term;
    }
    return u - Math.log(u) + Math.log(sum);
  }
}
