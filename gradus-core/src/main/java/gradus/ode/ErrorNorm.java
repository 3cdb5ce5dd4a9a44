package gradus.ode;

/**
 * How errors are measured: the root mean square of e_i / (rtol (|y_i| + ȳ)), where ȳ, a tenth of
 * the root mean square of y, keeps components that pass through zero from deciding alone.
 */
record ErrorNorm(double tolerance) {
  private static final double FLOOR = 1e-3;

  double of(double[] e, double[] y, double[] y1) {
    double square = 0;
    for (double value : y) {
      square += value * value;
    }
    double usual = 0.1 * Math.sqrt(square / y.length) + FLOOR;
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double scale = tolerance * (Math.max(Math.abs(y[i]), Math.abs(y1[i])) + usual);
      double part = e[i] / scale;
      sum += part * part;
    }
    return Math.sqrt(sum / y.length);
  }
}
